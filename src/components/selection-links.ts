import {selectionKeys} from "../engine/selection.js";

/**
 * Lets the selection in the page's address hold as the reader follows the site's own links. A link's address is
 * completed when a pointer or the keyboard reaches it, so that opening it in a new tab or copying it works too.
 */
export function carrySelection(root: Document): void {
  // What each link said before and after, so that it follows later changes of the selection.
  const completions = new WeakMap<
    HTMLAnchorElement,
    {readonly original: string; readonly completed: string}
  >();

  function completeLink({target}: Event): void {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
    if (link === null || link.hasAttribute("download") || link.hasAttribute("data-keep-selection")) return;
    const last = completions.get(link);
    const original = last?.completed === link.href ? last.original : (link.getAttribute("href") ?? "");
    const completed = withSelection(original, location.href);
    if (completed === null) return;
    link.href = completed;
    completions.set(link, {original, completed: link.href});
  }

  for (const type of ["pointerover", "pointerdown", "focusin", "click"]) {
    root.addEventListener(type, completeLink, {capture: true, passive: true});
  }
}

/**
 * Where a link leads with the page's selection added, or null when it is no link to another page of the site. What the
 * link itself selects wins; an empty value in it (`?source=`) drops that part of the selection.
 * @param href the link's address as written
 * @param page the address of the page it is on
 */
export function withSelection(href: string, page: string): string | null {
  const from = new URL(page);
  const to = new URL(href, page);
  const isPage = /(\/|\.html)$/.test(to.pathname);
  if (to.origin !== from.origin || !isPage || href.startsWith("#")) return null;
  const own = to.searchParams;
  // The two ends of the window belong together.
  const ownsWindow = own.has("from") || own.has("to");
  for (const key of selectionKeys) {
    const value = from.searchParams.get(key);
    const isOwn = own.has(key) || (ownsWindow && (key === "from" || key === "to"));
    if (value !== null && !isOwn) own.set(key, value);
    else if (own.get(key) === "") own.delete(key);
  }
  to.search = own.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return to.href;
}
