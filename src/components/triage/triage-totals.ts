import type {Severity} from "../../engine/event.js";
import {graveOf} from "./alert-kind.js";
import {chosenOf, type Narrowed} from "./facet.js";
import type {FacetChoice} from "./facet-menu.js";
import type {CountRow} from "./triage-query.js";

export interface TriageTotals {
  /** Rows that match and are shown, page by page. */
  readonly shown: number;
  /** Rows that match, but are closed or expected. */
  readonly hidden: number;
  readonly choices: ReadonlyMap<string, readonly FacetChoice[]>;
}

/** Rows of `countsQuery`, taken apart. */
export function totalsOf(rows: readonly CountRow[]): TriageTotals {
  const choices = new Map<string, FacetChoice[]>();
  for (const {facet, value, rows: count} of rows) {
    const known = choices.get(facet);
    if (known) known.push({value, rows: count});
    else choices.set(facet, [{value, rows: count}]);
  }
  const total = (name: string) => choices.get(name)?.[0]?.rows ?? 0;
  return {shown: total("shown"), hidden: total("all") - total("shown"), choices};
}

/** How many rows there are and how many of them are grave, in a sentence without a verb. */
export function totalsTitle({shown, choices}: TriageTotals, narrowed: Narrowed, noun: string): string {
  const chosen = chosenOf("severity", narrowed);
  const count = (severity: Severity) =>
    chosen.length > 0 && !chosen.includes(severity)
      ? 0
      : (choices.get("severity")?.find(({value}) => value === severity)?.rows ?? 0);
  return graveOf(count("critical"), count("high"), shown, noun);
}
