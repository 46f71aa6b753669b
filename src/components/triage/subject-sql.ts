import {bySeverity} from "../severity-rank.js";
import type {Subject} from "./triage-state.js";

/** How rows of a kind are found among alerts, read, searched and sorted: SQL text, over columns named `own_…`. */
export interface SubjectSql {
  /**
   * Joins the alerts `found` to the rows that they are about: SQL after FROM. What is the row's own is named `own_…`,
   * which also keeps columns such as `events` from being taken for the large tables of that name.
   */
  readonly join: string;
  /** The row's id, its severity, and what a search looks through. */
  readonly id: string;
  readonly severity: string;
  readonly texts: readonly string[];
  /** The rows themselves. */
  readonly rows: string;
  /** What the rows are sorted by, by name; null values stand last. */
  readonly sorts: Readonly<Record<string, string>>;
  /** The order in which rows stand until the reader chooses another. */
  readonly gravest: string;
}

const own = (table: string) => `(SELECT COLUMNS('(.*)') AS 'own_\\1' FROM ${table})`;
const rank = (severity: string) => `-${bySeverity.replace("severity)", `${severity})`)}`;
const columns = (...names: readonly string[]) => Object.fromEntries(names.map(name => [name, `own_${name}`]));

const alerts: SubjectSql = {
  join: "found",
  id: "alert_id",
  severity: "severity",
  texts: [
    ...["alert_id", "dataset", "source_ip", "destination_ip", "destination_port", "protocol", "app_protocol"],
    ...["username", "attack_type", "finding", "technique", "severity", "incident_id", "attacker_ip"]
  ].map(name => `found.${name}`),
  rows: `(SELECT *, m.service AS own_service, m.place AS own_place, m.expected AS own_expected, r.risk AS own_risk
  FROM ${own("alerts")} JOIN marked m ON m.id = own_alert_id LEFT JOIN risks r ON r.address = own_attacker_ip)`,
  sorts: {
    ...columns("anomaly_score", "event_time", "last_time", "finding", "source_ip", "destination_ip"),
    ...columns("destination_port", "username", "event_count", "alert_id", "technique", "dataset", "action"),
    ...columns("service", "place", "risk"),
    protocol: "concat_ws('/', own_app_protocol, own_protocol)",
    severity: rank("own_severity")
  },
  // What is rare among the alerts says more than what fires all the time.
  gravest: `${rank("own_severity")} DESC, own_finding_alerts, own_anomaly_score DESC NULLS LAST, own_event_time, own_alert_id`
};

const incidents: SubjectSql = {
  join: `found JOIN ${own("incidents")} ON own_incident_id = incident_id`,
  id: "own_incident_id",
  severity: "own_severity",
  texts: [
    ...["incident_id", "title", "kind", "attacker_ip", "account", "target", "technique", "technique_name"],
    ...["tactic", "detectors", "meaning", "severity", "style"]
  ].map(name => `own_${name}`),
  rows: `(SELECT *, r.risk AS own_risk FROM ${own("incidents")} LEFT JOIN risks r ON r.address = own_attacker_ip)`,
  sorts: {
    ...columns("title", "technique", "first_time", "last_time", "alerts", "events", "sources", "targets"),
    ...columns("succeeded", "risk"),
    who: "coalesce(own_attacker_ip, own_account)",
    whom: "own_target",
    style: "nullif(own_style, 'unknown')",
    severity: rank("own_severity")
  },
  gravest: `${rank("own_severity")} DESC, own_succeeded IS NOT TRUE, len(string_split(own_detectors, ',')) DESC, own_last_time DESC, own_incident_id`
};

const campaigns: SubjectSql = {
  join: `found JOIN (SELECT incident_id AS member, campaign_id AS member_of FROM incidents) ON member = found.incident_id
    JOIN ${own("campaigns")} ON own_campaign_id = member_of`,
  id: "own_campaign_id",
  severity: "own_severity",
  texts: ["campaign_id", "title", "evidence", "techniques", "severity"].map(name => `own_${name}`),
  rows: own("campaigns"),
  sorts: {
    ...columns("title", "techniques", "first_time", "last_time", "incidents", "sources", "targets"),
    ...columns("alerts", "events"),
    severity: rank("own_severity")
  },
  gravest: `${rank("own_severity")} DESC, len(string_split(own_stages, '"tactic"')) DESC, own_incidents DESC, own_first_time, own_campaign_id`
};

const known = `(SELECT h.address AS host, host_name, coalesce(isp, network) AS network_name FROM hosts h)`;

const sources: SubjectSql = {
  join: `found JOIN ${own("risks")} ON own_address = attacker_ip LEFT JOIN ${known} ON host = own_address`,
  id: "own_address",
  severity: "own_threat_level",
  texts: ["own_address", "own_threat_level", "own_site", "own_country_code", "host_name", "network_name"],
  rows: `(SELECT *, own_threat_level AS own_severity, host_name AS own_host_name, network_name AS own_network_name,
    CASE WHEN own_site IS NOT NULL THEN 'campus' ELSE own_country_code END AS own_place,
    s.city AS own_city, s.blocked AS own_blocked
  FROM ${own("risks")} LEFT JOIN ${known} ON host = own_address LEFT JOIN sources s ON s.address = own_address)`,
  sorts: {
    ...columns("address", "risk", "alerts", "incidents", "first_time", "last_time", "blocked"),
    place: "coalesce(own_site, own_country_code)",
    network: "coalesce(own_host_name, own_network_name)",
    severity: rank("own_threat_level")
  },
  gravest: "own_risk DESC, own_alerts DESC, own_address"
};

export const subjectSql: Readonly<Record<Subject, SubjectSql>> = {alerts, incidents, campaigns, sources};
