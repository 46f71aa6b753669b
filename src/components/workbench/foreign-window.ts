import {parseSelection, type SelectionBounds} from "../../engine/selection.js";

/**
 * Takes a time window out of the page's address that lies wholly outside of the data: going back leads to addresses from
 * when other data were shown.
 */
export function dropForeignWindow(bounds: SelectionBounds): void {
  const {from, to} = parseSelection(location.search, bounds).selection;
  if (from < bounds.data.to && to > bounds.data.from) return;
  const url = new URL(location.href);
  url.searchParams.delete("from");
  url.searchParams.delete("to");
  history.replaceState(history.state, "", url);
}
