import type {Query} from "../../engine/sql.js";
import {alertsInScope, eventsInScope, type Scope, sourcesInScope} from "./scope.js";

/** What tabs have to show, as far as small tables tell. */
export interface TabCounts {
  readonly alerts: number;
  readonly visits: number;
  /** Pairs examined for beacons. */
  readonly pairs: number;
}

/** What the tabs of a scope hold: one row of `TabCounts`. Reads no events. */
export function tabCountsQuery(scope: Scope): Query {
  const alerts = alertsInScope(scope);
  const calls = sourcesInScope(scope, "source_ip");
  const called = sourcesInScope(scope, "destination_ip");
  return {
    sql: `
SELECT (SELECT count(*) FROM alerts WHERE ${alerts.sql}) AS alerts,
  (SELECT count(*) FROM sessions WHERE ${calls.sql}) AS visits,
  (SELECT count(*) FROM beacons WHERE ${calls.sql} OR ${called.sql}) AS pairs`,
    params: [...alerts.params, ...calls.params, ...calls.params, ...called.params]
  };
}

/** How many indicators of known-bad lists the events in scope hit: one row with `hits`. Reads all events. */
export function hitCountQuery(scope: Scope): Query {
  const where = eventsInScope(scope);
  return {
    sql: `
SELECT count(*) AS hits
FROM indicator_hits
WHERE event_id IN (SELECT event_id FROM events WHERE ${where.sql})`,
    params: where.params
  };
}

/** The tabs that hold nothing by these counts, each with the words that say so. */
export function emptyTabs({alerts, visits}: TabCounts): ReadonlyMap<string, string> {
  const empty = new Map<string, string>();
  if (alerts === 0) for (const tab of ["findings", "explanation"]) empty.set(tab, "(none)");
  if (visits === 0) empty.set("session", "(none)");
  return empty;
}
