/** An element that shows one item after another. */
export interface Row<T> {
  readonly node: HTMLElement;
  /** Draws another item in place of the one before. */
  fill(item: T): void;
}

/**
 * Keeps the children of an element as a list of items is: what stays keeps its element, with the focus in it, and the elements of what is
 * gone show what is new, so that a table that changes many times a second leaves nothing behind.
 * @returns draws a list; its keys are distinct
 */
export function keyedRows<T>(
  parent: HTMLElement,
  keyOf: (item: T) => string,
  create: () => Row<T>
): (items: readonly T[]) => void {
  let shown = new Map<string, {readonly row: Row<T>; item: T}>();
  const spare: Row<T>[] = [];
  return items => {
    const keys = new Set(items.map(keyOf));
    for (const [key, {row}] of shown) {
      if (keys.has(key)) continue;
      row.node.remove();
      spare.push(row);
    }
    const next: typeof shown = new Map();
    let place = parent.firstChild;
    for (const item of items) {
      const key = keyOf(item);
      const known = shown.get(key);
      const row = known?.row ?? spare.pop() ?? create();
      if (known?.item !== item) row.fill(item);
      if (row.node === place) place = place.nextSibling;
      else parent.insertBefore(row.node, place);
      next.set(key, {row, item});
    }
    shown = next;
  };
}

/** Changes an element's text where it is another. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
