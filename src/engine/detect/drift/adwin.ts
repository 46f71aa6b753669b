export const defaults = {
  /** Bound on the probability of a false alarm at each look at the window. */
  delta: 0.002,
  /** Buckets of one size, beyond which the oldest two are merged: M of the paper. More cut more precisely and take more room. */
  buckets: 5,
  /** Numbers between two looks at the window: a look costs as much as hundreds of numbers. */
  every: 32,
  /** Numbers on either side of a cut, at least. */
  leastSide: 5
} as const;

export interface AdwinOptions {
  /** In (0, 1). */
  readonly delta?: number;
}

/** A change of the mean that the window has noticed. */
export interface Change {
  /** Numbers seen until it was noticed. */
  readonly at: number;
  /** The first number that is kept, counted from 0: about where the change was. */
  readonly from: number;
  /** Mean of the numbers dropped, and of those kept. */
  readonly before: number;
  readonly after: number;
}

export interface Adwin {
  /** Takes the next number, in [0, 1]. @returns the change it made plain, or null. Throws a RangeError on any other number. */
  push(value: number): Change | null;
  /** Numbers in the window. */
  readonly size: number;
  /** Their mean; 0 when there are none. */
  readonly mean: number;
}

/** Numbers that follow each other, summed up. */
interface Bucket {
  readonly count: number;
  readonly sum: number;
  /** Sum of squared distances from their mean. */
  readonly spread: number;
}

/**
 * ADWIN, a window that shrinks when its mean changes (Bifet and Gavalda 2007, https://doi.org/10.1137/1.9781611972771.42). The window is kept as an
 * exponential histogram: buckets of 1, 2, 4, ... numbers, at most five of a size, so that a window of n numbers takes
 * memory and time in proportion to log n. Every 32 numbers all cuts between buckets are tried; where the means of both sides differ by more than
 * sqrt(2 / m variance ln(2 / d)) + 2 / (3 m) ln(2 / d), with 1 / m = 1 / n0 + 1 / n1 and d = delta / ln n, the oldest bucket is dropped and the
 * look repeated.
 */
export function createAdwin({delta = defaults.delta}: AdwinOptions = {}): Adwin {
  if (!(delta > 0 && delta < 1))
    throw new RangeError(`invalid delta: ${delta}; expected a probability in (0, 1)`);
  // Row r holds buckets of 2^r numbers, the newest first.
  const rows: Bucket[][] = [];
  let window: Bucket = {count: 0, sum: 0, spread: 0};
  let seen = 0;

  function dropOldest(): Bucket {
    const row = rows[rows.length - 1] ?? [];
    const oldest = row.pop() ?? {count: 0, sum: 0, spread: 0};
    if (row.length === 0) rows.pop();
    window = without(window, oldest);
    return oldest;
  }

  /** Whether the numbers before some cut differ from those after it. */
  function differs(): boolean {
    const {count, sum, spread} = window;
    const variance = Math.max(0, spread) / count;
    const logTerm = Math.log((2 * Math.log(count)) / delta);
    let n0 = 0;
    let sum0 = 0;
    for (let r = rows.length - 1; r >= 0; --r) {
      const row = rows[r] ?? [];
      for (let b = row.length - 1; b >= 0; --b) {
        n0 += row[b]?.count ?? 0;
        sum0 += row[b]?.sum ?? 0;
        const n1 = count - n0;
        if (n0 < defaults.leastSide || n1 < defaults.leastSide) continue;
        const m = 1 / (1 / n0 + 1 / n1);
        const bound = Math.sqrt((2 / m) * variance * logTerm) + (2 / (3 * m)) * logTerm;
        if (Math.abs(sum0 / n0 - (sum - sum0) / n1) > bound) return true;
      }
    }
    return false;
  }

  return {
    push(value) {
      if (!(value >= 0 && value <= 1)) {
        throw new RangeError(`invalid value: ${value}; expected a number in [0, 1]`);
      }
      ++seen;
      const bucket = {count: 1, sum: value, spread: 0};
      window = together(window, bucket);
      insert(rows, bucket);
      if (seen % defaults.every !== 0 || window.count < 2 * defaults.leastSide) return null;

      let dropped: Bucket = {count: 0, sum: 0, spread: 0};
      while (window.count >= 2 * defaults.leastSide && differs()) dropped = together(dropped, dropOldest());
      if (dropped.count === 0) return null;
      return {
        at: seen,
        from: seen - window.count,
        before: dropped.sum / dropped.count,
        after: window.sum / window.count
      };
    },
    get size() {
      return window.count;
    },
    get mean() {
      return window.count === 0 ? 0 : window.sum / window.count;
    }
  };
}

function insert(rows: Bucket[][], bucket: Bucket): void {
  let carried: Bucket | null = bucket;
  for (let r = 0; carried !== null; ++r) {
    let row = rows[r];
    if (row === undefined) {
      row = [];
      rows.push(row);
    }
    row.unshift(carried);
    carried = null;
    if (row.length <= defaults.buckets) continue;
    const [newer, older] = row.splice(-2);
    if (newer !== undefined && older !== undefined) carried = together(older, newer);
  }
}

/** Pooled sums (Chan, Golub and LeVeque 1983, https://doi.org/10.1080/00031305.1983.10483115). */
function together(a: Bucket, b: Bucket): Bucket {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const between = a.sum / a.count - b.sum / b.count;
  return {
    count: a.count + b.count,
    sum: a.sum + b.sum,
    spread: a.spread + b.spread + ((a.count * b.count) / (a.count + b.count)) * between * between
  };
}

function without(all: Bucket, part: Bucket): Bucket {
  const count = all.count - part.count;
  if (count === 0) return {count: 0, sum: 0, spread: 0};
  const sum = all.sum - part.sum;
  const between = part.sum / part.count - sum / count;
  return {
    count,
    sum,
    spread: Math.max(0, all.spread - part.spread - ((part.count * count) / all.count) * between * between)
  };
}
