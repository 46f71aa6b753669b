import {findColumn, listSome, printable} from "./find-column.js";
import type {ColumnChoice} from "./options.js";
import {textAt} from "./read-labels.js";
import type {Table} from "./read-table.js";

/** Rows as detectors take them. */
export interface Encoded {
  readonly names: readonly string[];
  readonly scales: readonly ("linear" | "log")[];
  /** Columns that together stand for one text column each. */
  readonly categories: readonly (readonly number[])[];
  /** Row-major, one table for each given, shared with worker threads. */
  readonly tables: readonly Float32Array[];
  /** What was left out or changed, one sentence each. */
  readonly notes: readonly string[];
}

export const defaults = {
  /** Values of a text column that get a column of their own, the most frequent ones. */
  categories: 100,
  /** A text column with more different values than this, ... */
  identifierValues: 100,
  /** ... and than this share of its rows, names things rather than kinds. */
  identifierShare: 0.05,
  /** Columns whose values are all non-negative, exceed this ... */
  logAbove: 10,
  /** ... and are skewed by more than this are taken for counts, sizes or rates. */
  logSkewness: 2
} as const;

export interface Part {
  readonly table: Table;
  /** Numbers of the rows to encode. */
  readonly rows: Int32Array;
}

/**
 * Turns tables of the same columns into rows of numbers. What is learnt from them (categories, which columns are log) is learnt from the
 * first. Text columns become one column of 0 and 1 for each of their 100 most frequent values, other values all zeros; text columns of
 * more than 100 values that are more than 5% of the rows, and times, are left out. Infinite values are taken for missing ones.
 * Throws an Error when nothing is left.
 * @param skip positions of columns that are not features.
 */
export function encodeTables(
  parts: readonly [Part, ...Part[]],
  skip: ReadonlySet<number>,
  options: {readonly oneHot: ColumnChoice; readonly log: ColumnChoice}
): Encoded {
  const [first] = parts;
  const {names} = first.table;
  const oneHot = chosen(names, options.oneHot, "one-hot");
  const logs = chosen(names, options.log, "log");
  const notes: string[] = [];
  const categoryColumns: number[][] = [];
  const dropped = {identifiers: [] as string[], times: [] as string[], texts: [] as string[]};
  const outputs: {
    name: string;
    scale: "linear" | "log";
    fill(part: Part, out: Float32Array, width: number, at: number): void;
  }[] = [];

  names.forEach((name, column) => {
    if (skip.has(column)) return;
    const kinds = parts.map(({table}) => table.columns[column]?.kind);
    if (oneHot?.has(column) || (kinds.includes("text") && oneHot === null)) {
      const categories = findCategories(first, column);
      const isIdentifier =
        categories.length > defaults.identifierValues &&
        categories.length > defaults.identifierShare * first.rows.length;
      if (isIdentifier && !oneHot) {
        dropped.identifiers.push(name);
        return;
      }
      const kept = categories.slice(0, defaults.categories);
      if (kept.length < categories.length) {
        notes.push(
          `${printable(name)}: ${kept.length} of ${categories.length} values have a column, others all zeros`
        );
      }
      categoryColumns.push(kept.map((_, k) => outputs.length + k));
      const place = new Map(kept.map((value, k) => [value, k]));
      kept.forEach((value, k) => {
        outputs.push({
          name: `${name}=${value}`,
          scale: "linear",
          // The first of the columns fills them all, so that every text is looked up once.
          fill:
            k > 0 ? () => {} : (part, out, width, at) => fillCategories(part, column, place, out, width, at)
        });
      });
    } else if (kinds.includes("time")) dropped.times.push(name);
    else if (kinds.includes("text")) dropped.texts.push(name);
    else {
      const scale = logs === null ? isHeavyTailed(first, column) : logs.has(column);
      outputs.push({
        name,
        scale: scale ? "log" : "linear",
        fill: (part, out, width, at) => fillNumbers(part, column, out, width, at, notes)
      });
    }
  });
  for (const [what, list] of [
    ["text columns that name things rather than kinds", dropped.identifiers],
    ["columns of dates and times", dropped.times],
    ["text columns not chosen by --one-hot", dropped.texts]
  ] as const) {
    if (list.length > 0) notes.push(`left out ${what}: ${listSome(list)}`);
  }
  if (outputs.length === 0) throw new Error(`${first.table.path}: no feature column is left`);
  const tables = parts.map(part => {
    const width = outputs.length;
    const out = new Float32Array(new SharedArrayBuffer(4 * width * part.rows.length));
    outputs.forEach((output, at) => {
      output.fill(part, out, width, at);
    });
    return out;
  });
  return {
    names: outputs.map(o => o.name),
    scales: outputs.map(o => o.scale),
    categories: categoryColumns,
    tables,
    notes
  };
}

/** Positions of named columns; null for "auto". */
function chosen(names: readonly string[], choice: ColumnChoice, option: string): ReadonlySet<number> | null {
  if (choice === "auto") return null;
  if (choice === "none") return new Set();
  return new Set(choice.map(text => findColumn(names, text, option)));
}

/** A column's values, most frequent first, ties in order of code units. */
function findCategories({table, rows}: Part, column: number): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = textAt(table.columns[column], row);
    if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
}

function fillCategories(
  {table, rows}: Part,
  column: number,
  place: ReadonlyMap<string, number>,
  out: Float32Array,
  width: number,
  at: number
): void {
  const source = table.columns[column];
  rows.forEach((row, i) => {
    const text = textAt(source, row);
    const k = text === null ? undefined : place.get(text);
    if (k !== undefined) out[i * width + at + k] = 1;
  });
}

const largestFloat = 3.4028234663852886e38;

function fillNumbers(
  {table, rows}: Part,
  column: number,
  out: Float32Array,
  width: number,
  at: number,
  notes: string[]
): void {
  const source = table.columns[column];
  let infinite = 0;
  rows.forEach((row, i) => {
    const value = source?.kind === "number" ? (source.values[row] as number) : Number.NaN;
    const isInfinite = Math.abs(value) > largestFloat;
    if (isInfinite) infinite++;
    out[i * width + at] = isInfinite ? Number.NaN : value;
  });
  if (infinite > 0) {
    notes.push(
      `${table.path}: ${infinite} infinite values of ${printable(table.names[column] ?? "")} taken for missing`
    );
  }
}

/** Whether the values are counts, sizes or rates: none below 0, some above 10, and skewness above 2. */
function isHeavyTailed({table, rows}: Part, column: number): boolean {
  const source = table.columns[column];
  if (source?.kind !== "number") return false;
  let count = 0;
  let sum = 0;
  let most = 0;
  for (const row of rows) {
    const value = source.values[row] as number;
    if (value < 0) return false;
    if (!(value <= largestFloat)) continue;
    count++;
    sum += value;
    most = Math.max(most, value);
  }
  if (most <= defaults.logAbove) return false;
  const mean = sum / count;
  let second = 0;
  let third = 0;
  for (const row of rows) {
    const off = ((source.values[row] as number) - mean) / most;
    if (!(Math.abs(off) <= 1)) continue;
    second += (off * off) / count;
    third += (off * off * off) / count;
  }
  return third > defaults.logSkewness * second * Math.sqrt(second);
}
