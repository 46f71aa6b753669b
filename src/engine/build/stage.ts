import {details, events, rawShards} from "../tables.js";
import {campusDirection} from "./direction.js";

/** Published columns that parsing does not know yet. */
const later = new Set(["event_id", "anomaly_score", "severity"]);
const names = (table: typeof events) => table.columns.map(c => c.name).filter(name => !later.has(name));

export const detailNames: readonly string[] = names(details);

/**
 * All addresses of the parsed events, once each, numbered in order. What places and prefixes say of them is added by
 * the caller, who has the databases: the table `places` (address, site, is_private, place columns).
 */
export const selectAddresses = `
  SELECT DISTINCT unnest([source_ip, destination_ip, attacker_ip]) AS address FROM parsed
`;

/** `parsed` when nothing was: its columns, and no rows. */
export const selectNoneParsed = `SELECT ${[
  ...[...events.columns, ...details.columns.slice(1)].filter(
    c => !later.has(c.name) || c.name === "event_id"
  ),
  {name: "record", type: "BIGINT"},
  {name: "part", type: "INTEGER"},
  {name: "raw", type: "VARCHAR"},
  {name: "file", type: "INTEGER"},
  {name: "source_file", type: "VARCHAR"}
]
  .map(({name, type}) => `NULL::${type} AS ${name}`)
  .join(", ")} WHERE false`;

/**
 * The parsed events in the one order that everything runs in: when they were logged, then content of the file, then
 * record and part. A row's number (`rowid`, from 0) is its place in that order. `parsed` has the columns of a batch and
 * `file`, a number that grows with the content hash of the file it came from; `files` (number, source_file, origin) says
 * "simulated" or "injected" of a file's events, and NULL where they speak for themselves.
 *
 * @param bounds times in milliseconds, ascending, at which the sorting is divided, so that it takes less memory; what comes of it is
 * the same. Only what a database holds in memory throughout needs any.
 */
export function createStaged(bounds: readonly number[] = []): readonly string[] {
  const eventColumns = names(events).map(name => {
    if (name === "direction") return `${campusDirection("s", "d", "p.direction")} AS direction`;
    if (name === "origin") return "coalesce(f.origin, p.origin) AS origin";
    return `p.${name}`;
  });
  const select = (where: string) => `
    SELECT p.event_id, ${eventColumns.join(", ")}, ${detailNames.map(name => `p.${name}`).join(", ")},
      p.file, p.record, s.id AS source_id, d.id AS destination_id,
      s.country_code AS source_country, d.country_code AS destination_country
    FROM parsed p
    LEFT JOIN files f ON f.number = p.file
    LEFT JOIN places s ON s.address = p.source_ip
    LEFT JOIN places d ON d.address = p.destination_ip
    WHERE ${where}
    ORDER BY p.logged_time, p.file, p.record, p.part
  `;
  // Times that are missing come last, as they are sorted.
  const logged = "coalesce(epoch_ms(p.logged_time), 9223372036854775807)";
  const conditions = [...bounds, null].map((to, i) => {
    const from = bounds[i - 1];
    const parts = [
      ...(from === undefined ? [] : [`${logged} >= ${from}`]),
      ...(to === null ? [] : [`${logged} < ${to}`])
    ];
    return parts.join(" AND ") || "true";
  });
  return conditions.map(
    (where, i) => `${i === 0 ? "CREATE TABLE staged AS" : "INSERT INTO staged"} ${select(where)}`
  );
}

/**
 * A shard of the original records, file after file in order of number. They are not sorted by time: they are the bulk of
 * everything, and are looked up by id. Without a join, because DuckDB keeps no order in the output of one.
 */
export function selectRaw(shard: number): string {
  const digits = 16 / rawShards;
  const first = (shard * digits).toString(16);
  const end = shard + 1 < rawShards ? ((shard + 1) * digits).toString(16) : "g";
  return `
    SELECT event_id, source_file, record, raw FROM parsed
    WHERE event_id >= '${first}' AND event_id < '${end}'
  `;
}
