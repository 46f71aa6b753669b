import {type Random, randomInteger} from "../random.js";

/**
 * Deals rows at random into `folds` parts of equal size, attacks and normal rows each for themselves, so that every part has its
 * share of both. Throws a RangeError when a class has fewer rows than there are folds.
 * @returns the fold of each row, 0 to `folds` - 1.
 */
export function stratifiedFolds(attack: Uint8Array, folds: number, random: Random): Uint8Array {
  const fold = new Uint8Array(attack.length);
  const classes = [
    {label: 0, name: "normal rows"},
    {label: 1, name: "attacks"}
  ] as const;
  for (const {label, name} of classes) {
    const rows = rowsWhere(attack.length, row => attack[row] === label);
    if (rows.length < folds) {
      throw new RangeError(`${folds} folds need at least ${folds} ${name}, have ${rows.length}`);
    }
    shuffle(rows, random);
    rows.forEach((row, place) => {
      fold[row] = place % folds;
    });
  }
  return fold;
}

/** Numbers of the rows that satisfy a condition, ascending. */
export function rowsWhere(count: number, holds: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(count);
  let length = 0;
  for (let row = 0; row < count; ++row) if (holds(row)) rows[length++] = row;
  return rows.slice(0, length);
}

/** Numbers of all rows but those of one fold. */
export function otherFolds(fold: Uint8Array, but: number): Int32Array {
  return rowsWhere(fold.length, row => fold[row] !== but);
}

/** The rows of a row-major table with these numbers, in their order. */
export function takeRows(rows: Float32Array, columns: number, numbers: Int32Array): Float32Array {
  const taken = new Float32Array(numbers.length * columns);
  numbers.forEach((row, place) => {
    taken.set(rows.subarray(row * columns, (row + 1) * columns), place * columns);
  });
  return taken;
}

/** Puts items in random order, in place: Fisher and Yates, Durstenfeld 1964, https://doi.org/10.1145/364520.364540. */
export function shuffle(items: Int32Array | Uint8Array, random: Random): void {
  for (let last = items.length - 1; last > 0; --last) {
    const k = randomInteger(random, last + 1);
    const item = items[last] as number;
    items[last] = items[k] as number;
    items[k] = item;
  }
}
