/** Where a reader goes once what is shown has changed: this page anew, without the selection made over other data. */
export function reloadWithoutSelection(): void {
  location.replace(location.pathname);
}

/**
 * The same for a reader who is to come back to a place that is still there: a page of this site anew.
 * @param address without a fragment, for which alone a browser does not read a page anew
 */
export function reloadAt(address: string): void {
  location.replace(address);
}
