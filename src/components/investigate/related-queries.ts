import ipaddr from "ipaddr.js";
import type {Severity} from "../../engine/event.js";
import type {Query} from "../../engine/sql.js";
import {type Scope, sourcesInScope} from "./scope.js";

/** What two sources can have in common. */
export const relationKinds = ["credentials", "hassh", "file", "payload"] as const;
export type RelationKind = (typeof relationKinds)[number];

/**
 * Of a kind, the share of the sources that have any such value from which on a value is everybody's, and says nothing. Client
 * software and malware are shared by whole botnets, so that their bars are higher than those of what is typed.
 */
export const everybodyShare: Readonly<Record<RelationKind, number>> = {
  credentials: 0.01,
  hassh: 0.2,
  file: 0.2,
  payload: 0.02
};

/** A value that no more sources than this have is never everybody's, however few sources there are. */
export const everybodyLeast = 5;

/** Related sources listed of one kind. */
export const relatedListed = 15;

/** Between a user name and its password: no log has it in either. */
export const pairDivider = "\u001f";

/** Who has what, each once: `address` and `evidence`. */
const holders: Readonly<Record<RelationKind, string>> = {
  credentials: `
  SELECT DISTINCT e.source_ip AS address, coalesce(e.username, '') || chr(31) || d.password AS evidence
  FROM events e JOIN session_details d ON d.event_id = e.event_id
  WHERE e.source_ip IS NOT NULL AND d.password IS NOT NULL`,
  hassh: `
  SELECT DISTINCT source_ip AS address, hassh AS evidence
  FROM sessions
  WHERE source_ip IS NOT NULL AND hassh IS NOT NULL`,
  file: `
  SELECT DISTINCT e.source_ip AS address, d.file_hash AS evidence
  FROM events e JOIN session_details d ON d.event_id = e.event_id
  WHERE e.source_ip IS NOT NULL AND d.file_hash IS NOT NULL`,
  // What harmless visitors send is the same for all who use the same browser.
  payload: `
  SELECT DISTINCT e.source_ip AS address, coalesce(nullif(d.command, ''), d.payload) AS evidence
  FROM events e JOIN session_details d ON d.event_id = e.event_id
  WHERE e.source_ip IS NOT NULL AND coalesce(nullif(d.command, ''), d.payload, '') <> ''
    AND (e.severity <> 'none' OR e.dataset IN ('cowrie', 'dionaea'))`
};

/** A source outside of the scope that has something in common with one in it. */
export interface Related {
  readonly address: string;
  /** Values that they share and that are not everybody's. */
  readonly shared: number;
  /** The rarest of them, and sources that have it, both included. */
  readonly evidence: string;
  readonly holders: number;
  /** Related sources in all. */
  readonly in_all: number;
}

function commonParts(
  scope: Scope,
  kind: RelationKind
): {readonly sql: string; readonly params: readonly unknown[]} {
  const own = sourcesInScope(scope, "address");
  return {
    sql: `
WITH everyone AS (${holders[kind]}
), known AS (
  SELECT evidence, count(*) AS holders FROM everyone GROUP BY evidence
), size AS (
  SELECT count(DISTINCT address) AS having_any, greatest(${everybodyLeast}, floor(count(DISTINCT address) * ${everybodyShare[kind]})) AS most
  FROM everyone
), own AS (
  SELECT DISTINCT evidence FROM everyone WHERE ${own.sql}
)`,
    params: own.params
  };
}

/** The sources that share the rarest values with those in scope, those first: rows of `Related`. */
export function relatedQuery(scope: Scope, kind: RelationKind): Query {
  const common = commonParts(scope, kind);
  const outside = sourcesInScope(scope, "e.address");
  return {
    sql: `${common.sql}, rare AS (
  SELECT known.evidence, known.holders
  FROM known JOIN own ON own.evidence = known.evidence
  WHERE known.holders <= (SELECT most FROM size)
)
SELECT e.address, count(*) AS shared, (array_agg(e.evidence ORDER BY rare.holders, e.evidence))[1] AS evidence,
  min(rare.holders) AS holders, count(*) OVER () AS in_all
FROM everyone e JOIN rare ON rare.evidence = e.evidence
WHERE NOT coalesce(${outside.sql}, false)
GROUP BY e.address
ORDER BY holders, shared DESC, e.address
LIMIT ${relatedListed}`,
    params: [...common.params, ...outside.params]
  };
}

/** How many values of a kind the sources in scope have, and how many are left out as everybody's. */
export interface LeftOut {
  readonly own_values: number;
  readonly left_out: number;
  /** Sources that have any value of the kind, and the most of them that may share one. */
  readonly having_any: number;
  readonly most: number;
}

/** One row of `LeftOut`. */
export function leftOutQuery(scope: Scope, kind: RelationKind): Query {
  const common = commonParts(scope, kind);
  return {
    sql: `${common.sql}
SELECT (SELECT count(*) FROM own) AS own_values,
  (SELECT count(*) FROM known JOIN own ON own.evidence = known.evidence WHERE known.holders > (SELECT most FROM size)) AS left_out,
  having_any, most::BIGINT AS most
FROM size`,
    params: common.params
  };
}

/** Another address of the same network. */
export interface Neighbour {
  readonly address: string;
  readonly alerts: number;
  readonly severity: Severity | null;
  readonly risk: number | null;
}

/**
 * Other addresses that begin as one does, those with most alerts first: rows of `Neighbour`. Of IPv4 exactly its /24; of IPv6 all
 * that share its first group, for `isNeighbour` to choose from. None for what is no address.
 */
export function neighboursQuery(address: string): Query {
  const parsed = ipaddr.isValid(address) ? ipaddr.parse(address) : null;
  const start =
    parsed === null
      ? null
      : parsed.kind() === "ipv4"
        ? address.replace(/\.[^.]*$/, ".")
        : `${address.split(":")[0] ?? ""}:`;
  return {
    sql: `
SELECT s.address, s.alerts, s.severity, r.risk
FROM sources s LEFT JOIN risks r ON r.address = s.address
WHERE starts_with(s.address, ?) AND s.address <> ?
ORDER BY s.alerts DESC, r.risk DESC NULLS LAST, s.address`,
    // No address begins with a blank.
    params: [start ?? " ", address]
  };
}

/** Whether two addresses are of the same /24, or of the same /64 where they are IPv6. */
export function isNeighbour(address: string, other: string): boolean {
  if (!ipaddr.isValid(address) || !ipaddr.isValid(other)) return false;
  const a = ipaddr.parse(address);
  const b = ipaddr.parse(other);
  if (a.kind() !== b.kind()) return false;
  return b.match(a, a.kind() === "ipv4" ? 24 : 64);
}
