import type {CorrelationRule} from "./rule.js";

const comparisons = {
  ">=": "at least",
  ">": "more than",
  "<=": "at most",
  "<": "less than",
  "=": "exactly",
  "!=": "other than"
} as const;

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000]
] as const;

/** "1 hour", "10 minutes", "90 seconds". */
function spanInWords(ms: number): string {
  const [unit, length] = units.find(([, length]) => ms % length === 0) ?? ["second", 1000];
  const count = ms / length;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** What a correlation counts, in words; null for those that measure nothing but an order. */
function measured({type, field, percentile}: CorrelationRule): string | null {
  switch (type) {
    case "event_count":
      return "events";
    case "value_count":
      return `different values of ${field}`;
    case "value_sum":
      return `in sum of ${field}`;
    case "value_avg":
      return `as mean of ${field}`;
    case "value_percentile":
      return `as ${percentile}th percentile of ${field}`;
    default:
      return null;
  }
}

/**
 * What a correlation asks for, to stand beside what was measured: "the rule asks for at least 10 events within 10 minutes"; null for the
 * temporal types, which measure nothing.
 */
export function describeCorrelation(rule: CorrelationRule): string | null {
  const what = measured(rule);
  if (what === null) return null;
  const numbers = rule.condition.map(
    ({operator, value}) => `${comparisons[operator]} ${value.toLocaleString("en-US")}`
  );
  return `the rule asks for ${numbers.join(" and ")} ${what} within ${spanInWords(rule.timespan)}`;
}
