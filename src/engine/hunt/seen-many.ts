import type {Query} from "../sql.js";

/**
 * How often each of many values was seen, and what alerts tell of it: (value, events, first_time, last_time, alerts, severity), of
 * those that were. The severity is that of the gravest alert, of addresses and networks only. Addresses are sources or
 * destinations, or whom an event is about; a network is its members; names are those asked for over DNS, TLS and HTTP, themselves and what is below them; hashes are those of files
 * and clients.
 * @param values in the form that terms have; none holds a line break
 * @param values.members of networks: the addresses in the data that each holds
 */
export function seenManyQuery(values: {
  readonly addresses: readonly string[];
  readonly domains: readonly string[];
  readonly hashes: readonly string[];
  readonly members?: ReadonlyMap<string, readonly string[]>;
}): Query {
  const names = ["rtrim(lower(dns_query), '.')", "lower(tls_sni)", "split_part(lower(http_host), ':', 1)"];
  const hashes = ["lower(file_hash)", "lower(ja3)", "lower(hassh)"];
  const distinct = (columns: readonly string[]) =>
    columns
      .map(column => `SELECT event_id, ${column} AS value FROM details WHERE ${column} IS NOT NULL`)
      .join("\n  UNION\n  ");
  const members = [...(values.members ?? [])].flatMap(([network, addresses]) =>
    addresses.map(address => `${network} ${address}`)
  );
  const ends = ["source_ip", "destination_ip", "attacker_ip"];
  const atAnyEnd = (table: string, id: string, columns: readonly string[]) =>
    columns
      .map(column => `SELECT value, ${id} FROM hosts JOIN ${table} ON ${column} = address`)
      .join("\n  UNION\n  ");
  const wanted = "SELECT DISTINCT unnest(string_split(?, chr(10))) AS value";
  return {
    sql: `
WITH addresses AS (${wanted}), domains AS (${wanted}), hashes AS (${wanted}), members AS (${wanted}),
-- What is asked for as an address, a network or both, with the addresses that stand for it.
hosts AS (
  SELECT value, value AS address FROM addresses
  UNION ALL
  SELECT split_part(value, ' ', 1), split_part(value, ' ', 2) FROM members WHERE value <> ''
),
names AS (
  ${distinct(names)}
),
-- A name stands for every domain that it is in, so that domains are found by equality.
parts AS (SELECT value AS name, string_split(value, '.') AS labels FROM (SELECT DISTINCT value FROM names)),
domains_of AS (
  SELECT DISTINCT name, array_to_string(labels[i:], '.') AS value
  FROM (SELECT name, labels, unnest(range(1, len(labels))) AS i FROM parts)
),
seen AS (
  ${atAnyEnd("events", "event_id", ends)}
  UNION
  SELECT d.value, n.event_id FROM domains d JOIN domains_of o ON o.value = d.value JOIN names n ON n.value = o.name
  UNION
  SELECT h.value, n.event_id FROM hashes h JOIN (
  ${distinct(hashes)}
  ) n ON n.value = h.value
),
told AS (
  SELECT value, count(*) AS alerts, arg_max(severity, list_position(['low', 'medium', 'high', 'critical'], severity)) AS severity
  FROM (
  ${atAnyEnd("alerts", "alert_id, severity", ends)}
  )
  GROUP BY value
)
SELECT value, count(*) AS events, min(event_time) AS first_time, max(event_time) AS last_time,
  coalesce(any_value(alerts), 0) AS alerts, any_value(told.severity) AS severity
FROM seen JOIN events USING (event_id) LEFT JOIN told USING (value)
WHERE value <> ''
GROUP BY value
ORDER BY value`,
    params: [values.addresses, values.domains, values.hashes, members].map(lines => lines.join("\n"))
  };
}
