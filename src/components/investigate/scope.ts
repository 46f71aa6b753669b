import type {WhereClause} from "../../engine/selection.js";
import type {SubjectKind} from "./investigate-address.js";

/** What the tabs tell of: a subject, and of its sources one or all. */
export interface Scope {
  readonly kind: SubjectKind;
  readonly id: string;
  /** The source looked at; null: all of the subject's. */
  readonly address: string | null;
  /** Sources that the subject has. */
  readonly sources: number;
  /** Whether the address only ever was a target: then its events are those meant for it. */
  readonly isTarget: boolean;
}

const ofIncidents = "incident_id IN (SELECT incident_id FROM incidents WHERE campaign_id = ?)";

/** The subject's own alerts as a condition on `alerts`. An alert's are all about its attacker. */
function subjectAlerts({kind, id, address}: Scope): WhereClause {
  if (kind === "incident") return {sql: "incident_id = ?", params: [id]};
  if (kind === "campaign") return {sql: ofIncidents, params: [id]};
  return address === null ? {sql: "alert_id = ?", params: [id]} : {sql: "attacker_ip = ?", params: [address]};
}

/** The alerts in scope, as a condition on `alerts`. */
export function alertsInScope(scope: Scope): WhereClause {
  const own = subjectAlerts(scope);
  const {kind, address} = scope;
  if (address === null || (kind !== "incident" && kind !== "campaign")) return own;
  return {sql: `${own.sql} AND attacker_ip = ?`, params: [...own.params, address]};
}

/** The sources in scope, as a condition on a column that holds an address. */
export function sourcesInScope(scope: Scope, column: string): WhereClause {
  if (scope.address !== null) return {sql: `${column} = ?`, params: [scope.address]};
  const own = subjectAlerts(scope);
  return {sql: `${column} IN (SELECT attacker_ip FROM alerts WHERE ${own.sql})`, params: own.params};
}

/**
 * The events in scope, as a condition on `events`: those that its sources began or are held responsible for; of an address
 * that only ever was a target, those meant for it; where the log names no source, those that its alerts tell of.
 */
export function eventsInScope(scope: Scope): WhereClause {
  if (scope.isTarget) return sourcesInScope(scope, "destination_ip");
  if (scope.address === null && scope.sources === 0) {
    const own = alertsInScope(scope);
    return {sql: `event_id IN (SELECT event_id FROM alerts WHERE ${own.sql})`, params: own.params};
  }
  const began = sourcesInScope(scope, "source_ip");
  const responsible = sourcesInScope(scope, "attacker_ip");
  return {
    sql: `(${began.sql} OR ${responsible.sql})`,
    params: [...began.params, ...responsible.params]
  };
}
