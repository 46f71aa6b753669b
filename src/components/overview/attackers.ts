import {service} from "../../engine/build/service.js";
import type {Severity} from "../../engine/event.js";
import {type Selection, whereClause} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import type {PlacedAddress} from "../address-place.js";

/** Who alerts are about, and what they are about. */
export interface Attacker extends PlacedAddress {
  readonly attacker_ip: string;
  /** 0 to 100, over all of the data; null where none is published. */
  readonly risk: number | null;
  /** Of its gravest alert. */
  readonly severity: Severity;
  /** The gravest finding about it; of equals the most frequent. */
  readonly finding: string;
  /** Distinct findings. */
  readonly findings: number;
  /** What its gravest alerts reached for. */
  readonly service: string;
  /** Distinct services. */
  readonly services: number;
  readonly critical: number;
  readonly high: number;
  readonly alerts: number;
  /** Of the alerts, those whose source it is: what a selection by source finds. */
  readonly as_source: number;
}

/**
 * The attackers of the selected alerts: by their risk, which weighs whether they got in and whether detectors agree, then
 * by the severity of their gravest alert and how many different things were found about them; never by volume.
 */
export function attackersQuery(selection: Selection, limit: number): Query {
  const where = whereClause(selection);
  return {
    sql: `
WITH found AS (
  SELECT
    attacker_ip, finding, ${service.trim()} AS service,
    max(array_position(['low', 'medium', 'high', 'critical'], severity)) AS rank,
    count(*) AS alerts,
    count(*) FILTER (severity = 'critical') AS critical,
    count(*) FILTER (severity = 'high') AS high,
    count(*) FILTER (source_ip = attacker_ip) AS as_source
  FROM alerts
  WHERE attacker_ip IS NOT NULL AND ${where.sql}
  GROUP BY ALL
), attackers AS (
  SELECT
    attacker_ip,
    max(rank) AS rank,
    first(finding ORDER BY rank DESC, alerts DESC, finding, service) AS finding,
    count(DISTINCT finding) AS findings,
    first(service ORDER BY rank DESC, alerts DESC, service) AS service,
    count(DISTINCT service) AS services,
    sum(critical)::BIGINT AS critical,
    sum(high)::BIGINT AS high,
    sum(alerts)::BIGINT AS alerts,
    sum(as_source)::BIGINT AS as_source
  FROM found
  GROUP BY attacker_ip
)
SELECT
  attacker_ip, risk, ['low', 'medium', 'high', 'critical'][rank] AS severity, finding, findings,
  service, services, critical, high, a.alerts, as_source, s.country, s.site, is_private
FROM attackers a
LEFT JOIN sources s ON s.address = a.attacker_ip
LEFT JOIN risks r ON r.address = a.attacker_ip
ORDER BY risk DESC NULLS LAST, rank DESC, findings DESC, critical DESC, high DESC, a.alerts DESC, attacker_ip
LIMIT ${limit}`,
    params: where.params
  };
}
