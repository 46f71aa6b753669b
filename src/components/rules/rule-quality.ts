import type {Rule} from "./rule.js";

/** From where on a rule is pointed out. */
export const limits = {
  /** Share of its hits that are attacks, below which a rule is noisy. */
  precision: 0.5,
  /** Share of normal events hit, from which on it is noisy whatever else it finds. */
  falsePositiveRate: 1 / 10_000,
  /** Without ground truth: share of all events hit. */
  share: 0.01,
  /** Times the median cost, from which on it is slow. */
  cost: 4
} as const;

/** What the quality of one rule is judged against. */
export interface QualityScale {
  /** Milliseconds; from here on a rule is slow. Null where nothing was measured. */
  readonly slow: number | null;
  /** Events in all; null where unknown. */
  readonly events: number | null;
}

export function qualityScale(rules: readonly Rule[], events: number | null): QualityScale {
  const costs = rules.flatMap(({cost}) => (cost === null ? [] : [cost])).sort((a, b) => a - b);
  const median = costs[costs.length >> 1];
  return {slow: median === undefined ? null : limits.cost * median, events};
}

/** Whether too much of what a rule says is false. Rules that only serve correlations say nothing by themselves. */
export function isNoisy(rule: Rule, {events}: QualityScale): boolean {
  const {standsAlone, hits, precision, falsePositiveRate} = rule;
  if (!standsAlone || !hits) return false;
  if (falsePositiveRate === null) return events !== null && hits >= limits.share * events;
  return (
    (precision !== null && precision < limits.precision) || falsePositiveRate >= limits.falsePositiveRate
  );
}

export const isSlow = ({cost}: Rule, {slow}: QualityScale) => cost !== null && slow !== null && cost >= slow;
