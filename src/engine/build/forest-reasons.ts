import {service} from "./service.js";

/** Defaults of the comparison that a forest's reason makes. */
export const defaults = {
  /** Flows of a service in one data set that it takes to speak of half of them. */
  comparable: 20,
  /** How many times more or less than the median a measure must be to be named. */
  outstanding: 2,
  /** Measures named at most. */
  named: 3
};

/** Bytes in decimal units to one digit, as SQL text: `87.8 MB`, `950 bytes`. */
const bytes = (value: string) => {
  const scaled = (power: number, unit: string) =>
    `replace(format('{:.1f} ${unit}', ${value} / 1e${power}), '.0 ', ' ')`;
  return `CASE WHEN ${value} < 1000 THEN format('{} byte{}', ${value}, CASE ${value} WHEN 1 THEN '' ELSE 's' END)
    WHEN ${value} < 1000000 THEN ${scaled(3, "kB")} WHEN ${value} < 1000000000 THEN ${scaled(6, "MB")} ELSE ${scaled(9, "GB")} END`;
};
/** Milliseconds as SQL text: `403 s`, `1.5 s`, `20 ms`. */
const span = (value: string) =>
  `CASE WHEN ${value} < 1000 THEN format('{} ms', ${value}) WHEN ${value} < 10000 THEN replace(format('{:.1f} s', ${value} / 1000), '.0 ', ' ') ELSE format('{:,} s', ${value} // 1000) END`;
const counted = (value: string) =>
  `format('{:,} packet{}', ${value}, CASE ${value} WHEN 1 THEN '' ELSE 's' END)`;

/** What a flow measures: whole numbers, so that medians are the same on any number of threads. */
const measures = [
  {name: "sent", value: "bytes_sent", did: "sent", does: "send", text: bytes},
  {name: "received", value: "bytes_received", did: "received", does: "receive", text: bytes},
  {name: "packets", value: "packets_sent + packets_received", did: "took", does: "take", text: counted},
  {name: "lasted", value: "round(duration * 1000)::BIGINT", did: "lasted", does: "last", text: span}
] as const;

/** How far a measure is from the median of its kind: a ratio of at least 1; null where either is not measured. */
const ratio = (name: string) =>
  `(greatest(${name}, usual_${name}) + 1) / (least(${name}, usual_${name}) + 1)`;
const isOutstanding = (name: string) => `${ratio(name)} >= ${defaults.outstanding}`;

/** What stands out, the most unusual first; `first` says what half of such flows do, `further` only how much. */
const outstanding = measures
  .map(({name, did, does, text}, i) => {
    const own = text(name);
    const usual = text(`usual_${name}`);
    const side = `CASE WHEN ${name} > usual_${name} THEN 'less' ELSE 'more' END`;
    return `CASE WHEN ${isOutstanding(name)} THEN {'order': -(${ratio(name)}), 'place': ${i},
        'first': format('It ${did} {}, while half of all {} ${does} {} or {}', ${own}, kind, ${usual}, ${side}),
        'further': format('it ${did} {} (half: {} or {})', ${own}, ${usual}, ${side})} END`;
  })
  .join(",\n      ");

const plain = measures
  .map(({name, did, text}) => `CASE WHEN ${name} IS NOT NULL THEN '${did} ' || ${text(name)} END`)
  .join(", ");

/**
 * How rare in benign traffic, as its score says: "About 130 benign flows in a million ...", to two digits. A score of 1
 * is where the scale ends, and stands for one in a million and for all that is rarer.
 */
const rarity = (one: string) => `
    CASE WHEN anomaly_score >= 1 THEN 'One benign ${one} in a million, or fewer, is as unusual.'
      WHEN rare <= 1 THEN 'About one benign ${one} in a million is as unusual.'
      ELSE format('About {:,} benign ${one}s in a million are as unusual.',
        CASE WHEN rare < 100 THEN rare WHEN rare < 1000 THEN round(rare, -1) ELSE round(rare, -2) END::BIGINT) END`;

const rare = "round(pow(10, 6 - 6 * anomaly_score))::BIGINT AS rare";
const alarming = "seq IN (SELECT seq FROM scores WHERE level > 0)";

const times = (count: string) => `format('{:,}', ${count})`;

/**
 * SQL for `(seq, reason)` of every event that a score alone makes an alert, from `events` and `scores`: what was measured
 * of it, beside what is usual for its service in the same data set. What it says is counted, not inferred from the model.
 */
export const selectForestReasons = `
  WITH flows AS (
    SELECT seq, dataset, ${service} AS service, anomaly_score, ${measures.map(m => `${m.value} AS ${m.name}`).join(", ")}
    FROM events WHERE dataset <> 'authlog' AND anomaly_score IS NOT NULL
  ),
  usual AS (
    SELECT dataset, service, ${measures.map(m => `quantile_disc(${m.name}, 0.5) AS usual_${m.name}`).join(", ")}
    FROM flows GROUP BY dataset, service HAVING count(*) >= ${defaults.comparable}
  ),
  compared AS (
    SELECT flows.*, ${measures.map(m => `usual_${m.name}`).join(", ")}, usual.service IS NOT NULL AS comparable, ${rare},
      CASE flows.service WHEN 'other' THEN 'flows of no known service' ELSE flows.service || ' flows' END AS kind
    FROM flows LEFT JOIN usual ON usual.dataset = flows.dataset AND usual.service = flows.service
    WHERE ${alarming}
  ),
  described AS (
    SELECT *,
      list_sort(list_filter([
      ${outstanding}
      ], lambda fact: fact IS NOT NULL))[1:${defaults.named}] AS facts,
      array_to_string(list_filter([${plain}], lambda fact: fact IS NOT NULL), ', ') AS plain
    FROM compared
  ),
  logins AS (
    SELECT seq, ${service} AS service, anomaly_score, event_type, username, sensor, source_ip, event_time::TIMESTAMP AS began,
      count(*) OVER (PARTITION BY ${service}) AS of_service,
      count(*) OVER (PARTITION BY ${service}, username) AS of_user,
      count(*) OVER (PARTITION BY ${service}, source_ip) AS of_source,
      count(*) OVER (PARTITION BY ${service}, hour(event_time::TIMESTAMP)) AS of_hour
    FROM events WHERE dataset = 'authlog' AND anomaly_score IS NOT NULL
  )
  SELECT seq, CASE
      WHEN len(facts) > 0 THEN
        array_to_string([facts[1].first] || list_transform(facts[2:], lambda fact: fact.further), '; ') || '. '
      WHEN plain = '' THEN ''
      WHEN NOT comparable THEN format('It is among fewer than ${defaults.comparable} {} in these data ({}). ', kind, plain)
      ELSE format('Nothing measured stands out by itself ({}); the combination is unusual. ', plain)
    END || ${rarity("flow")} AS reason
  FROM described
  UNION ALL
  SELECT seq, format('{}{} at {} UTC: {}. Of all {} {} login events in these data, {}. ',
      coalesce('User ' || left(username, 40), 'No user named'), coalesce(' on ' || left(sensor, 60), ''),
      strftime(began, '%H:%M'), event_type,
      ${times("of_service")}, service,
      concat_ws(', ', CASE WHEN username IS NOT NULL THEN ${times("of_user")} || ' name this user' END,
        CASE WHEN source_ip IS NOT NULL THEN ${times("of_source")} || ' come from this address' END,
        ${times("of_hour")} || ' fall in this hour of the day')) || ${rarity("login event")}
  FROM (SELECT *, ${rare} FROM logins WHERE ${alarming})
`;
