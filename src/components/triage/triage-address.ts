import {formatSelection, type SelectionBounds, selectionKeys} from "../../engine/selection.js";
import type {Narrowed} from "./facet.js";
import {formatTriage, triageKeys} from "./triage-state.js";

const own: ReadonlySet<string> = new Set([...selectionKeys, ...triageKeys]);

/**
 * The query string that a narrowed table is shared by: the selection, the table, and whatever else the address says now, such
 * as the alert that is open. Commas and colons stay readable.
 * @param search the address's query string as it is
 */
export function triageSearch({state, selection}: Narrowed, bounds: SelectionBounds, search: string): string {
  const params = new URLSearchParams(formatSelection(selection, bounds));
  for (const [key, value] of formatTriage(state)) params.append(key, value);
  for (const [key, value] of new URLSearchParams(search)) if (!own.has(key)) params.append(key, value);
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%21", "!");
  return text === "" ? "" : `?${text}`;
}

/** Makes the page's address that of a narrowed table; going back leads to the one before where it is pushed. */
export function writeAddress(next: Narrowed, bounds: SelectionBounds, how: "push" | "replace"): void {
  const search = triageSearch(next, bounds, location.search);
  if (search === location.search) return;
  const address = `${location.pathname}${search}${location.hash}`;
  if (how === "push") history.pushState(history.state, "", address);
  else history.replaceState(history.state, "", address);
}

/** Whether the address names a page of the table; it does not after the selection's own control has changed it. */
export const saysPage = (): boolean => new URLSearchParams(location.search).has("page");
