import type {CorrelationRule} from "../rule.js";
import {sqlNumber} from "./sql-text.js";

/**
 * Rows that a correlation looks at, as SQL: `seq`, `moment` (time and seq as one number), of temporal ones `rule` (place in the
 * correlation's list, from 0), and the columns named.
 */
export interface CorrelationRows {
  readonly sql: string;
  /** Columns that make a group. */
  readonly groups: readonly string[];
  /** The column that is measured; null of what only counts events or rules. */
  readonly measured: string | null;
  /** Columns to hand on. */
  readonly kept: readonly string[];
}

/** Sequence numbers are below 2^32. */
const sequences = "4294967296";

/**
 * When an event happened and which one it was, as one number, so that a window of time can end at an event among others of
 * the same millisecond.
 */
export const moment = `epoch_ms(event_time::TIMESTAMP)::HUGEINT * ${sequences} + seq`;

/** SQL of the hits of a correlation: `seq`, `moment`, `value` and what is kept; one event may be in several groups. */
export function selectCorrelated(rule: CorrelationRule, rows: CorrelationRows): string {
  const {groups, kept} = rows;
  const whole = groups.length === 0 ? "" : `PARTITION BY ${groups.join(", ")} `;
  // Back to the first event of the millisecond in which the window begins.
  const span = `${rule.timespan}::HUGEINT * ${sequences} + seq`;
  const source =
    groups.length === 0
      ? `(${rows.sql})`
      : `(SELECT * FROM (${rows.sql}) WHERE ${groups.map(g => `${g} IS NOT NULL`).join(" AND ")})`;
  const columns = ["seq", "moment", ...kept].join(", ");
  const measured =
    rule.type === "temporal_ordered"
      ? selectChains(rule.rules.length, source, whole, span, columns)
      : `SELECT ${columns}, (${measure(rule, rows.measured)})::DOUBLE AS value FROM ${source}
         WINDOW w AS (${whole}ORDER BY moment RANGE BETWEEN ${span} PRECEDING AND CURRENT ROW)`;
  const asked: CorrelationRule["condition"] =
    rule.condition.length === 0 ? [{operator: ">=", value: rule.rules.length}] : rule.condition;
  const holds = asked.map(
    ({operator, value}) => `value ${operator === "!=" ? "<>" : operator} ${sqlNumber(value)}`
  );
  return `SELECT ${columns}, value FROM (${measured}) WHERE ${holds.join(" AND ")}`;
}

function measure(rule: CorrelationRule, column: string | null): string {
  switch (rule.type) {
    case "event_count":
      return "count(*) OVER w";
    case "value_count":
      return `count(DISTINCT ${column}) OVER w`;
    case "temporal":
    case "temporal_ordered":
      return "count(DISTINCT rule) OVER w";
    case "value_sum":
      return `sum(${column}) OVER w`;
    case "value_avg":
      return `sum(${column}) OVER w / count(${column}) OVER w`;
    case "value_percentile":
      return `quantile_cont(${column}, ${(rule.percentile ?? 50) / 100}) OVER w`;
  }
}

/** The type that `v` must have to be measured; sums of doubles would depend on their order. */
export const valueTypes = {
  value_count: "VARCHAR",
  value_sum: "DECIMAL(30, 6)",
  value_avg: "DECIMAL(30, 6)",
  value_percentile: "DOUBLE"
} as const;

/**
 * How many rules fired in the order listed, the last of them at this event. `l2` is when the latest chain of two rules began
 * that ends here, `l3` that of three, and so on: a chain goes on from the chain of an earlier event of an earlier rule.
 */
function selectChains(rules: number, source: string, whole: string, span: string, columns: string): string {
  let chains = `SELECT *, moment AS l1 FROM ${source}`;
  for (let length = 2; length <= rules; ++length) {
    const cases = Array.from({length: rules - length + 1}, (_, i) => {
      const rule = i + length - 1;
      return `WHEN ${rule} THEN max(l${length - 1}) FILTER (WHERE rule < ${rule}) OVER earlier`;
    });
    chains = `SELECT *, CASE rule ${cases.join(" ")} END AS l${length} FROM (${chains})
      WINDOW earlier AS (${whole}ORDER BY moment RANGE BETWEEN UNBOUNDED PRECEDING AND 1::HUGEINT PRECEDING)`;
  }
  const lengths = Array.from({length: rules}, (_, i) => rules - i);
  const cases = lengths.map(length => `WHEN moment - l${length} <= ${span} THEN ${length}`);
  return `SELECT ${columns}, (CASE ${cases.join(" ")} END)::DOUBLE AS value FROM (${chains})`;
}
