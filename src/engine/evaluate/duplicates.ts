/** Rows of a test part that the training part holds too, bit by bit. */
export interface Duplicates {
  /** By row of the test part: 1 where an equal row is in the training part. */
  readonly seen: Uint8Array;
  readonly count: number;
}

/**
 * Finds test rows that equal a training row in every column (any NaN equals any NaN; 0 and -0 differ, as bits do). A detector has
 * been told that those are usual, so what it scores there is memory, not judgement. Throws a RangeError on rows of another width.
 * @param train row-major, as is `test`.
 */
export function findDuplicates(train: Float32Array, test: Float32Array, columns: number): Duplicates {
  requireWholeRows("training", train, columns);
  requireWholeRows("test", test, columns);
  const known = canonicalBits(train);
  const asked = canonicalBits(test);
  const trainCount = known.length / columns;
  // Open addressing, at most half full; entries are row numbers plus one.
  const size = 2 ** Math.ceil(Math.log2(2 * trainCount + 2));
  const table = new Int32Array(size);
  for (let row = 0; row < trainCount; ++row) {
    const place = lookUp(table, known, known, row * columns, columns);
    if (table[place] === 0) table[place] = row + 1;
  }
  const seen = new Uint8Array(asked.length / columns);
  let count = 0;
  for (let row = 0; row < seen.length; ++row) {
    if (table[lookUp(table, known, asked, row * columns, columns)] === 0) continue;
    seen[row] = 1;
    ++count;
  }
  return {seen, count};
}

/** The place in `table` of the row of `known` that equals the row at `start` of `rows`, or the free place where it would go. */
function lookUp(
  table: Int32Array,
  known: Uint32Array,
  rows: Uint32Array,
  start: number,
  columns: number
): number {
  const mask = table.length - 1;
  let place = hash(rows, start, columns) & mask;
  for (;;) {
    const entry = table[place] as number;
    if (entry === 0) return place;
    const other = (entry - 1) * columns;
    let k = 0;
    while (k < columns && known[other + k] === rows[start + k]) ++k;
    if (k === columns) return place;
    place = (place + 1) & mask;
  }
}

/** MurmurHash3's mixing, 32 bits: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp */
function hash(words: Uint32Array, start: number, length: number): number {
  let h = 0;
  for (let k = start; k < start + length; ++k) {
    let word = Math.imul(words[k] as number, 0xcc9e2d51);
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    h ^= word;
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The bits of each value, all NaN alike. */
function canonicalBits(rows: Float32Array): Uint32Array {
  const bits = new Uint32Array(rows.length);
  const values = new Float32Array(bits.buffer);
  values.set(rows);
  for (let k = 0; k < bits.length; ++k) {
    const value = values[k] as number;
    if (Number.isNaN(value)) bits[k] = 0x7fc00000;
  }
  return bits;
}

function requireWholeRows(part: string, rows: Float32Array, columns: number): void {
  if (!Number.isInteger(columns) || columns < 1 || rows.length % columns !== 0) {
    throw new RangeError(`need whole ${part} rows of ${columns} values, have ${rows.length} values`);
  }
}
