import type {Severity} from "../../engine/event.js";
import {formatTimestamp, type Selection, whereClause} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import {formatPlural} from "../format.js";

/** A row of the table `beacons`, as `engine/tables/beacons.ts` documents it. */
export interface Beacon {
  readonly pair_id: string;
  readonly source_ip: string;
  readonly destination: string;
  readonly destination_kind: "name" | "address";
  readonly ports: string;
  readonly first_time: Date;
  readonly last_time: Date;
  readonly calls: number;
  readonly is_beacon: boolean;
  readonly gate: string | null;
  readonly severity: Severity;
  readonly threat: number;
  readonly rita_score: number | null;
  readonly timestamp_score: number | null;
  readonly size_score: number | null;
  readonly duration_score: number | null;
  readonly histogram_score: number | null;
  readonly scored_from: Date | null;
  /** JSON list of 24 counts. */
  readonly histogram: string | null;
  /** Seconds. */
  readonly period: number | null;
  /** JSON list of 31 counts. */
  readonly intervals: string | null;
  readonly reason: string;
  readonly remarks: string | null;
  readonly allowed_by: string | null;
}

/** The pairs that talked in the window, those first that are beacons and that no allow-list lets pass. */
export function beaconsQuery(selection: Selection): Query {
  const where = whereClause(selection, {time: null, filters: ["source", "country", "service", "port"]});
  return {
    sql: `
SELECT pair_id, source_ip, destination, destination_kind, ports, first_time, last_time, calls, is_beacon, gate, severity, threat,
  rita_score, timestamp_score, size_score, duration_score, histogram_score, scored_from, histogram,
  period, intervals, reason, remarks, allowed_by
FROM beacons
WHERE first_time < ?::TIMESTAMP AND last_time >= ?::TIMESTAMP AND ${where.sql}
ORDER BY NOT is_beacon, allowed_by IS NOT NULL, threat DESC, calls DESC, pair_id`,
    params: [formatTimestamp(selection.to), formatTimestamp(selection.from), ...where.params]
  };
}

/** How many pairs are beacons, and how many of them pass, in a sentence. */
export function beaconsFinding(beacons: readonly Pick<Beacon, "is_beacon" | "allowed_by">[]): string {
  const regular = beacons.filter(beacon => beacon.is_beacon);
  const allowed = regular.filter(({allowed_by}) => allowed_by !== null).length;
  if (beacons.length === 0) return "Beacons: no pair of hosts talks at regular intervals";
  const others = beacons.length - regular.length;
  const also = others === 0 ? "" : `; ${formatPlural(others, "more pair")} examined`;
  if (regular.length === 0) return `Beacons: none among ${formatPlural(beacons.length, "pair")} examined`;
  return `Beacons: ${formatPlural(regular.length, "pair")} of hosts ${regular.length === 1 ? "talks" : "talk"} at regular intervals, ${allowed === 0 ? "none" : allowed} of them on the allow-list${also}`;
}
