/** Rows `from` up to `to` of `staged`, by number. */
export interface RowRange {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

/** Numbers of rows are 32-bit integers. */
export const mostRows = 2 ** 31;

/** All rows, however many there are. */
export const wholeRange: readonly RowRange[] = [{from: 0, to: mostRows}];

/** Divides so many rows into ranges of at most `size`; at least one range, and the last one is open. */
export function rowRanges(rows: number, size: number): readonly RowRange[] {
  const count = Math.max(1, Math.ceil(rows / size));
  return Array.from({length: count}, (_, i) => ({
    from: i === 0 ? 0 : i * size,
    to: i + 1 < count ? (i + 1) * size : mostRows
  }));
}
