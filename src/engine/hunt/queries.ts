import type {Query} from "../sql.js";
import type {Term} from "./term.js";
import {type Condition, eventCondition, type FieldTest, fieldTests} from "./term-condition.js";

/** Rows of lists that are shown of a term; what is more is counted. */
export const limits = {
  sources: 500,
  values: 200,
  findings: 200,
  sessions: 200,
  incidents: 200,
  occurrences: 200
};

const severityRank = "array_position(['critical', 'high', 'medium', 'low'], severity)";

/** All questions about one term, each a statement of its own. */
export interface TermQueries {
  /** dataset, events, blocked, sources, first_time, last_time. */
  readonly datasets: Query;
  /** field, events, first_time, last_time: where the term stood. */
  readonly fields: Query;
  /** address, events, first_time, last_time, risk, country, severity; of this and what follows `total`, the rows without a limit. */
  readonly sources: Query;
  /** address, events, first_time, last_time, port_count, ports (the first five). */
  readonly destinations: Query;
  /** username, events, blocked, sources, first_time, last_time. */
  readonly users: Query;
  /** severity, finding, alerts, events, first_time, last_time, alert_id (of the latest). */
  readonly alerts: Query;
  /** incident_id, campaign_id, title, severity, attacker_ip, alerts, events, first_time, last_time, succeeded. */
  readonly incidents: Query;
  /** session_id, dataset, source_ip, username, commands, downloads, severity, first_time, last_time. */
  readonly sessions: Query;
  /** As `beaconsQuery` of the Incidents page gives them. */
  readonly beacons: Query;
  /** The latest events, with what they say. */
  readonly occurrences: Query;
}

/**
 * The questions about a term.
 * @param members of a network: the addresses in the data that it holds
 */
export function termQueries(term: Term, members: readonly string[] = []): TermQueries {
  const tests = fieldTests(term, members);
  const events = eventCondition(tests);
  const alerts = alertCondition(term, tests, events);
  const seen = (sql: string): Query => ({
    sql: `\nWITH hits AS MATERIALIZED (\n  SELECT * FROM events WHERE ${events.sql}\n)\n${sql}`,
    params: events.params
  });
  return {
    datasets: seen(`SELECT dataset, count(*) AS events, count(*) FILTER (action = 'blocked') AS blocked,
  count(DISTINCT source_ip) AS sources, min(event_time) AS first_time, max(event_time) AS last_time
FROM hits
GROUP BY dataset
ORDER BY events DESC, dataset`),
    fields: fieldsQuery(tests),
    sources: seen(`SELECT h.source_ip AS address, count(*) AS events, min(h.event_time) AS first_time,
  max(h.event_time) AS last_time, any_value(r.risk) AS risk, any_value(s.country) AS country,
  any_value(s.severity) AS severity,
  count(*) OVER () AS total
FROM hits h
LEFT JOIN risks r ON r.address = h.source_ip
LEFT JOIN sources s ON s.address = h.source_ip
WHERE h.source_ip IS NOT NULL
GROUP BY h.source_ip
ORDER BY events DESC, h.source_ip
LIMIT ${limits.sources}`),
    destinations: seen(`SELECT destination_ip AS address, count(*) AS events, min(event_time) AS first_time,
  max(event_time) AS last_time, count(DISTINCT destination_port) AS port_count,
  list_aggregate(list_sort(list(DISTINCT destination_port))[1:5], 'string_agg', ', ') AS ports,
  count(*) OVER () AS total
FROM hits
WHERE destination_ip IS NOT NULL
GROUP BY destination_ip
ORDER BY events DESC, destination_ip
LIMIT ${limits.values}`),
    users: seen(`SELECT username, count(*) AS events, count(*) FILTER (action = 'blocked') AS blocked,
  count(DISTINCT source_ip) AS sources, min(event_time) AS first_time, max(event_time) AS last_time,
  count(*) OVER () AS total
FROM hits
WHERE username IS NOT NULL
GROUP BY username
ORDER BY events DESC, username
LIMIT ${limits.values}`),
    alerts: {
      sql: `
SELECT severity, finding, count(*) AS alerts, sum(event_count) AS events, min(first_time) AS first_time,
  max(last_time) AS last_time, arg_max(alert_id, last_time) AS alert_id
FROM alerts
WHERE ${alerts.sql}
GROUP BY severity, finding
ORDER BY ${severityRank}, alerts, finding`,
      params: alerts.params
    },
    incidents: {
      sql: `
SELECT incident_id, campaign_id, title, severity, attacker_ip, alerts, events, first_time, last_time, succeeded
FROM incidents
WHERE incident_id IN (SELECT incident_id FROM alerts WHERE ${alerts.sql})
ORDER BY ${severityRank}, succeeded IS NOT TRUE, last_time DESC, incident_id
LIMIT ${limits.incidents}`,
      params: alerts.params
    },
    sessions: sessionsQuery(term, events, members),
    beacons: beaconsOf(term, members),
    occurrences:
      seen(`SELECT h.event_id, h.event_time, h.dataset, h.event_type, h.source_ip, h.destination_ip, h.destination_port,
  h.username, h.severity, h.action, d.password, d.command, d.payload, d.http_url, d.http_host, d.http_user_agent, d.message,
  d.dns_query, d.tls_sni, d.file_name, d.file_hash, d.ja3, d.hassh, h.total
FROM (SELECT *, count(*) OVER () AS total FROM hits ORDER BY event_time DESC, event_id LIMIT ${limits.occurrences}) h
LEFT JOIN details d ON d.event_id = h.event_id
ORDER BY h.event_time DESC, h.event_id`)
  };
}

/** Counts events by the field that holds the term; an event may hold it in several. */
function fieldsQuery(tests: readonly FieldTest[]): Query {
  const parts = tests.map(({field, table, sql}) => {
    const from =
      table === "events"
        ? `events WHERE ${sql}`
        : `events WHERE event_id IN (SELECT event_id FROM ${table} WHERE ${sql})`;
    return `SELECT '${field}' AS field, count(*) AS events, min(event_time) AS first_time, max(event_time) AS last_time\nFROM ${from}`;
  });
  return {
    sql: `\nSELECT field, events, first_time, last_time\nFROM (\n${parts.join("\nUNION ALL\n")}\n)\nWHERE events > 0\nORDER BY events DESC, field`,
    params: tests.flatMap(({params}) => params)
  };
}

/**
 * Alerts that tell of a term: those with it in their own columns, those whose strongest event has it, and those that name it in
 * their words.
 */
function alertCondition(term: Term, tests: readonly FieldTest[], events: Condition): Condition {
  if (term.type === "network" || term.type === "port" || term.type === "user")
    return eventCondition(tests.filter(({table}) => table === "events"));
  const own = tests.filter(({table, field}) => table === "events" && /_ip$|^username$/.test(field));
  const {sql, params} = eventCondition(own);
  if (term.type === "address") return {sql, params};
  const words = ["finding", "reason", "rule"]
    .map(column => `contains(lower(${column}), lower(?))`)
    .join(" OR ");
  return {
    sql: `(event_id IN (SELECT event_id FROM events WHERE ${events.sql}) OR ${words})`,
    params: [...events.params, term.value, term.value, term.value]
  };
}

function sessionsQuery({type, value}: Term, events: Condition, members: readonly string[]): Query {
  const select = (where: string, params: readonly string[]): Query => ({
    sql: `
SELECT session_id, dataset, source_ip, username, commands, downloads, severity, first_time, last_time,
  count(*) OVER () AS total
FROM sessions
WHERE ${where}
ORDER BY rank
LIMIT ${limits.sessions}`,
    params
  });
  if (type === "address") return select("source_ip = ?", [value]);
  if (type === "network")
    return select("source_ip IN (SELECT unnest(string_split(?, ' ')))", [members.join(" ")]);
  if (type === "hassh") return select("lower(hassh) = lower(?)", [value]);
  return select(
    `session_id IN (
  SELECT s.session_id
  FROM sessions s
  JOIN hunted_events h ON h.session = s.session AND h.dataset = s.dataset AND h.sensor IS NOT DISTINCT FROM s.sensor
  WHERE h.event_id IN (SELECT event_id FROM events WHERE ${events.sql})
)`,
    events.params
  );
}

const beaconColumns = `pair_id, source_ip, destination, ports, first_time, last_time, calls, is_beacon, gate, severity, threat,
  rita_score, timestamp_score, size_score, duration_score, histogram_score, scored_from, histogram,
  period, intervals, reason, remarks, allowed_by`;

/** Pairs that have the term as an end; types that no pair has give none. */
function beaconsOf({type, value}: Term, members: readonly string[]): Query {
  const select = (where: string, params: readonly string[]): Query => ({
    sql: `
SELECT ${beaconColumns}
FROM beacons
WHERE ${where}
ORDER BY NOT is_beacon, allowed_by IS NOT NULL, threat DESC, calls DESC, pair_id`,
    params
  });
  switch (type) {
    case "address":
      return select("source_ip = ? OR destination_ip = ? OR destination = ?", [value, value, value]);
    case "network": {
      const within = "IN (SELECT unnest(string_split(?, ' ')))";
      const text = members.join(" ");
      return select(`source_ip ${within} OR destination_ip ${within}`, [text, text]);
    }
    case "domain":
      return select("lower(destination) = ? OR ends_with(lower(destination), '.' || ?)", [value, value]);
    case "port":
      return select("destination_port = ?::INTEGER", [value]);
    default:
      return select("contains(lower(destination), lower(?))", [value]);
  }
}

/** Every address of the data, for the members of a network. */
export const addressesQuery: Query = {sql: "\nSELECT address FROM sources ORDER BY address"};

/** Every account's name, in lower case. */
export const usersQuery: Query = {
  sql: "\nSELECT DISTINCT lower(username) AS username FROM events WHERE username IS NOT NULL ORDER BY username"
};

/** What is known of an address as such: place, name, owner, risk, reputation. One row, or none of an address never seen. */
export function addressQuery(address: string): Query {
  return {
    sql: `
SELECT s.address, s.events_as_source, s.events_as_destination, s.events_as_attacker, s.blocked, s.alerts, s.severity,
  s.first_time, s.last_time, s.site, s.is_private, s.place_from, s.continent, s.country_code, s.country, s.region, s.city,
  h.host_name, h.host_name_from, h.isp, h.asn, h.network, h.network_from, r.risk, r.threat_level
FROM sources s
LEFT JOIN hosts h ON h.address = s.address
LEFT JOIN risks r ON r.address = s.address
WHERE s.address = ?`,
    params: [address]
  };
}

/** What VirusTotal said of an address, a domain or a file, where it was asked. */
export function reputationQuery({type, value}: Term): Query {
  return {
    sql: "\nSELECT known, asked_at, malicious, suspicious, reports, vendors, link\nFROM reputation\nWHERE kind = ? AND value = ?",
    params: [type, value]
  };
}
