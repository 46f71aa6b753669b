import type {Query} from "../../engine/sql.js";
import {type Scope, sourcesInScope} from "./scope.js";

/** Sessions offered to be played. */
export const sessionsListed = 200;

/** The honeypot sessions of the sources in scope, the worst first: rows of `Session` with `in_all`, how many there are. */
export function scopeSessionsQuery(scope: Scope): Query {
  const where = sourcesInScope(scope, "source_ip");
  return {
    sql: `
SELECT *, count(*) OVER () AS in_all
FROM sessions
WHERE ${where.sql}
ORDER BY rank
LIMIT ${sessionsListed}`,
    params: where.params
  };
}
