import {selectionKeys, type TimeRange} from "../engine/selection.js";

/**
 * A page's address, relative to this one, that selects a window and keeps the rest of the selection.
 * @param page a page's file; "" for this one
 * @param search the query string of the page that the reader is on
 * @param more further parts of the selection, such as `source`
 */
export function windowAddress(
  page: string,
  {from, to}: TimeRange,
  search: string,
  more: Readonly<Partial<Record<"dataset" | "severity" | "source", string>>> = {}
): string {
  const before = new URLSearchParams(search);
  const params = new URLSearchParams();
  const own: Readonly<Record<string, string>> = {from: instant(from), to: instant(to), ...more};
  for (const key of selectionKeys) {
    const value = own[key] ?? before.get(key);
    if (value) params.set(key, value);
  }
  return `${page}?${params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":")}`;
}

/**
 * Selects a window on this page without leaving it: the selection bar hears of addresses that change, and the
 * browser's own Back leads out again.
 */
export function zoomTo(range: TimeRange): void {
  const address = windowAddress("", range, location.search);
  history.pushState(null, "", `${location.pathname}${address}${location.hash}`);
  dispatchEvent(new PopStateEvent("popstate", {state: null}));
}

/** A link that zooms on this page; opened in a new tab, it leads to the same view. */
export function zoomsHere(link: Element, range: TimeRange): void {
  link.addEventListener("click", event => {
    if (!(event instanceof MouseEvent) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    zoomTo(range);
  });
}

function instant(time: number): string {
  return new Date(time).toISOString().replace(/(:00)?\.000Z$/, "Z");
}
