import type {Query} from "../sql.js";

/** Per data set, how many of its events carry what a question needs. */
export interface MeasuredRow {
  readonly dataset: string;
  readonly events: number;
  readonly scored: number;
  readonly acted: number;
  /** Of `acted`, those whose action was inferred from what happened. */
  readonly inferred: number;
  readonly bytes: number;
  readonly duration: number;
  readonly users: number;
  readonly labels: number;
  /** Events whose source has a country. */
  readonly placed: number;
  /** Events whose source is an address of the internet: those that could have one. */
  readonly placeable: number;
}

/** The columns of `events` that `measuredQuery` reads. */
export const measuredColumns = [
  "dataset",
  "source_ip",
  "anomaly_score",
  "action",
  "action_inferred",
  "bytes_sent",
  "duration",
  "username",
  "label"
] as const;

/** Rows of `MeasuredRow`, over all of the data. */
export const measuredQuery: Query = {
  sql: `
SELECT dataset, count(*) AS events,
  count(anomaly_score) AS scored,
  count(action) AS acted,
  count(*) FILTER (action_inferred) AS inferred,
  count(bytes_sent) AS bytes,
  count(duration) AS duration,
  count(username) AS users,
  count(label) AS labels,
  count(country_code) FILTER (NOT is_private) AS placed,
  count(*) FILTER (NOT is_private) AS placeable
FROM events LEFT JOIN (SELECT address, country_code, is_private FROM sources) s ON s.address = events.source_ip
GROUP BY dataset
ORDER BY dataset`
};
