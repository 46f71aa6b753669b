/** Where a reader goes once what is shown has changed: this page anew, without the selection made over other data. */
export function reloadWithoutSelection(): void {
  location.replace(location.pathname);
}
