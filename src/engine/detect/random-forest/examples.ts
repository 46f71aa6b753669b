import {type BinnedRows, between, binOf} from "./bins.js";
import type {Examples} from "./model.js";

/** Positions are whole numbers up to this, so that distances are exact. */
const steps = 255;

/** What a value beyond all training values of its column is further than their end: as far as half of them. */
const beyond = 128;

/** Keeps, per class, the training rows at `chosen` as examples. `use` are the columns that the forest may split on. */
export function createExamples(
  binned: BinnedRows,
  use: readonly number[],
  chosen: readonly Int32Array[]
): Examples {
  const {count, bins, least, greatest} = binned;
  // The most varied columns first, so that an example that is far shows it soon.
  const compared = use
    .filter(column => (greatest[column]?.length ?? 0) > 1)
    .map(column => rankBins(binned, column))
    .sort((a, b) => b.spread - a.spread || a.column - b.column);
  const width = compared.length;
  const starts = [0];
  const cuts: number[] = [];
  const first = Int32Array.of(0, ...chosen.map(rows => rows.length));
  for (let k = 1; k < first.length; ++k) first[k] = (first[k] ?? 0) + (first[k - 1] ?? 0);
  const all = chosen.flatMap(rows => Array.from(rows));
  const rows = new Uint8Array(all.length * width);
  compared.forEach(({column, positions}, j) => {
    for (let bin = 1; bin < positions.length; ++bin) {
      cuts.push(between(greatest[column]?.[bin - 1] ?? 0, least[column]?.[bin] ?? 0));
    }
    starts.push(cuts.length);
    all.forEach((row, i) => {
      rows[i * width + j] = positions[bins[column * count + row] ?? 0] ?? 0;
    });
  });
  return {
    use: Int32Array.from(compared, ({column}) => column),
    least: Float32Array.from(compared, ({column}) => least[column]?.[0] ?? 0),
    greatest: Float32Array.from(compared, ({column}) => greatest[column]?.at(-1) ?? 0),
    starts: Int32Array.from(starts),
    cuts: Float32Array.from(cuts),
    positions: Uint8Array.from(compared.flatMap(({positions}) => positions)),
    first,
    rows
  };
}

/** The position of each bin of a column, and how much the rows' positions vary: their variance. */
function rankBins({count, bins, greatest}: BinnedRows, column: number) {
  const held = new Int32Array(greatest[column]?.length ?? 0);
  for (const bin of bins.subarray(column * count, (column + 1) * count)) held[bin] = (held[bin] ?? 0) + 1;
  let below = 0;
  let spread = 0;
  const positions = Array.from(held, n => {
    const middle = (below + n / 2) / count;
    below += n;
    spread += (n / count) * (middle - 0.5) * (middle - 0.5);
    return Math.round(steps * middle);
  });
  return {column, positions, spread};
}

/**
 * Writes a row's positions, by compared column, into `out`; the row starts at `start` of `rows`. NaN counts as 0. Values
 * beyond those of all training rows get positions below 0 or above 255.
 */
export function positionsOf(
  {use, least, greatest, starts, cuts, positions}: Examples,
  rows: Float32Array,
  start: number,
  out: Int16Array
): void {
  for (let j = 0; j < use.length; ++j) {
    const value = rows[start + (use[j] ?? 0)] || 0;
    const from = starts[j] ?? 0;
    const position = positions[from + j + binOf(cuts, from, starts[j + 1] ?? 0, value)] ?? 0;
    if (value < (least[j] ?? 0)) out[j] = position - beyond;
    else out[j] = value > (greatest[j] ?? 0) ? position + beyond : position;
  }
}

/**
 * How far a row, given by its positions, is from the nearest example of a class but the one numbered `except`: the mean
 * difference of positions over the compared columns, 0 to 1.5. 0 without columns to compare, Infinity without examples.
 */
export function distanceTo(
  {use, first, rows}: Examples,
  label: number,
  row: Int16Array,
  except = -1
): number {
  const width = use.length;
  const end = first[label + 1] ?? 0;
  let nearest = Number.POSITIVE_INFINITY;
  for (let example = first[label] ?? 0; example < end; ++example) {
    if (example === except) continue;
    const at = example * width;
    let sum = 0;
    // An example is left as soon as it is no nearer. Indices are in range; `?? 0` would cost speed here.
    for (let j = 0; j < width && sum < nearest; ++j) {
      sum += Math.abs((row[j] as number) - (rows[at + j] as number));
    }
    if (sum < nearest) nearest = sum;
  }
  return width === 0 ? 0 : nearest / (steps * width);
}
