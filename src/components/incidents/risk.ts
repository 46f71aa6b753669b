import type {Severity} from "../../engine/event.js";
import {formatTimestamp, type Selection} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";

/** One part of one source's risk, with what is known of the source: what `risksQuery` returns. */
export interface RiskRow {
  readonly address: string;
  /** 0 to 100. */
  readonly risk: number;
  readonly threat_level: Severity;
  readonly site: string | null;
  readonly country_code: string | null;
  readonly alerts: number;
  readonly incidents: number;
  readonly part: string;
  /** What was seen. */
  readonly value: string;
  readonly points: number;
  readonly host_name: string | null;
  readonly host_name_from: string | null;
  readonly isp: string | null;
  readonly network: string | null;
  readonly network_from: string | null;
  /** Vendors that VirusTotal has call it malicious, and vendors asked; null where it was not asked. */
  readonly malicious: number | null;
  readonly reports: number | null;
  /** Sources in the selection, and those of them of critical or high risk. */
  readonly all_sources: number;
  readonly grave_sources: number;
}

/** A source with its parts, the largest first. */
export interface SourceRisk extends RiskRow {
  readonly parts: readonly Pick<RiskRow, "part" | "value" | "points">[];
}

/** Sources listed. */
export const sourcesListed = 12;

/**
 * The sources of highest risk that were seen in the window, one row per part of their risk. The risk itself is over all of
 * the data. A severity selects threat levels; a dataset selects nothing here.
 */
export function risksQuery({from, to, severities, sources}: Selection, limit = sourcesListed): Query {
  const conditions = ["first_time < ?::TIMESTAMP", "last_time >= ?::TIMESTAMP"];
  const params = [formatTimestamp(to), formatTimestamp(from)];
  for (const [column, values] of [
    ["threat_level", severities],
    ["address", sources]
  ] as const) {
    if (values.length === 0) continue;
    conditions.push(`${column} IN (${values.map(() => "?").join(", ")})`);
    params.push(...values);
  }
  return {
    sql: `
WITH selected AS (
  SELECT *, count(*) OVER () AS all_sources,
    count(*) FILTER (threat_level IN ('critical', 'high')) OVER () AS grave_sources
  FROM risks
  WHERE ${conditions.join(" AND ")}
  ORDER BY risk DESC, alerts DESC, address
  LIMIT ${limit}
)
${partsOf("selected")}`,
    params
  };
}

/** One source, whatever is selected. */
export function riskQuery(address: string): Query {
  return {
    sql: `
WITH selected AS (
  SELECT *, 1 AS all_sources, 1 AS grave_sources FROM risks WHERE address = ?
)
${partsOf("selected")}`,
    params: [address]
  };
}

const partsOf = (
  table: string
) => `SELECT r.address, risk, threat_level, r.site, r.country_code, alerts, incidents, part, p.value, points,
  host_name, host_name_from, h.isp, h.network, network_from, malicious, reports, all_sources, grave_sources
FROM ${table} r
JOIN risk_parts p ON p.address = r.address
LEFT JOIN hosts h ON h.address = r.address
LEFT JOIN reputation v ON v.kind = 'address' AND v.value = r.address AND v.known
ORDER BY risk DESC, alerts DESC, r.address, points DESC, part`;

/** Rows of parts as sources, in the same order. */
export function toSources(rows: readonly RiskRow[]): SourceRisk[] {
  const sources = new Map<string, RiskRow[]>();
  for (const row of rows) {
    const parts = sources.get(row.address);
    if (parts) parts.push(row);
    else sources.set(row.address, [row]);
  }
  return [...sources.values()].flatMap(parts => {
    const [first] = parts;
    return first ? [{...first, parts}] : [];
  });
}

/** A row of the table `site_risks`. */
export interface SiteRisk {
  readonly site: string;
  readonly risk: number;
  readonly threat_level: Severity;
  readonly worst_source: string;
  readonly internal_sources: number;
  readonly attackers: number;
  readonly incidents: number;
  readonly targets: number;
}

/** The campus sites, those of highest risk first. */
export const siteRisksQuery: Query = {
  sql: `
SELECT site, risk, threat_level, worst_source, internal_sources, attackers, incidents, targets
FROM site_risks
ORDER BY risk DESC, incidents DESC, site`
};
