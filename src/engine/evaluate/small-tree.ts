export const defaults = {
  /** Questions asked of a row at most. */
  depth: 6,
  /** Rows that an answer must rest on. */
  leastRows: 10,
  /** Thresholds tried per column, quantiles of the training rows. */
  thresholds: 32
} as const;

/** A small classification tree. */
export interface SmallTree {
  /** The class, 0 to `classes` - 1, of the row that begins at `start` of `rows`. NaN goes with what is below every threshold. */
  predict(rows: Float32Array, start: number): number;
}

interface Node {
  /** -1 in a leaf. */
  readonly column: number;
  readonly threshold: number;
  readonly below: Node | null;
  readonly above: Node | null;
  /** The class that weighs most here. */
  readonly answer: number;
}

/**
 * Fits a classification tree by Gini impurity (Breiman, Friedman, Olshen and Stone 1984), every class weighing the same however rare.
 * It is a probe, meant to find out whether something can be told from the columns at all, not to tell it as well as possible.
 * @param label class of each row, 0 to `classes` - 1.
 * @param numbers of the rows to learn from.
 */
export function fitSmallTree(
  rows: Float32Array,
  columns: number,
  label: Int32Array,
  classes: number,
  numbers: Int32Array
): SmallTree {
  const counts = new Float64Array(classes);
  for (const row of numbers) counts[label[row] as number] = (counts[label[row] as number] as number) + 1;
  const weights = counts.map(count => (count > 0 ? 1 / count : 0));
  const thresholds = Array.from({length: columns}, (_, column) =>
    quantiles(Float32Array.from(numbers, row => rows[row * columns + column] as number))
  );

  function grow(own: Int32Array, depth: number): Node {
    const totals = new Float64Array(classes);
    for (const row of own) {
      const k = label[row] as number;
      totals[k] = (totals[k] as number) + (weights[k] as number);
    }
    const leaf: Node = {column: -1, threshold: 0, below: null, above: null, answer: heaviest(totals)};
    if (depth === 0 || own.length < 2 * defaults.leastRows) return leaf;
    let best = {gain: 1e-9, column: -1, threshold: 0};
    for (let column = 0; column < columns; ++column) {
      const found = bestSplit(own, column, totals);
      if (found.gain > best.gain) best = {...found, column};
    }
    if (best.column < 0) return leaf;
    const isAbove = (row: number) => (rows[row * columns + best.column] as number) > best.threshold;
    const below = own.filter(row => !isAbove(row));
    return {
      ...leaf,
      column: best.column,
      threshold: best.threshold,
      below: grow(below, depth - 1),
      above: grow(own.filter(isAbove), depth - 1)
    };
  }

  function bestSplit(own: Int32Array, column: number, totals: Float64Array) {
    const cuts = thresholds[column] ?? new Float32Array(0);
    const bins = cuts.length + 1;
    const histogram = new Float64Array(bins * classes);
    const sizes = new Int32Array(bins);
    for (const row of own) {
      const bin = binOf(cuts, rows[row * columns + column] as number);
      const k = label[row] as number;
      const cell = bin * classes + k;
      histogram[cell] = (histogram[cell] as number) + (weights[k] as number);
      sizes[bin] = (sizes[bin] as number) + 1;
    }
    let best = {gain: 0, threshold: 0};
    const whole = purity(totals);
    const below = new Float64Array(classes);
    const above = Float64Array.from(totals);
    let belowRows = 0;
    cuts.forEach((threshold, bin) => {
      for (let k = 0; k < classes; ++k) {
        const weight = histogram[bin * classes + k] as number;
        below[k] = (below[k] as number) + weight;
        above[k] = (above[k] as number) - weight;
      }
      belowRows += sizes[bin] as number;
      if (belowRows < defaults.leastRows || own.length - belowRows < defaults.leastRows) return;
      const gain = purity(below) + purity(above) - whole;
      if (gain > best.gain) best = {gain, threshold};
    });
    return best;
  }

  const root = grow(numbers, defaults.depth);
  return {
    predict(table, start) {
      let node = root;
      while (node.below !== null && node.above !== null) {
        node = (table[start + node.column] as number) > node.threshold ? node.above : node.below;
      }
      return node.answer;
    }
  };
}

/** Weight times (1 - Gini impurity): sums over both sides of a split, and rises as they become pure. */
function purity(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return sum > 0 ? squares / sum : 0;
}

function heaviest(weights: Float64Array): number {
  let best = 0;
  weights.forEach((weight, k) => {
    if (weight > (weights[best] as number)) best = k;
  });
  return best;
}

/** Ascending thresholds, each a value below the greatest, so that both sides of it hold rows. */
function quantiles(values: Float32Array): Float32Array {
  const sorted = values.filter(value => !Number.isNaN(value)).sort();
  const missing = sorted.length < values.length;
  const chosen = new Set<number>();
  // What lies below every value but is missing can be told from what is measured.
  if (missing && sorted.length > 0) chosen.add(Number.NEGATIVE_INFINITY);
  for (let k = 0; k < defaults.thresholds; ++k) {
    const value = sorted[Math.floor((k * sorted.length) / defaults.thresholds)];
    if (value !== undefined && value < (sorted[sorted.length - 1] as number)) chosen.add(value);
  }
  return Float32Array.from(chosen);
}

/** How many thresholds a value exceeds. */
function binOf(cuts: Float32Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value > (cuts[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}
