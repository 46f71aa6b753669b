import type {Query} from "../sql.js";

/**
 * How often each of many values was seen: (value, events, first_time, last_time), of those that were. Addresses are sources or
 * destinations; names are those asked for over DNS, TLS and HTTP, themselves and what is below them; hashes are those of files
 * and clients.
 * @param values in the form that terms have; none holds a line break
 */
export function seenManyQuery(values: {
  readonly addresses: readonly string[];
  readonly domains: readonly string[];
  readonly hashes: readonly string[];
}): Query {
  const names = ["rtrim(lower(dns_query), '.')", "lower(tls_sni)", "split_part(lower(http_host), ':', 1)"];
  const hashes = ["lower(file_hash)", "lower(ja3)", "lower(hassh)"];
  const distinct = (columns: readonly string[]) =>
    columns
      .map(column => `SELECT event_id, ${column} AS value FROM details WHERE ${column} IS NOT NULL`)
      .join("\n  UNION\n  ");
  const wanted = "SELECT DISTINCT unnest(string_split(?, chr(10))) AS value";
  return {
    sql: `
WITH addresses AS (${wanted}), domains AS (${wanted}), hashes AS (${wanted}),
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
  SELECT value, event_id FROM addresses JOIN events ON source_ip = value
  UNION
  SELECT value, event_id FROM addresses JOIN events ON destination_ip = value
  UNION
  SELECT d.value, n.event_id FROM domains d JOIN domains_of o ON o.value = d.value JOIN names n ON n.value = o.name
  UNION
  SELECT h.value, n.event_id FROM hashes h JOIN (
  ${distinct(hashes)}
  ) n ON n.value = h.value
)
SELECT value, count(*) AS events, min(event_time) AS first_time, max(event_time) AS last_time
FROM seen JOIN events USING (event_id)
WHERE value <> ''
GROUP BY value
ORDER BY value`,
    params: [values.addresses.join("\n"), values.domains.join("\n"), values.hashes.join("\n")]
  };
}
