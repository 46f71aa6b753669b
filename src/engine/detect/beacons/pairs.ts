import {ritaDefaults} from "./rita-defaults.js";

/** Events that are a whole connection, counted once when it has ended. */
const whole = "event_type IN ('flow', 'netflow')";

/** RFC 1918 and unique local addresses, which RITA takes for the network where nobody says what it is. */
const isPrivate = (column: string) =>
  `regexp_matches(${column}, '^(10\\.|192\\.168\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|f[cd][0-9a-f]{2}:)')`;

/** What is no host: multicast, broadcast, link-local, loopback, unspecified. RITA never includes them either. */
const isNobody = (column: string) =>
  `regexp_matches(${column}, '^(22[4-9]\\.|23[0-9]\\.|255\\.|127\\.|0\\.|169\\.254\\.|ff[0-9a-f]{2}:|fe80:|::1?$)')`;

/**
 * From the campus to the outside. Where no prefix of the campus is in the logs, as in other people's recordings, private
 * addresses are the inside.
 */
const outbound = `(direction = 'outbound' OR (direction = 'unknown' AND ${isPrivate("source_ip")} AND NOT ${isPrivate("destination_ip")}))
      AND NOT ${isNobody("destination_ip")}`;

/** Server name of TLS or host of HTTP, without port; null where it is the address again, or no name that DNS could hold. */
const name = `CASE WHEN length(coalesce(tls_sni, http_host)) <= 260 THEN nullif(nullif(
        rtrim(lower(regexp_replace(coalesce(tls_sni, http_host), ':[0-9]+$', '')), '.'), ''), destination_ip) END`;

/**
 * Creates `beacon_connections` from `logs`: connections from the campus to the outside, each once, however many events a sensor logged
 * of it. A flow event tells of the whole; where a flow has none yet, its other events, which share its id, tell that there
 * was a connection, but not how much was sent. Events without a flow id count only where the sensor logs no flows.
 */
export const createConnections = `
  CREATE TEMP TABLE beacon_connections AS
  WITH heard AS (
    SELECT seq, dataset, coalesce(sensor, '') AS sensor, session, source_ip, destination_ip, destination_port, protocol, app_protocol,
      epoch_ms(event_time) // 1000 AS second, bytes_sent, ${whole} AS whole, ${name} AS name
    FROM logs WHERE dataset IN ('suricata', 'iscx', 'zeek') AND ${outbound}
  ),
  sensors AS (
    SELECT dataset, sensor, bool_or(whole) AS logs_flows FROM heard GROUP BY dataset, sensor
  )
  SELECT dataset, sensor, session, source_ip, destination_ip, destination_port, protocol,
    min(seq) AS seq,
    coalesce(min(second) FILTER (whole), min(second)) AS second,
    max(bytes_sent) FILTER (whole) AS bytes,
    coalesce(min(app_protocol) FILTER (whole), min(app_protocol)) AS app_protocol,
    min(name) AS name
  FROM heard JOIN sensors USING (dataset, sensor)
  WHERE session IS NOT NULL OR whole OR NOT logs_flows
  GROUP BY dataset, sensor, session, source_ip, destination_ip, destination_port, protocol,
    CASE WHEN session IS NULL THEN seq END
`;

/**
 * Creates `beacon_pairs` from `beacon_connections`: sources and destinations with enough distinct seconds between them for
 * intervals, by name as well as by address, with lists as text, numbered from 0. As in RITA, a destination's
 * port is no part of a pair, and an address is left out for a host that has a pair by name over it
 * (https://github.com/activecm/rita/blob/0b6db7afdaf32203a0bb492545c7d4bf05ede24d/analysis/spagooper.go).
 * Of several sensors that saw a pair, the one that saw most of it is believed, so that nothing counts twice.
 */
export const createPairs = `
  CREATE TEMP TABLE beacon_pairs AS
  WITH named AS (
    SELECT *, 'name' AS kind, name AS destination FROM beacon_connections WHERE name IS NOT NULL
    UNION ALL
    SELECT *, 'address', destination_ip FROM beacon_connections
  ),
  seen AS (
    SELECT dataset, source_ip, kind, destination, sensor,
      row_number() OVER (PARTITION BY dataset, source_ip, kind, destination ORDER BY count(*) DESC, sensor) AS rank,
      count(DISTINCT second) AS seconds, count(*) / (1 + (max(second) - min(second)) // ${ritaDefaults.windowSeconds}) AS daily
    FROM named GROUP BY dataset, source_ip, kind, destination, sensor
  ),
  enough AS (
    SELECT dataset, source_ip, kind, destination, sensor FROM seen
    WHERE rank = 1 AND seconds >= ${ritaDefaults.uniqueConnections} AND daily < ${ritaDefaults.strobeConnections}
  ),
  by_name AS (
    SELECT DISTINCT dataset, source_ip, destination_ip AS destination
    FROM named SEMI JOIN enough USING (dataset, source_ip, kind, destination, sensor) WHERE kind = 'name'
  ),
  chosen AS (
    SELECT * FROM enough WHERE kind = 'name'
    UNION ALL
    SELECT * FROM (SELECT * FROM enough WHERE kind = 'address') ANTI JOIN by_name USING (dataset, source_ip, destination)
  ),
  belonging AS (
    SELECT named.* FROM named SEMI JOIN chosen USING (dataset, source_ip, kind, destination, sensor)
  ),
  places AS (
    SELECT dataset, source_ip, kind, destination, destination_ip, destination_port, protocol, app_protocol,
      row_number() OVER (PARTITION BY dataset, source_ip, kind, destination
        ORDER BY count(*) DESC, app_protocol NULLS LAST, destination_ip, destination_port, protocol) AS rank
    FROM belonging
    GROUP BY dataset, source_ip, kind, destination, destination_ip, destination_port, protocol, app_protocol
  ),
  destinations AS (
    SELECT dataset, kind, destination, count(DISTINCT source_ip) AS callers, min(second) AS first_seen
    FROM named GROUP BY dataset, kind, destination
  ),
  ports AS (
    SELECT dataset, destination_port, protocol, count(DISTINCT source_ip) AS port_callers
    FROM beacon_connections GROUP BY dataset, destination_port, protocol
  ),
  lists AS (
    SELECT dataset, source_ip, kind, destination,
      string_agg(second::VARCHAR, ' ' ORDER BY second, seq) AS times,
      string_agg(coalesce(bytes::VARCHAR, '-'), ' ' ORDER BY second, seq) AS sizes,
      string_agg(DISTINCT coalesce(destination_port::VARCHAR, '-') || '/' || coalesce(protocol, '-'), ' '
        ORDER BY coalesce(destination_port::VARCHAR, '-') || '/' || coalesce(protocol, '-')) AS ports
    FROM belonging GROUP BY dataset, source_ip, kind, destination
  )
  SELECT row_number() OVER (ORDER BY dataset, source_ip, kind, destination) - 1 AS number,
    left(md5(concat_ws('|', dataset, source_ip, kind, destination)), 16) AS pair_id,
    lists.*, destination_ip, places.destination_port, places.protocol, app_protocol, callers, first_seen, port_callers
  FROM lists
    JOIN places USING (dataset, source_ip, kind, destination)
    JOIN destinations USING (dataset, kind, destination)
    JOIN ports ON ports.dataset = lists.dataset AND ports.destination_port IS NOT DISTINCT FROM places.destination_port
      AND ports.protocol IS NOT DISTINCT FROM places.protocol
  WHERE places.rank = 1
`;

/** Pairs from one number to before another, in order. */
export const selectPairs = (from: number, to: number) =>
  `SELECT * FROM beacon_pairs WHERE number >= ${from} AND number < ${to} ORDER BY number`;

/** A day without any connection is a gap in the recording. */
const gapSeconds = 86_400;

/** What `Recording` says, a row for each segment, by dataset and time. */
export const selectRecordings = `
  WITH hours AS (
    SELECT dataset, second // 3600 AS hour, min(second) AS first, max(second) AS last
    FROM beacon_connections GROUP BY dataset, hour
  ),
  marked AS (
    SELECT *, first - lag(last) OVER (PARTITION BY dataset ORDER BY hour) >= ${gapSeconds} AS begins FROM hours
  ),
  numbered AS (
    SELECT *, count(*) FILTER (begins) OVER (PARTITION BY dataset ORDER BY hour) AS segment FROM marked
  ),
  whole AS (
    SELECT dataset, count(DISTINCT source_ip) AS hosts,
      CASE WHEN bool_and(second % 60 = 0) AND min(second) < max(second) THEN 60 ELSE 1 END AS resolution
    FROM beacon_connections GROUP BY dataset
  )
  SELECT dataset, min(first) AS "from", max(last) AS "to", min(hosts) AS hosts, min(resolution) AS resolution
  FROM numbered JOIN whole USING (dataset) GROUP BY dataset, segment ORDER BY dataset, segment
`;
