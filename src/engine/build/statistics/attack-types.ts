import type {Selection} from "../../selection.js";
import type {Query} from "../../sql.js";
import {foundEvents, type Seen, seen} from "../services/seen.js";

/** A kind of attack as sensors name it. */
export interface AttackTypeRow extends Seen {
  readonly attack_type: string;
  /** Distinct parties that the events are about. */
  readonly attackers: number;
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
}

const ofSeverity = (severity: string) => `count(*) FILTER (severity = '${severity}') AS ${severity}`;

/** The kinds of attack named in the logs, the most frequent first: rows of `AttackTypeRow`. */
export function attackTypesQuery(selection: Selection): Query {
  const found = foundEvents(selection, {condition: "attack_type IS NOT NULL"});
  return {
    sql: `
WITH ${found.sql}
SELECT attack_type, ${seen}, count(DISTINCT attacker_ip) AS attackers,
  ${["critical", "high", "medium", "low"].map(ofSeverity).join(", ")}
FROM found GROUP BY attack_type
ORDER BY events DESC, attack_type`,
    params: found.params ?? []
  };
}
