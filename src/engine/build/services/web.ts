import type {Selection} from "../../selection.js";
import {type Query, sqlLiteral} from "../../sql.js";
import {foundEvents, type Seen, seen} from "./seen.js";

export interface PathRow extends Seen {
  /** Without what stands behind a question mark. */
  readonly path: string;
  /** Methods that it was asked for with, with commas; null where none is logged. */
  readonly methods: string | null;
  /** Requests whose answer's status is known. */
  readonly answered: number;
  /** Of them, those answered with an error: 400 or above. */
  readonly errors: number;
}

export interface AgentRow extends Seen {
  readonly agent: string;
  /** Distinct paths that it asked for. */
  readonly paths: number;
}

/** Records that tell of a request, or of the file in its answer, that a record of its own tells of already. */
const repeats = [
  "alert",
  "anomaly",
  "fileinfo",
  "cowrie.session.file_download",
  "cowrie.session.file_upload",
  "dionaea.download"
];
const isRequest = `event_type NOT IN (${repeats.map(type => sqlLiteral(type)).join(", ")})`;
const path = "split_part(http_url, '?', 1)";

/** The paths asked for, most anomalous requests first: rows of `PathRow`. */
export function pathsQuery(selection: Selection, limit: number): Query {
  const found = foundEvents(selection, {
    condition: `http_url IS NOT NULL AND ${isRequest}`,
    details: ["http_url", "http_method", "http_status"]
  });
  return {
    sql: `
WITH ${found.sql}
SELECT ${path} AS path, string_agg(DISTINCT http_method, ', ' ORDER BY http_method) AS methods, ${seen},
  count(http_status) AS answered, count(*) FILTER (http_status >= 400) AS errors
FROM found GROUP BY path
ORDER BY anomalous DESC, events DESC, path
LIMIT ${limit}`,
    params: found.params ?? []
  };
}

/** The user agents of requests, most anomalous requests first: rows of `AgentRow`. */
export function agentsQuery(selection: Selection, limit: number): Query {
  const found = foundEvents(selection, {
    condition: `http_user_agent IS NOT NULL AND ${isRequest}`,
    details: ["http_user_agent", "http_url"]
  });
  return {
    sql: `
WITH ${found.sql}
SELECT http_user_agent AS agent, ${seen}, count(DISTINCT ${path}) AS paths
FROM found GROUP BY agent
ORDER BY anomalous DESC, events DESC, agent
LIMIT ${limit}`,
    params: found.params ?? []
  };
}
