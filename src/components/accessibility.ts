/**
 * What Framework and Plot leave out for readers who do not see the page, added wherever it is missing, also in what is drawn later.
 */
export function mountAccessibility(root: Document): void {
  // A heading above a list of pages is no item of it.
  const close = root.querySelector("#observablehq-sidebar > ol > label");
  close?.closest("nav, #observablehq-sidebar")?.prepend(close);
  root.querySelector("#observablehq-sidebar-toggle")?.setAttribute("aria-label", "Show the list of pages");
  const main = root.querySelector("#observablehq-main");
  if (main === null) return;
  amend(main);
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      amend(main);
    }, settleTime);
  }).observe(main, {childList: true, subtree: true});
}

/** Milliseconds in which a page that is being drawn is left alone. */
const settleTime = 200;

function amend(main: Element): void {
  // Plot names its marks, but a name needs something that may have one.
  for (const mark of main.querySelectorAll("svg g[aria-label]:not([role])"))
    mark.setAttribute("role", "group");
  // What scrolls must be reachable by those who scroll with keys.
  for (const code of main.querySelectorAll("pre:not([tabindex])")) code.setAttribute("tabindex", "0");
}
