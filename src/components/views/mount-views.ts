/** The button in the header; what is behind it is fetched when it is pressed. */
export function mountViews(): void {
  document
    .querySelector("#saved-views")
    ?.addEventListener(
      "click",
      () => void import("./views-dialog.js").then(({viewsDialog}) => viewsDialog().open())
    );
}
