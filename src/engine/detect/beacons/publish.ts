import {sqlLiteral} from "../../sql.js";
import {beacons as table} from "../../tables/beacons.js";
import type {Beacon} from "./beacon.js";

/** Creates the empty table `beacons`. */
export const createBeacons = `CREATE TABLE beacons (${table.columns
  .map(({name, type}) => `"${name}" ${type}`)
  .join(", ")})`;

/** Fills it. @param beacons at least one */
export function insertBeacons(beacons: readonly Beacon[]): string {
  const row = (beacon: Beacon) =>
    table.columns.map(({name, type}) => {
      const value = beacon[name as keyof Beacon];
      return type === "TIMESTAMP_MS" && value !== null
        ? `epoch_ms(${Number(value)})::TIMESTAMP_MS`
        : sqlLiteral(value);
    });
  return `INSERT INTO beacons VALUES ${beacons.map(beacon => `(${row(beacon).join(", ")})`).join(",\n")}`;
}

/**
 * Adds every event of every beacon that is not allowed to `evidence`: of flows, what else the sensor logged of the same flow
 * as well. From `beacons`, `beacon_connections` and `logs`.
 */
export const insertEvidence = `
  INSERT INTO evidence (seq, detector, rule, finding, reason, technique, level)
  WITH found AS (
    SELECT pair_id, technique, reason || CASE remarks WHEN '' THEN '' ELSE ' ' || remarks END AS reason,
      CASE severity WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END AS level,
      dataset, source_ip, destination_kind, destination, epoch_ms(first_time) // 1000 AS first, epoch_ms(last_time) // 1000 AS last
    FROM beacons WHERE is_beacon AND allowed_by IS NULL
  ),
  connected AS (
    SELECT pair_id, c.seq, c.dataset, c.session, c.source_ip, c.destination_ip, c.destination_port
    FROM beacon_connections c JOIN found ON found.dataset = c.dataset AND found.source_ip = c.source_ip
      AND c.second BETWEEN first AND last
      AND found.destination = CASE destination_kind WHEN 'name' THEN c.name ELSE c.destination_ip END
  ),
  touched AS (
    SELECT pair_id, seq FROM connected
    UNION
    SELECT pair_id, logs.seq FROM logs JOIN connected c ON logs.dataset = c.dataset AND logs.session = c.session
      AND logs.source_ip = c.source_ip AND logs.destination_ip = c.destination_ip
      AND logs.destination_port IS NOT DISTINCT FROM c.destination_port
  )
  SELECT seq, 'beacon', pair_id, 'Regular calls to one destination', reason, technique, level
  FROM touched JOIN found USING (pair_id)
`;

/** As published: beacons before what only RITA's score suspects, the gravest first. */
export const selectBeacons = `
  SELECT * FROM beacons ORDER BY is_beacon DESC, threat DESC, rita_score DESC NULLS LAST, pair_id
`;
