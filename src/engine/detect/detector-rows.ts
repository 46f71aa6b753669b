import {type Random, randomInteger} from "../random.js";
import type {DetectorOptions} from "./detector.js";

/**
 * Checks what every detector refuses to learn from, and returns the positions of the columns that enter the model. Throws a
 * RangeError on names or rows that do not fit `columns`, a position out of range, fewer than two rows, an infinite
 * value in a column that enters, or when all of these are constant (NaN counts as 0).
 * @param detector what refuses, for messages: "an isolation forest"
 */
export function requireTrainingRows(
  rows: Float32Array,
  columns: number,
  {names, use = names.map((_, column) => column)}: DetectorOptions,
  detector: string
): readonly number[] {
  if (!Number.isInteger(columns) || columns < 1) {
    throw new RangeError(`invalid columns: ${columns}; expected an integer of at least 1`);
  }
  if (names.length !== columns) {
    throw new RangeError(`${detector} of ${columns} columns needs as many names, has ${names.length}`);
  }
  for (const column of use) {
    if (!Number.isInteger(column) || column < 0 || column >= columns) {
      throw new RangeError(`invalid column to use: ${column}; expected 0 to ${columns - 1}`);
    }
  }
  requireWholeRows(rows, columns);
  if (rows.length < 2 * columns) {
    throw new RangeError(`${detector} needs at least 2 rows, has ${rows.length / columns}`);
  }
  requireFinite(rows, columns, use, names);
  if (!use.some(column => varies(rows, columns, column))) {
    const list = use.map(column => names[column]).join(", ");
    throw new RangeError(`${detector} needs a column that varies; constant: ${list || "none given"}`);
  }
  return use;
}

/**
 * Checks rows to score. Throws a RangeError when they are not whole rows of `columns` values, on an infinite value in a column
 * that enters the model, or when `room` is too little.
 * @param room scores that can be written
 * @returns the number of rows
 */
export function requireScoringRows(
  rows: Float32Array,
  columns: number,
  use: readonly number[],
  names: readonly string[],
  room: number
): number {
  requireWholeRows(rows, columns);
  const count = rows.length / columns;
  if (room < count) throw new RangeError(`need room for ${count} scores, have ${room}`);
  requireFinite(rows, columns, use, names);
  return count;
}

/** Checks one row to explain, as `requireScoringRows` does. */
export function requireRow(
  row: Float32Array,
  columns: number,
  use: readonly number[],
  names: readonly string[]
): void {
  if (row.length !== columns) {
    throw new RangeError(`need one row of ${columns} values, have ${row.length} values`);
  }
  requireFinite(row, columns, use, names);
}

/** Rows drawn without replacement, in the order of the table; the table itself when it has no more than `most`. */
export function sampleRows(rows: Float32Array, columns: number, most: number, random: Random): Float32Array {
  const count = rows.length / columns;
  if (count <= most) return rows;
  const order = Int32Array.from({length: count}, (_, row) => row);
  for (let i = 0; i < most; ++i) {
    const k = i + randomInteger(random, count - i);
    const row = order[k] ?? 0;
    order[k] = order[i] ?? 0;
    order[i] = row;
  }
  return takeRows(rows, columns, order.subarray(0, most).sort());
}

/** Whether there is anything to learn: two rows or more, of which some differ in a column that enters. NaN counts as 0. */
export function isLearnable(rows: Float32Array, columns: number, use: readonly number[]): boolean {
  return rows.length >= 2 * columns && use.some(column => varies(rows, columns, column));
}

/** The rows at these positions, in this order. */
export function takeRows(rows: Float32Array, columns: number, positions: Int32Array): Float32Array {
  const taken = new Float32Array(positions.length * columns);
  positions.forEach((row, i) => {
    taken.set(rows.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return taken;
}

function requireWholeRows(rows: Float32Array, columns: number): void {
  if (rows.length % columns !== 0) {
    throw new RangeError(`need whole rows of ${columns} values, have ${rows.length} values`);
  }
}

function requireFinite(
  rows: Float32Array,
  columns: number,
  use: readonly number[],
  names: readonly string[]
): void {
  for (const column of use) {
    for (let k = column; k < rows.length; k += columns) {
      const value = rows[k] || 0;
      if (value - value === 0) continue;
      const row = (k - column) / columns;
      throw new RangeError(`infinite value in ${names[column]}, row ${row}; expected finite numbers or NaN`);
    }
  }
}

function varies(rows: Float32Array, columns: number, column: number): boolean {
  const first = rows[column] || 0;
  for (let k = column; k < rows.length; k += columns) if ((rows[k] || 0) !== first) return true;
  return false;
}
