import type {Trees} from "../detect/isolation-forest/model.js";

export const defaults = {
  /** Candidates scored together; the nearest come first, so that later ones are rarely scored at all. */
  batch: 128
} as const;

/** How a counterfactual asks what a row would have scored. */
export interface Judge {
  /** Scores of row-major rows into `out`, as `FittedDetector.score`. */
  score(rows: Float32Array, out: Float64Array): void;
  /** A row is cleared when its score is below this. */
  readonly threshold: number;
}

export interface CounterfactualOptions extends Judge {
  /** Scores at or above the threshold. */
  readonly row: Float32Array;
  /** Columns to find a clearing value of, such as those with the largest parts. */
  readonly columns: readonly number[];
  /** Values of a column that are worth trying; `splitCandidates` for an isolation forest. */
  candidates(column: number): ArrayLike<number>;
  /** What each column usually is, such as its median; NaN counts as 0, as in rows. */
  readonly usual: ArrayLike<number>;
  /** By column, how far apart values are; linear by default. */
  readonly scales?: readonly ("linear" | "log")[];
}

export interface Counterfactual {
  /** For each of the columns asked for, the nearest value that would have cleared the row by itself; null where there is none. */
  readonly nearest: readonly {readonly column: number; readonly value: number | null}[];
  /**
   * Where no single column clears the row: columns that do when all are put at their usual values, in the order found. Leaving
   * out any one of them would not do. Null where even all columns at their usual values do not, or a single one does.
   */
  readonly together: readonly number[] | null;
}

/** What would have cleared a row. Throws a RangeError when the row is below the threshold already. */
export function findCounterfactual(options: CounterfactualOptions): Counterfactual {
  const {row, columns, usual, scales, threshold} = options;
  const [score = Number.NaN] = scoreRows(options, row, 1);
  if (score < threshold) {
    throw new RangeError(`nothing to clear: the row scores ${score}, below ${threshold}`);
  }
  const nearest = columns.map(column => {
    const candidates = [...Array.from(options.candidates(column)), usual[column] || 0];
    return {column, value: nearestClearing(options, row, column, candidates, scales?.[column] ?? "linear")};
  });
  const single = nearest.some(({value}) => value !== null);
  return {nearest, together: single ? null : clearTogether(options, row, usual)};
}

/**
 * The candidate nearest to the row's value that, in its place, brings the row below the threshold; the lesser of two at the same
 * distance; null where none does.
 */
export function nearestClearing(
  judge: Judge,
  row: Float32Array,
  column: number,
  candidates: Iterable<number>,
  scale: "linear" | "log"
): number | null {
  const value = row[column] || 0;
  const distance = scale === "log" ? logDistance : linearDistance;
  const ordered = [...new Set(Float32Array.from(candidates))]
    .filter(candidate => Number.isFinite(candidate) && candidate !== value)
    .map(candidate => ({candidate, away: distance(candidate, value)}))
    .sort((a, b) => a.away - b.away || a.candidate - b.candidate);
  for (let from = 0; from < ordered.length; from += defaults.batch) {
    const some = ordered.slice(from, from + defaults.batch);
    const rows = repeat(row, some.length);
    some.forEach(({candidate}, i) => {
      rows[i * row.length + column] = candidate;
    });
    const found = scoreRows(judge, rows, some.length).findIndex(score => score < judge.threshold);
    if (found >= 0) return some[found]?.candidate ?? null;
  }
  return null;
}

/**
 * Puts one column after another at its usual value, each time the one that lowers the score most, until the row is cleared; then
 * takes back those that were not needed after all. Null when the row is not cleared with all of them.
 */
export function clearTogether(judge: Judge, row: Float32Array, usual: ArrayLike<number>): number[] | null {
  const width = row.length;
  const changed = row.slice();
  const left = Array.from(row.keys()).filter(k => (row[k] || 0) !== Math.fround(usual[k] || 0));
  const taken: number[] = [];
  for (let cleared = false; !cleared; ) {
    if (left.length === 0) return null;
    const rows = repeat(changed, left.length);
    left.forEach((column, i) => {
      rows[i * width + column] = usual[column] || 0;
    });
    const scores = scoreRows(judge, rows, left.length);
    const best = scores.indexOf(scores.reduce((a, b) => Math.min(a, b)));
    const [column = 0] = left.splice(best, 1);
    changed[column] = usual[column] || 0;
    taken.push(column);
    cleared = (scores[best] ?? Number.NaN) < judge.threshold;
  }
  // The last taken is needed, since before it the row was not cleared; the first was chosen knowing least.
  for (const column of taken.slice(0, -1)) {
    changed[column] = row[column] ?? 0;
    const [score = Number.NaN] = scoreRows(judge, changed, 1);
    if (score < judge.threshold) taken.splice(taken.indexOf(column), 1);
    else changed[column] = usual[column] || 0;
  }
  return taken;
}

/**
 * The values of a column at which an isolation forest's scores change, from either side: each threshold, and the next 32-bit
 * float above it. Ascending. Between neighbours the score is constant, so nothing nearer than the nearest of them can clear a row.
 */
export function splitCandidates(forest: Trees, column: number): Float32Array {
  const values = new Set<number>();
  forest.feature.forEach((asked, node) => {
    if (asked !== column) return;
    // Adding 0 makes -0 and 0 one threshold.
    const threshold = (forest.split[node] ?? 0) + 0;
    values.add(threshold).add(nextAbove(threshold));
  });
  return Float32Array.from(values).sort();
}

const cell = new Float32Array(1);
const bits = new Int32Array(cell.buffer);

/** The least 32-bit float above a finite one that is not -0. */
function nextAbove(x: number): number {
  cell[0] = x;
  bits[0] = (bits[0] ?? 0) + (x < 0 ? -1 : 1);
  return cell[0];
}

function linearDistance(a: number, b: number): number {
  return Math.abs(a - b);
}

/**
 * Orders as the distance of signed log(1 + |value|) does, of which it is the exponential: logarithms, whose last bit differs
 * between engines, are not needed.
 */
function logDistance(a: number, b: number): number {
  const p = 1 + Math.abs(a);
  const q = 1 + Math.abs(b);
  if (a < 0 === b < 0 || a === 0 || b === 0) return p > q ? p / q : q / p;
  return p * q;
}

function repeat(row: Float32Array, count: number): Float32Array {
  const rows = new Float32Array(row.length * count);
  for (let i = 0; i < count; ++i) rows.set(row, i * row.length);
  return rows;
}

function scoreRows({score}: Judge, rows: Float32Array, count: number): Float64Array {
  const out = new Float64Array(count);
  score(rows, out);
  return out;
}
