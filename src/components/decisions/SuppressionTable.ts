import type {Suppression} from "../../engine/decisions/fold-decisions.js";
import type {SuppressedBy} from "../../engine/published.js";
import {dataTable} from "../data-table.js";
import {formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {actButton} from "./act-button.js";
import {expiryText} from "./BlockTable.js";
import {matchText, proseText, timeText} from "./decision-words.js";
import {decisions} from "./decisions.js";

/** A suppression, whether it still holds, and what it did when these data were made. */
export interface SuppressionRow extends Suppression {
  readonly holds: boolean;
  /** Alerts that there would be otherwise; null where it was not known when the data were made. */
  readonly alerts: number | null;
  readonly built: "obeyed" | "had run out" | "not yet";
}

/** @param built what site.json says of the suppressions that were obeyed; absent in older builds */
export function suppressionRows(
  active: readonly Suppression[],
  expired: readonly Suppression[],
  built: readonly SuppressedBy[] = []
): readonly SuppressionRow[] {
  const byDecision = new Map(built.map(entry => [entry.decision, entry]));
  const rows = (list: readonly Suppression[], holds: boolean) =>
    list
      .map((suppression): SuppressionRow => {
        const known = byDecision.get(suppression.decision);
        const state = known === undefined ? "not yet" : known.expired ? "had run out" : "obeyed";
        return {...suppression, holds, alerts: known?.alerts ?? null, built: state};
      })
      .reverse();
  return [...rows(active, true), ...rows(expired, false)];
}

/** What is expected and raises no alert, with what that has kept away so far. */
export function SuppressionTable(rows: readonly SuppressionRow[], site: MaskedSite): HTMLElement {
  return dataTable(
    rows,
    [
      {
        key: "match",
        label: "Alerts of",
        cell: ({match}) => html`<span class="wide">${matchText(match, site)}</span>`
      },
      {
        key: "reason",
        label: "Why",
        cell: ({reason}) => html`<span class="wide">${proseText(reason)}</span>`
      },
      {key: "by", label: "By", cell: ({by}) => logText(by, 60)},
      {key: "at", label: "Since", cell: ({at}) => timeText(at)},
      {key: "until", label: "Until", cell: ({expires, holds}) => expiryText(expires, holds)},
      {
        key: "built",
        label: "In these data",
        value: ({alerts}) => alerts,
        cell: ({built, alerts}) =>
          built === "obeyed" ? `${formatPlural(alerts ?? 0, "alert")} not raised` : builtWords[built]
      },
      {
        key: "undo",
        label: "Action",
        cell: ({decision, holds}) =>
          holds
            ? actButton(`unsuppress ${decision}`, "Not expected", () =>
                decisions.record({kind: "unsuppress", decision})
              )
            : ""
      }
    ],
    {stacks: true}
  );
}

const builtWords = {
  "had run out": "had run out when they end",
  "not yet": "not obeyed yet: the next build does"
} as const;
