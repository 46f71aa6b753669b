import type {Severity} from "../../engine/event.js";
import {type CheckedLine, checkMany, mostLines} from "../../engine/hunt/check-many.js";
import {seenManyQuery} from "../../engine/hunt/seen-many.js";
import type {Term} from "../../engine/hunt/term.js";
import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {pending} from "../pending.js";
import {formatWall, timeLabel} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import type {Workbench} from "../workbench/workbench.js";
import {checkVerdict} from "./check-verdict.js";
import {openListChecker} from "./list-checker.js";
import {membersOf, type Span} from "./term-facts.js";
import {typeLabel, valueKind} from "./term-words.js";

interface SeenRow extends Span {
  readonly value: string;
  readonly events: number;
  readonly alerts: number;
  /** Of the gravest alert; null without alerts. */
  readonly severity: Severity | null;
}

/** A checked line with what the data say of it. */
interface CheckRow {
  readonly line: number;
  readonly written: string;
  readonly value: string | null;
  readonly type: string;
  readonly verdict: string;
  readonly list: string | null;
  readonly list_line: number | null;
  readonly entry: string | null;
  readonly matched: string | null;
  readonly says: string | null;
  /** Null of what is not counted: URLs, and what is no indicator. */
  readonly events: number | null;
  readonly first_seen: Date | null;
  readonly last_seen: Date | null;
}

const longestText = 5_000_000;

/** A box for many indicators, one per line, which are checked against all lists and looked for in the data. */
export function CheckMany(workbench: Workbench, {timeZone}: {readonly timeZone: string}): HTMLElement {
  const field =
    html`<textarea rows="5" id="check-many" spellcheck="false" placeholder="One indicator per line: addresses, networks, domains, URLs, hashes; defanged is fine"></textarea>` as HTMLTextAreaElement;
  const result = html`<div></div>`;
  const form = html`<form class="check-many">
  <label for="check-many">Indicators, one per line, up to ${formatCount(mostLines)}; of a line with several fields the first counts</label>
  ${field}
  <button type="submit" class="button">Check them</button>
</form>`;
  form.addEventListener("input", event => event.stopPropagation());
  form.addEventListener("submit", event => {
    event.preventDefault();
    const text = field.value;
    if (text.length > longestText) {
      result.replaceChildren(
        html`<p class="hunt-problem" role="alert">This text has ${formatCount(text.length)} characters; ${formatCount(longestText)} at most.</p>`
      );
      return;
    }
    result.replaceChildren(
      pending(
        check(text, workbench, timeZone),
        "Checking them against the lists and the data …",
        node => node
      )
    );
  });
  return html`<section data-testid="check-many">${form}${result}</section>`;
}

async function check(text: string, workbench: Workbench, timeZone: string): Promise<HTMLElement> {
  const checker = await openListChecker(workbench.site);
  const {lines, left, repeated} = checkMany(text, checker);
  if (lines.length === 0) return html`<p class="hunt-problem">There is no indicator in it.</p>`;
  const of = (...types: readonly string[]) =>
    lines.flatMap(({term}) => (term !== null && types.includes(term.type) ? [term.value] : []));
  const networks = await Promise.all(
    of("network").map(async network => [network, await membersOf(network, workbench)] as const)
  );
  const {query, rows} = workbench.ask<SeenRow>(
    seenManyQuery({
      addresses: of("address"),
      domains: of("domain"),
      hashes: of("hash", "ja3", "hassh"),
      members: new Map(networks)
    })
  );
  const terms = new Map(lines.map(({line, term}) => [line, term]));
  const indicator = (term: Term | null, written: string) =>
    term === null
      ? logText(written, 80)
      : valueButton(valueKind(term), term.value, {limit: 80, site: workbench.site});
  const remarks = [
    left > 0 ? `${formatPlural(left, "line")} beyond the first ${formatCount(mostLines)} not checked.` : "",
    repeated > 0 ? `${formatPlural(repeated, "line")} repeated an earlier one.` : ""
  ].filter(remark => remark !== "");
  return chartFrame<CheckRow>({
    id: "check-many",
    title: found => checkTitle(found, checker.lists.length),
    subtitle: ["Listed ones first, then those that were seen.", ...remarks].join(" "),
    query,
    rows: Promise.resolve(rows).then(seen => toRows(lines, seen)),
    total: found => found.filter(({verdict}) => verdict === "on a list").length,
    height: 300,
    note: "Lists are asked in this page, by the matcher that logs went through; the SQL counts where the values were seen.",
    draw: found =>
      dataTable(
        found,
        [
          {
            key: "value",
            label: "Indicator",
            cell: ({line, written}) =>
              html`<span class="wide">${indicator(terms.get(line) ?? null, written)}</span>`
          },
          {key: "type", label: "Taken for", cell: ({type}) => type},
          {
            key: "verdict",
            label: "Verdict",
            cell: ({verdict}) => html`<span data-verdict=${verdict}>${verdict}</span>`
          },
          {
            key: "list",
            label: "List, line",
            cell: ({list, list_line}) =>
              list === null
                ? emptyCell("none")
                : html`<span>${logText(list, 40)}, ${formatCount(list_line)}</span>`
          },
          {
            key: "matched",
            label: "How",
            cell: ({matched, says}) =>
              matched === null
                ? emptyCell("nothing")
                : html`<span>${matched}${says ? html`: ${logText(says, 60)}` : ""}</span>`
          },
          {
            key: "events",
            label: "Events",
            numeric: true,
            cell: ({events}) =>
              events === null
                ? html`<span class="muted" title="Hunt for it alone to see where it was asked for">not counted here</span>`
                : formatCount(events),
            value: ({events}) => events
          },
          {
            key: "last_seen",
            label: timeLabel("Last seen", timeZone),
            cell: ({last_seen}) => (last_seen === null ? emptyCell("never") : formatWall(last_seen, timeZone))
          }
        ],
        {stacks: true, first: 25}
      )
  });
}

function toRows(lines: readonly CheckedLine[], seen: readonly SeenRow[]): CheckRow[] {
  const byValue = new Map(seen.map(row => [row.value, row]));
  const rank = (row: CheckRow) => (row.list === null ? 0 : 2) + ((row.events ?? 0) > 0 ? 1 : 0);
  return lines
    .map(({line, written, term, hits, refused}): CheckRow => {
      const hit = hits.find(({list}) => list.applied) ?? hits[0];
      const found = term === null ? undefined : byValue.get(term.value);
      const isCounted = term !== null && term.type !== "url";
      return {
        line,
        written,
        value: term?.value ?? null,
        type: term === null ? "no indicator" : typeLabel[term.type],
        verdict: checkVerdict({
          isIndicator: term !== null,
          isListed: hit !== undefined,
          refused,
          seen: found ?? null
        }),
        list: hit?.list.list ?? null,
        list_line: hit?.line ?? null,
        entry: hit?.entry ?? null,
        matched: hit?.how ?? null,
        says: hit?.comment ?? null,
        events: isCounted ? (found?.events ?? 0) : null,
        first_seen: found?.first_time ?? null,
        last_seen: found?.last_time ?? null
      };
    })
    .toSorted((a, b) => rank(b) - rank(a) || (b.events ?? 0) - (a.events ?? 0) || a.line - b.line);
}

function checkTitle(rows: readonly CheckRow[], lists: number): string {
  const listed = rows.filter(({verdict}) => verdict === "on a list").length;
  const seen = rows.filter(({events}) => (events ?? 0) > 0).length;
  const none = rows.filter(({value}) => value === null).length;
  const odd = none === 0 ? "" : `; ${formatCount(none)} no indicator`;
  return `${formatPlural(rows.length, "line")}: ${formatCount(listed)} on ${lists === 1 ? "the one list" : `any of ${formatPlural(lists, "list")}`}, ${formatCount(seen)} seen in these data${odd}`;
}
