import {details, events} from "../tables.js";
import {type RowRange, wholeRange} from "./row-ranges.js";
import {detailNames} from "./stage.js";

/** Levels that detectors count in, as SQL that turns them into severities. */
export const severityOfLevel = (level: string) =>
  `CASE ${level} WHEN 4 THEN 'critical' WHEN 3 THEN 'high' WHEN 2 THEN 'medium' WHEN 1 THEN 'low' ELSE 'none' END`;

/** The rank of a severity, for the most severe of several: SQL. */
export const levelOfSeverity = (severity: string) =>
  `CASE ${severity} WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END`;

const measured = events.columns
  .map(c => c.name)
  .filter(name => name !== "anomaly_score" && name !== "severity");

/**
 * The table `events` as published, with `seq`, its row's number in `staged`, beside it. An event is as severe as the
 * gravest thing that evidence or model says of it. `scores` has (seq, anomaly_score, level) of what a model scored.
 *
 * @param ranges of rows that are made one after the other; all at once where nothing is said.
 */
export function createEvents(ranges: readonly RowRange[] = wholeRange): readonly string[] {
  return ranges.map(
    (range, i) => `${i === 0 ? "CREATE TABLE events AS" : "INSERT INTO events"} ${selectMeasured(range)}`
  );
}

const selectMeasured = ({from, to}: RowRange) => `
  SELECT staged.rowid AS seq, ${measured.map(name => `staged.${name}`).join(", ")},
    scores.anomaly_score,
    ${severityOfLevel("greatest(coalesce(scores.level, 0), coalesce(gravest.level, 0))")} AS severity
  FROM staged
  LEFT JOIN scores ON scores.seq = staged.rowid
  LEFT JOIN (SELECT seq, max(level) AS level FROM evidence GROUP BY seq) gravest ON gravest.seq = staged.rowid
  WHERE staged.rowid >= ${from} AND staged.rowid < ${to}
  ORDER BY staged.rowid
`;

// DuckDB gives the rows of a table in their order where nothing is joined; to sort them would take as much memory again.
const hasDetail = detailNames.map(name => `${name} IS NOT NULL`).join(" OR ");
export const selectEvents = `SELECT ${events.columns.map(c => c.name).join(", ")} FROM events`;
export const selectDetails = `
  SELECT ${details.columns.map(c => c.name).join(", ")} FROM staged WHERE ${hasDetail}
`;
