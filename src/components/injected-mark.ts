import {html} from "./html.js";

/** What is said of it; an incident may have joined injected events to others. */
const titles = {
  alert: "An attack that was simulated at a reader's wish; nobody did this",
  incident: "Of an attack that was simulated at a reader's wish, as a whole or in part; nobody did that"
} as const;

/** What stands behind the mark of an alert or an incident of this origin; null where it gets none. */
export function injectedTitle(origin: string | null, of: keyof typeof titles): string | null {
  return origin === "injected" ? titles[of] : null;
}

/** What tells of an alert or an incident, marked where that rests on an attack that was simulated on a page; else as it is. */
export function markInjected(node: HTMLElement, origin: string | null, of: keyof typeof titles): HTMLElement {
  const title = injectedTitle(origin, of);
  return title === null
    ? node
    : html`<span>${node} <span class="injected-mark" data-testid="injected" title=${title}>injected</span></span>`;
}
