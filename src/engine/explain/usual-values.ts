/** What is usual in a group of rows, by column of their features; null where hardly any row measures it. */
export interface UsualValues {
  /** Rows it was told from. */
  readonly count: number;
  /** The values that 5%, half and 95% of the rows do not exceed. */
  readonly low: readonly (number | null)[];
  readonly median: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  /** Of 0/1 columns the share of ones. */
  readonly mean: readonly (number | null)[];
}

/** Usual values of application groups that are common enough to have their own, and of all rows together. */
export interface UsualByGroup {
  readonly own: Readonly<Record<string, UsualValues>>;
  readonly all: UsualValues;
}

/** Four digits are as much as a sentence or a tooltip shows. */
const round = (value: number) => Number(value.toPrecision(4));

/** Tells what is usual in row-major `rows`; NaN is not measured. */
export function findUsualValues(rows: Float32Array, columns: number): UsualValues {
  const count = rows.length / columns;
  const low: (number | null)[] = [];
  const median: (number | null)[] = [];
  const high: (number | null)[] = [];
  const mean: (number | null)[] = [];
  const values = new Float32Array(count);
  for (let column = 0; column < columns; ++column) {
    let measured = 0;
    let sum = 0;
    for (let k = column; k < rows.length; k += columns) {
      const value = rows[k] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      values[measured++] = value;
      sum += value;
    }
    const sorted = values.slice(0, measured).sort();
    const quantile = (share: number) =>
      measured === 0 ? null : round(sorted[Math.round(share * (measured - 1))] ?? 0);
    low.push(quantile(0.05));
    median.push(quantile(0.5));
    high.push(quantile(0.95));
    mean.push(measured === 0 ? null : round(sum / measured));
  }
  return {count, low, median, high, mean};
}

/** What is usual in this group. */
export function usualOf({own, all}: UsualByGroup, group: string): UsualValues {
  // Names of groups come from logs: "constructor" is one that an object seems to have.
  return Object.hasOwn(own, group) ? (own[group] ?? all) : all;
}
