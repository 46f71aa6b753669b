import type {Severity} from "../../engine/event.js";
import type {ListChecker} from "../../engine/hunt/check-lists.js";
import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatWall, timeLabel} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import type {AskedTerm} from "./term-facts.js";
import {typeLabel} from "./term-words.js";
import {type Standing, verdictOf} from "./verdict.js";

interface OverviewRow {
  readonly number: number;
  readonly text: string;
  readonly type: string;
  readonly verdict: string;
  readonly standing: Standing;
  readonly events: number;
  readonly alerts: number;
  readonly gravest: Severity | null;
  readonly lists: number;
  readonly first_seen: Date | null;
  readonly last_seen: Date | null;
}

export interface TermOverviewOptions {
  readonly workbench: Workbench;
  readonly checker: ListChecker;
  readonly timeZone: string;
  /** Called with the number of the term that the reader wants to see. */
  readonly choose: (number: number) => void;
}

/** Several terms, a line each; choosing one shows what is known of it. */
export function TermOverview(
  asked: readonly AskedTerm[],
  {workbench, checker, timeZone, choose}: TermOverviewOptions
): HTMLElement {
  const {site, overview} = workbench;
  const rows = Promise.all(
    asked.map(async ({term, facts}, number): Promise<OverviewRow> => {
      const known = await facts;
      const verdict = verdictOf(known, {data: overview.data, lists: checker, timeZone});
      return {
        number,
        text: term.value,
        type: typeLabel[term.type],
        verdict: verdict.label,
        standing: verdict.standing,
        events: verdict.events,
        alerts: verdict.alerts,
        gravest: verdict.severity,
        lists: new Set(known.hits.map(({list}) => list.list)).size,
        first_seen: verdict.first,
        last_seen: verdict.last
      };
    })
  );
  const buttons = new Map<number, HTMLElement>();
  function name({number, text}: OverviewRow): HTMLElement {
    const button = html`<button type="button" class="finding" aria-pressed=${String(number === 0)}>${logText(maskAddresses(text, site), 80)}</button>`;
    buttons.set(number, button);
    button.addEventListener("click", () => {
      for (const [other, node] of buttons) node.setAttribute("aria-pressed", String(other === number));
      choose(number);
    });
    return html`<span class="wide">${button}</span>`;
  }
  const numeric = (key: "events" | "alerts" | "lists", label: string) => ({
    key,
    label,
    numeric: true,
    cell: (row: OverviewRow) => formatCount(row[key]),
    value: (row: OverviewRow) => row[key]
  });
  const time = (key: "first_seen" | "last_seen", label: string) => ({
    key,
    label: timeLabel(label, timeZone),
    cell: (row: OverviewRow) => {
      const instant = row[key];
      return instant === null ? emptyCell("never") : formatWall(instant, timeZone);
    }
  });
  return chartFrame<OverviewRow>({
    id: "hunt-terms",
    title: all => {
      const bad = all.filter(({standing}) => standing === "bad").length;
      const seen = all.filter(({events}) => events > 0).length;
      return `${formatPlural(all.length, "term")}: ${formatCount(bad)} known bad, ${formatCount(seen)} seen in these data`;
    },
    subtitle: "Choose one for all that is known of it.",
    rows,
    total: all => all.reduce((sum, {events}) => sum + events, 0),
    height: 200,
    note: "Each line sums up the frames that its term shows when it is chosen.",
    draw: all =>
      html`<div class="finding-table">${dataTable(
        all,
        [
          {key: "term", label: "Term", cell: name},
          {key: "type", label: "Taken for", cell: ({type}) => type},
          {
            key: "verdict",
            label: "Verdict",
            cell: ({verdict, standing}) => html`<span data-standing=${standing}>${verdict}</span>`
          },
          numeric("events", "Events"),
          numeric("alerts", "Alerts"),
          {
            key: "gravest",
            label: "Gravest",
            cell: ({gravest}) => (gravest === null ? emptyCell("none") : severityMark(gravest))
          },
          numeric("lists", "Lists"),
          time("first_seen", "First seen"),
          time("last_seen", "Last seen")
        ],
        {stacks: true, first: 20}
      )}</div>`
  });
}
