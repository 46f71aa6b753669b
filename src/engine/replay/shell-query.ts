import type {Selection} from "../selection.js";
import {formatTimestamp, whereClause} from "../selection.js";
import type {Query} from "../sql.js";
import type {ShellLine, ShellSession} from "./shell.js";
import {hideCredentials} from "./shell-credentials.js";
import {leftText} from "./shell-words.js";

export interface ShellLimits {
  /** Lines of all sessions together. */
  readonly lines: number;
  /** Lines of one session; a visitor may send a hundred thousand. */
  readonly sessionLines: number;
  /** Characters of a line. */
  readonly characters: number;
}

export const defaults: ShellLimits = {lines: 20_000, sessionLines: 2000, characters: 4000};

/** A row of `shellQuery`: a line with the session that it is of. */
export interface ShellRow extends ShellLine {
  /** Of the session: 1 is the worst. */
  readonly rank: number;
  readonly session: string;
  readonly sensor: string | null;
  readonly source_ip: string | null;
  /** Sessions in which something was typed, those left out included. */
  readonly sessions: number;
}

export interface LoadedShell {
  /** In order of their first line. */
  readonly sessions: readonly ShellSession[];
  /** Sessions in which something was typed that are not among them, for they would be too many. */
  readonly leftOut: number;
}

/** By event type: what kind of line it makes, and its text. Neither messages nor passwords are read, for messages of logins repeat them. */
const kinds = [
  {
    kind: "login",
    types: ["cowrie.login.success"],
    text: "coalesce(s.username, '')"
  },
  {
    kind: "refused",
    types: ["cowrie.login.failed", "dionaea.login"],
    text: "coalesce(s.username, '')"
  },
  {
    kind: "command",
    types: ["cowrie.command.input", "cowrie.session.input", "dionaea.command"],
    text: "coalesce(d.command, d.payload, '')"
  },
  {
    kind: "file",
    types: ["cowrie.session.file_download", "cowrie.session.file_upload", "dionaea.download"],
    // Cowrie keeps what it got under its hash, which says nothing of what it was called.
    text: "coalesce(d.http_url, CASE WHEN contains(d.file_name, d.file_hash) THEN NULL ELSE d.file_name END, 'hash ' || d.file_hash, '')"
  },
  {
    kind: "said",
    types: ["cowrie.direct-tcpip.request"],
    text: "'asked to reach ' || coalesce(s.destination_ip, 'an address not logged') || coalesce(' port ' || s.destination_port, '')"
  },
  {kind: "said", types: ["cowrie.session.closed"], text: `'${leftText}'`}
] as const satisfies readonly {kind: ShellLine["kind"]; types: readonly string[]; text: string}[];

const listOf = (types: readonly string[]) => types.map(type => `'${type}'`).join(", ");
const caseOf = (value: (line: (typeof kinds)[number]) => string) =>
  `CASE ${kinds.map(line => `WHEN s.event_type IN (${listOf(line.types)}) THEN ${value(line)}`).join(" ")} END`;

/**
 * The lines of sessions in which something was typed, as far as their events are selected: rows of `ShellRow` in order of session and
 * place. As many sessions as fit, the worst first; of each its first lines.
 */
export function shellQuery(selection: Selection, limits: Partial<ShellLimits> = {}): Query {
  const {lines, sessionLines, characters} = {...defaults, ...limits};
  const where = whereClause(selection);
  return {
    sql: `
WITH visits AS (
  SELECT rank, dataset, sensor, session, source_ip
  FROM sessions
  WHERE commands > 0 AND first_time < ?::TIMESTAMP AND last_time >= ?::TIMESTAMP
),
-- The places of the events that a replay of this selection has.
played AS (
  SELECT event_id, rowid AS place, event_time
  FROM events
  WHERE dataset IN ('cowrie', 'dionaea') AND ${where.sql}
),
lines AS (
  SELECT v.rank, v.session, v.sensor, v.source_ip, p.place, epoch_ms(p.event_time)::DOUBLE AS time,
    ${caseOf(({kind}) => `'${kind}'`)} AS kind,
    left(${caseOf(({text}) => text)}, ${characters}) AS text,
    row_number() OVER (PARTITION BY v.rank ORDER BY p.place) AS number
  FROM session_events s
  JOIN visits v ON v.dataset = s.dataset AND v.sensor IS NOT DISTINCT FROM s.sensor AND v.session = s.session
  JOIN played p ON p.event_id = s.event_id
  LEFT JOIN session_details d ON d.event_id = s.event_id
  WHERE s.event_type IN (${listOf(kinds.flatMap(({types}) => types))})
),
shown AS (SELECT * FROM lines WHERE number <= ${sessionLines}),
kept AS (
  SELECT rank, sum(count(*)) OVER (ORDER BY rank) AS lines_so_far, count(*) OVER () AS sessions
  FROM shown GROUP BY rank HAVING count(*) FILTER (kind = 'command') > 0
)
SELECT rank::INTEGER AS rank, session, sensor, source_ip, place::INTEGER AS "row", time, kind, text, sessions::INTEGER AS sessions
FROM shown JOIN kept USING (rank)
WHERE lines_so_far <= ${lines}
ORDER BY rank, place`,
    params: [formatTimestamp(selection.to), formatTimestamp(selection.from), ...where.params]
  };
}

/** Joins lines to sessions, and hides what passwords were typed in them. */
export function readShell(rows: readonly ShellRow[]): LoadedShell {
  const byRank = new Map<number, ShellSession & {readonly lines: ShellLine[]}>();
  for (const {rank, session, sensor, source_ip, row, time, kind, text} of rows) {
    let own = byRank.get(rank);
    if (own === undefined) {
      own = {session, sensor, source_ip, lines: []};
      byRank.set(rank, own);
    }
    own.lines.push({row, time, kind, text: hideCredentials(text)});
  }
  const sessions = [...byRank.values()].sort((a, b) => (a.lines[0]?.row ?? 0) - (b.lines[0]?.row ?? 0));
  return {sessions, leftOut: Math.max(0, (rows[0]?.sessions ?? 0) - sessions.length)};
}
