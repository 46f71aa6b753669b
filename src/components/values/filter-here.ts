import type {FilterField} from "../../engine/filters.js";

/**
 * A page's query string with one value more let in or kept out: what said the opposite of it goes. Everything else stays.
 * @param search with or without "?"
 */
export function withFilter(search: string, field: FilterField, value: string, out: boolean): string {
  const params = new URLSearchParams(search);
  const mark = (isOut: boolean) =>
    isOut ? `!${value}` : field === "user" && /^[!=]/.test(value) ? `=${value}` : value;
  const others = params
    .getAll(field)
    .flatMap(text => (field === "user" ? [text] : text.split(",")))
    .filter(text => text !== "" && text !== mark(true) && text !== mark(false));
  const next = [...others, mark(out)];
  params.delete(field);
  for (const text of field === "user" ? next : [next.join(",")]) params.append(field, text);
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%21", "!");
  return text === "" ? "" : `?${text}`;
}

/** Whether the page has a selection that a filter can be added to. */
export function canFilterHere(): boolean {
  return document.querySelector("form.selection") !== null;
}

/** Filters the page that the reader is on; going back takes the filter away again. */
export function filterHere(field: FilterField, value: string, out: boolean): void {
  const search = withFilter(location.search, field, value, out);
  history.pushState(history.state, "", `${location.pathname}${search}${location.hash}`);
  // The selection bar reads the address when the reader goes back or forward; this is a step of the same kind.
  dispatchEvent(new PopStateEvent("popstate", {state: history.state}));
}

/** Where the alerts of a value are listed, from a page that selects nothing itself. */
export function filteredAlerts(field: FilterField, value: string, out: boolean): string {
  return `./alerts.html${withFilter("", field, value, out)}`;
}
