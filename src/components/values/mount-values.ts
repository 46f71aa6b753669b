/** Makes every value on the page open its menu, those that are drawn later included. The menu is fetched when it is first wanted. */
export function mountValues(root: Document): void {
  root.addEventListener(
    "click",
    event => {
      const value =
        event.target instanceof Element ? event.target.closest<HTMLElement>("button.value") : null;
      if (value === null) return;
      // The row or link that the value stands in has an action of its own.
      event.preventDefault();
      event.stopPropagation();
      void import("./value-menu.js").then(({openValueMenu}) => openValueMenu(value));
    },
    {capture: true}
  );
}
