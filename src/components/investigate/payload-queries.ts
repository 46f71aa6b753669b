import type {Severity} from "../../engine/event.js";
import type {Query} from "../../engine/sql.js";
import {eventsInScope, type Scope} from "./scope.js";

/** Values listed of one scope. */
export const payloadsListed = 60;

/** Something that was sent or typed, however often. */
export interface PayloadRow {
  readonly field: "command" | "payload" | "http_url" | "http_user_agent" | "file_name" | "message";
  readonly sent: string;
  /** Events that have it. */
  readonly times: number;
  /** One of them. */
  readonly event_id: string;
  readonly first_time: Date;
  readonly last_time: Date;
  /** Signatures that it matched. */
  readonly hits: number;
  /** Different values there are in all. */
  readonly in_all: number;
}

/**
 * What was sent or typed in the events in scope, each value once: first what the gravest signatures matched, then what is
 * rarest. A payload that only repeats the command is left out; messages are told where a signature matched them, but for those of
 * logins, which repeat the password.
 */
export function payloadsQuery(scope: Scope): Query {
  const where = eventsInScope(scope);
  return {
    sql: `
WITH own AS (
  SELECT event_id, event_time FROM events WHERE ${where.sql}
), told AS (
  SELECT d.*, own.event_time FROM session_details d JOIN own ON own.event_id = d.event_id
), sent AS (
  SELECT event_id, event_time, 'command' AS field, command AS sent FROM told WHERE command <> ''
  UNION ALL
  SELECT event_id, event_time, 'payload', payload FROM told WHERE payload <> '' AND payload IS DISTINCT FROM command
  UNION ALL
  SELECT event_id, event_time, 'http_url', http_url FROM told WHERE http_url <> ''
  UNION ALL
  SELECT event_id, event_time, 'http_user_agent', http_user_agent FROM told WHERE http_user_agent <> ''
  UNION ALL
  SELECT event_id, event_time, 'file_name', file_name FROM told WHERE file_name <> ''
  UNION ALL
  SELECT event_id, event_time, 'message', message FROM told
  WHERE password IS NULL AND event_id IN (SELECT event_id FROM signature_hits WHERE field = 'message')
), matched AS (
  SELECT h.event_id, CASE WHEN h.field IN ('http_body', 'http_header', 'http_host') THEN 'payload' ELSE h.field END AS field,
    count(DISTINCT h.signature_id) AS hits,
    max(array_position(['low', 'medium', 'high', 'critical'], s.level)) AS level
  FROM signature_hits h JOIN signatures s ON s.signature_id = h.signature_id
  GROUP BY ALL
)
SELECT sent.field, sent, count(*) AS times, min(sent.event_id) AS event_id, min(event_time) AS first_time,
  max(event_time) AS last_time, coalesce(max(hits), 0) AS hits, count(*) OVER () AS in_all
FROM sent LEFT JOIN matched ON matched.event_id = sent.event_id AND matched.field = sent.field
GROUP BY sent.field, sent
ORDER BY coalesce(max(level), 0) DESC, coalesce(max(hits), 0) DESC, times, min(event_time), sent.field, sent
LIMIT ${payloadsListed}`,
    params: where.params
  };
}

/** A signature that matched something an event has. */
export interface PayloadHit {
  readonly event_id: string;
  readonly signature_id: string;
  /** As the signature names it: http_body where a payload's body matched. */
  readonly field: string;
  readonly excerpt: string;
  readonly title: string;
  readonly level: Severity;
  readonly technique: string | null;
  /** Regular expressions in RE2 syntax, one per line. */
  readonly patterns: string;
}

/** The signatures that matched in some events, the gravest first: rows of `PayloadHit`. */
export function payloadHitsQuery(eventIds: readonly string[]): Query {
  return {
    sql: `
SELECT h.event_id, h.signature_id, h.field, h.excerpt, s.title, s.level, s.technique, s.patterns
FROM signature_hits h JOIN signatures s ON s.signature_id = h.signature_id
WHERE h.event_id IN (${eventIds.map(() => "?").join(", ") || "NULL"})
ORDER BY array_position(['critical', 'high', 'medium', 'low'], s.level), h.signature_id, h.event_id, h.field`,
    params: eventIds
  };
}
