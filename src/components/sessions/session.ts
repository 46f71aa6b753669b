import type {Severity} from "../../engine/event.js";
import {formatTimestamp, type Selection, type WhereClause, whereClause} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";

/** A row of the table `sessions`, as `engine/tables/sources.ts` documents it. */
export interface Session {
  readonly session_id: string;
  readonly dataset: string;
  readonly sensor: string | null;
  readonly session: string;
  readonly source_ip: string | null;
  readonly app_protocol: string | null;
  readonly first_time: Date;
  readonly last_time: Date;
  /** Seconds. */
  readonly duration: number | null;
  readonly events: number;
  readonly failed_logins: number;
  readonly accepted_logins: number;
  readonly username: string | null;
  readonly commands: number;
  readonly own_commands: number;
  readonly downloads: number;
  readonly forwards: number;
  readonly hassh: string | null;
  readonly severity: Severity;
  readonly attack_kinds: number;
  /** Lines of severity, technique and finding, divided by tabs; `findingsOf` reads them. */
  readonly findings: string | null;
  readonly surprise: number | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  /** 1 is the worst of all of the data. */
  readonly rank: number;
}

/** The selection as a condition on `sessions`: one is in when it overlaps the window. */
export function sessionCondition(selection: Selection): WhereClause {
  const where = whereClause(selection, {time: null, filters: ["source", "country"]});
  return {
    sql: `first_time < ?::TIMESTAMP AND last_time >= ?::TIMESTAMP AND ${where.sql}`,
    params: [formatTimestamp(selection.to), formatTimestamp(selection.from), ...where.params]
  };
}

/** The selected sessions, the worst first. */
export function sessionsQuery(selection: Selection): Query {
  const where = sessionCondition(selection);
  return {sql: `\nSELECT *\nFROM sessions\nWHERE ${where.sql}\nORDER BY rank`, params: where.params};
}

/** The worst of the selected sessions in which anything was found, if there is one. */
export function worstSessionQuery(selection: Selection): Query {
  const where = sessionCondition(selection);
  return {
    sql: `\nSELECT *\nFROM sessions\nWHERE ${where.sql} AND severity <> 'none'\nORDER BY rank\nLIMIT 1`,
    params: where.params
  };
}

/** One session, whatever is selected. */
export function sessionQuery(sessionId: string): Query {
  return {sql: "\nSELECT *\nFROM sessions\nWHERE session_id = ?", params: [sessionId]};
}

/** The address of a session, relative to any page of the site. */
export function sessionAddress(sessionId: string): string {
  return `./sessions.html?session=${encodeURIComponent(sessionId)}`;
}
