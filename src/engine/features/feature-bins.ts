import type {FeatureSpec} from "./feature-spec.js";

const whole = (from: number, to: number) => Array.from({length: to - from + 1}, (_, i) => from + i);

/** Four steps a decade, rounded so that they read well and are the same on every machine. */
const steps = [1, 1.78, 3.16, 5.62] as const;

/** 0, then four bins a decade from 10^`first` up to a trillion. */
const decades = (first: number) => [
  0,
  ...whole(first, 11).flatMap(power => steps.map(step => Number((step * 10 ** power).toPrecision(3)))),
  1e12
];

/** Units of which single values are told apart. */
const single: Readonly<Record<string, readonly number[]>> = {
  "0/1": whole(0, 2),
  "0-23": whole(0, 24),
  "0-6": whole(0, 7),
  "1-3": whole(1, 4)
};

/** Fractions of a second and of an event per minute are worth telling apart; of a byte there are none. */
const fractional: ReadonlySet<string> = new Set(["s", "1/min", "bytes/s", "packets/s"]);

/**
 * The bins that a feature's values are counted in, whatever the data: bin i takes values from `edges[i]` up to
 * `edges[i + 1]`, which is the next one's. What lies outside goes to the first or last bin. Columns that the forest splits on a
 * logarithmic scale have four bins a decade, and one of zero and what is next to it.
 */
export function featureEdges({unit, scale}: Pick<FeatureSpec, "unit" | "scale">): readonly number[] {
  const known = single[unit];
  if (known !== undefined) return known;
  if (scale === "linear") return whole(0, 20).map(i => i / 20);
  return decades(fractional.has(unit) ? -3 : 0);
}

/** The bin of a value that is not NaN. */
export function binOf(value: number, edges: ArrayLike<number>): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (value >= (edges[middle] ?? 0)) low = middle;
    else high = middle - 1;
  }
  return low;
}
