/** One measured number, beside what it is compared with in the same run: machines are noisy, ratios less so. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with: another program, or a bar that was set. */
  readonly baseline: string | null;
  readonly baseline_value: number | null;
  /** value / baseline_value. */
  readonly ratio: number | null;
  readonly note: string;
}

/** A benchmark and the figures it gives; some figures come out of one run together. */
export interface Benchmark {
  readonly figures: readonly string[];
  /** Whether it takes so many minutes that it runs only when one of its figures is asked for by name. @default false */
  readonly isLong?: boolean;
  run(): Promise<readonly Figure[]>;
}

export function figure(
  name: string,
  value: number,
  unit: string,
  baseline: {readonly name: string; readonly value: number} | null,
  note = ""
): Figure {
  const round = (x: number) => Number(x.toPrecision(4));
  return {
    figure: name,
    value: round(value),
    unit,
    baseline: baseline?.name ?? null,
    baseline_value: baseline && round(baseline.value),
    ratio: baseline && round(value / baseline.value),
    note
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
