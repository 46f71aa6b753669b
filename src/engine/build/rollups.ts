import {levelOfSeverity, severityOfLevel} from "./events.js";
import {service} from "./service.js";

/** Scores are summed as ten-thousandths, because integer sums do not depend on their order. */
export const scoreUnit = 10_000;

/** What every rollup counts, as SQL over `events`. Sums of sums stay right, which is why no means are stored. */
export const measures = `
  count(*) AS events,
  count(*) FILTER (action = 'blocked') AS blocked,
  count(*) FILTER (action = 'allowed') AS allowed,
  count(anomaly_score) AS scored,
  coalesce(sum(round(anomaly_score * ${scoreUnit})::BIGINT), 0)::BIGINT AS score_sum`;

const worst = (severity: string) => severityOfLevel(`max(${levelOfSeverity(severity)})`);
const timestamp = (sql: string) => `(${sql})::TIMESTAMP_MS`;
const places = "continent, country_code, country, region, city";

export const selectTimeline = `
  SELECT ${timestamp("time_bucket(INTERVAL 5 MINUTES, event_time::TIMESTAMP)")} AS time, dataset, severity, ${measures}
  FROM events GROUP BY ALL ORDER BY time, dataset, severity
`;

/** One row per place; its coordinates are those of its lowest address there, which is as good as any and always the same. */
export const selectGeography = `
  SELECT ${places}, arg_min(latitude, address) AS latitude, arg_min(longitude, address) AS longitude,
    severity, count(DISTINCT source_ip) AS addresses, ${measures}
  FROM events JOIN places ON places.address = events.source_ip
  WHERE country_code IS NOT NULL
  GROUP BY ${places}, severity ORDER BY country_code, region, city, severity
`;

export const selectServices = `
  SELECT ${service} AS service, protocol, destination_port, severity,
    count(DISTINCT attacker_ip) FILTER (severity <> 'none') AS attackers, ${measures}
  FROM events GROUP BY ALL ORDER BY service, protocol, destination_port, severity
`;

/** One row per address, however it took part. */
export const createSources = `
  CREATE TABLE sources AS
  WITH seen AS (
    SELECT source_ip AS address, count(*) AS events_as_source, 0 AS events_as_destination, 0 AS events_as_attacker,
      count(*) FILTER (action = 'blocked') AS blocked, min(event_time) AS first_time, max(event_time) AS last_time
    FROM events WHERE source_ip IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT destination_ip, 0, count(*), 0, 0, min(event_time), max(event_time)
    FROM events WHERE destination_ip IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT attacker_ip, 0, 0, count(*) FILTER (severity <> 'none'), 0, min(event_time), max(event_time)
    FROM events WHERE attacker_ip IS NOT NULL GROUP BY ALL
  ),
  alerted AS (
    SELECT attacker_ip AS address, count(*) AS alerts, ${worst("severity")} AS severity
    FROM alerts WHERE attacker_ip IS NOT NULL GROUP BY ALL
  )
  SELECT seen.address, sum(events_as_source)::BIGINT AS events_as_source,
    sum(events_as_destination)::BIGINT AS events_as_destination, sum(events_as_attacker)::BIGINT AS events_as_attacker,
    sum(blocked)::BIGINT AS blocked, coalesce(any_value(alerts), 0) AS alerts,
    coalesce(any_value(alerted.severity), 'none') AS severity, min(first_time) AS first_time, max(last_time) AS last_time,
    any_value(site) AS site, any_value(is_private) AS is_private,
    any_value(suspect) AS suspect, any_value(place_from) AS place_from,
    any_value(continent) AS continent, any_value(country_code) AS country_code, any_value(country) AS country,
    any_value(region) AS region, any_value(city) AS city,
    any_value(latitude) AS latitude, any_value(longitude) AS longitude
  FROM seen LEFT JOIN alerted USING (address) LEFT JOIN places ON places.address = seen.address
  GROUP BY seen.address ORDER BY seen.address
`;
