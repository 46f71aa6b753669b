import {type Selection, whereClause} from "../selection.js";
import type {Query} from "../sql.js";
import {scoreUnit} from "./rollups.js";

/** What happened within one step of time. Steps in which nothing happened have no row. */
export interface TimelineRow {
  /** Begin of the step, milliseconds in UTC. */
  readonly time: number;
  readonly events: number;
  /** Of them, those that a model or a rule holds to be of some severity. */
  readonly anomalous: number;
  /** Of them, those that a model scored. */
  readonly scored: number;
  /** Sum of their scores, in ten-thousandths. */
  readonly score_sum: number;
}

const fiveMinutes = 5 * 60_000;

/**
 * The selected events per step of time, in order. The table `timeline` answers, which is small; single addresses, and
 * windows that cut its five minutes, it does not know: these are counted from `events`.
 *
 * @param minutes a step's length: a multiple of 5 that divides an hour.
 * @throws RangeError when it is not.
 */
export function timelineQuery(selection: Selection, minutes: number): Query {
  if (!(minutes % 5 === 0 && minutes > 0 && 60 % minutes === 0)) {
    throw new RangeError(`invalid step: ${minutes} minutes; expected a multiple of 5 that divides an hour`);
  }
  const rolledUp =
    selection.sources.length === 0 &&
    !selection.filters?.length &&
    selection.from % fiveMinutes === 0 &&
    selection.to % fiveMinutes === 0;
  const time = rolledUp ? "time" : "event_time";
  const where = whereClause(selection, {time});
  const measures = rolledUp
    ? `sum(events)::BIGINT AS events,
  coalesce(sum(events) FILTER (severity <> 'none'), 0)::BIGINT AS anomalous,
  sum(scored)::BIGINT AS scored,
  sum(score_sum)::BIGINT AS score_sum`
    : `count(*) AS events,
  count(*) FILTER (severity <> 'none') AS anomalous,
  count(anomaly_score) AS scored,
  coalesce(sum(round(anomaly_score * ${scoreUnit})::BIGINT), 0)::BIGINT AS score_sum`;
  return {
    sql: `
SELECT epoch_ms(time_bucket(INTERVAL ${minutes} MINUTES, t.${time}::TIMESTAMP)) AS time,
  ${measures}
FROM ${rolledUp ? "timeline" : "events"} t
WHERE ${where.sql}
GROUP BY ALL
ORDER BY time`,
    params: where.params
  };
}
