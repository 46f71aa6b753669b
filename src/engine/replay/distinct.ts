/** What distinct values of any stretch of a column are counted by. */
export interface Distinct {
  /** For each place, the place before it with the same value, or -1; itself where it has no value. */
  readonly previous: Int32Array;
  /** For each place, the place after it with the same value; the column's length where there is none. */
  readonly next: Int32Array;
  /** Row j, column k: places below `j * spacing` whose previous place is below `k * spacing`. */
  readonly table: Uint32Array;
}

/** Places between rows, and columns, of the table: as many as are looked at one by one at the edges of a stretch. */
const spacing = 8192;

/**
 * One pass over a column, so that distinct values in any stretch can then be counted in time that does not depend on its length.
 * @param values each below `count`; negative where there is none
 */
export function createDistinct(values: Int32Array, count: number): Distinct {
  const {length} = values;
  const previous = new Int32Array(length);
  const next = new Int32Array(length).fill(length);
  const last = new Int32Array(count).fill(-1);
  const width = Math.floor(length / spacing) + 1;
  const table = new Uint32Array(width * width);
  for (let place = 0; place < length; place++) {
    const value = values[place] as number;
    if (value < 0) {
      previous[place] = place;
      continue;
    }
    const before = last[value] as number;
    previous[place] = before;
    if (before >= 0) next[before] = place;
    last[value] = place;
    // First by the cell that a place begins to count in, which the sums below carry on to all after it.
    const cell = (Math.floor(place / spacing) + 1) * width + Math.floor(before / spacing) + 1;
    if (cell < table.length) table[cell] = (table[cell] as number) + 1;
  }
  addUp(table, width);
  return {previous, next, table};
}

/** Turns counts of single cells into counts of all cells up to them. */
function addUp(table: Uint32Array, width: number): void {
  for (let row = 0; row < width; row++) {
    let sum = 0;
    for (let column = 0; column < width; column++) {
      const cell = row * width + column;
      sum += table[cell] as number;
      table[cell] = sum + (row > 0 ? (table[cell - width] as number) : 0);
    }
  }
}

/** Distinct values at the places `from` to `to` - 1, for 0 <= from <= to <= the column's length. */
export function countDistinct({previous, next, table}: Distinct, from: number, to: number): number {
  // A value counts where it first appears in the stretch: at the place whose predecessor lies before it.
  const countFirst = (start: number, end: number) => {
    let values = 0;
    for (let place = start; place < end; place++) if ((previous[place] as number) < from) ++values;
    return values;
  };
  const firstRow = Math.ceil(from / spacing);
  const lastRow = Math.floor(to / spacing);
  if (firstRow >= lastRow) return countFirst(from, to);
  const width = Math.floor(previous.length / spacing) + 1;
  const column = Math.floor(from / spacing);
  const [start, end] = [firstRow * spacing, lastRow * spacing];
  let values = countFirst(from, start) + countFirst(end, to);
  values += (table[lastRow * width + column] ?? 0) - (table[firstRow * width + column] ?? 0);
  // The table knows predecessors below its column; those between it and the stretch are met from the other side.
  for (let place = column * spacing; place < from; place++) {
    const after = next[place] as number;
    if (after >= start && after < end) ++values;
  }
  return values;
}
