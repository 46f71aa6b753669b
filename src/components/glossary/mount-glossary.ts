/** Explains terms in the page's prose once the page has nothing better to do. */
export function mountGlossary(): void {
  const start = () =>
    void import("./mark-terms.js").then(({markTerms}) => {
      const main = document.querySelector<HTMLElement>("#observablehq-main");
      if (main !== null) markTerms(main);
    });
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === "function") requestIdleCallback(start, {timeout: 3000});
  else setTimeout(start, 1000);
}
