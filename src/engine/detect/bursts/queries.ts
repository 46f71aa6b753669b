import {service} from "../../build/service.js";
import {sqlLiteral} from "../../sql.js";
import type {Burst} from "./bursts.js";
import {defaults as widths} from "./widths.js";

export const defaults = {
  /** A series with fewer events than this is not looked at. */
  leastEvents: 200,
  /** Series of one kind that are looked at, those with the most events first. */
  mostSeries: 40,
  /** Sources of one burst that are kept, those with the most events first. */
  topSources: 5,
  /** Share of a burst's events that one source made from which on the burst is evidence about that source. */
  ownShare: 0.8,
  /** Events of such a burst, at least. */
  ownEvents: 50
} as const;

export const burstKinds = ["all", "dataset", "service", "country"] as const;
export type BurstKind = (typeof burstKinds)[number];

/**
 * What a series of each kind counts, as SQL over `logs`. Countries are those of sources outside: what the campus itself does is its
 * rhythm and not its country's.
 */
const values: Readonly<Record<BurstKind, string>> = {
  all: "'all'",
  dataset: "dataset",
  service,
  country: "CASE WHEN direction NOT IN ('outbound', 'internal') THEN source_country END"
};

/** The five minutes that an event falls into, by their begin in milliseconds. */
const fiveMinutes = "epoch_ms(time_bucket(INTERVAL 5 MINUTES, event_time::TIMESTAMP))";

/** Creates the temporary table `burst_counts` (kind, value, start BIGINT in ms, events): events per five minutes of each series. */
export const createBurstCounts = `
  CREATE TEMP TABLE burst_counts AS
  WITH told AS (
    SELECT ${fiveMinutes} AS start, ${burstKinds.map(kind => `${values[kind]} AS "${kind}"`).join(", ")} FROM logs
  ),
  counted AS (
    ${burstKinds
      .map(
        kind => `SELECT '${kind}' AS kind, "${kind}" AS value, start, count(*) AS events FROM told
    WHERE "${kind}" IS NOT NULL GROUP BY "${kind}", start`
      )
      .join("\n    UNION ALL ")}
  ),
  series AS (
    SELECT kind, value, row_number() OVER (PARTITION BY kind ORDER BY sum(events) DESC, value) AS rank
    FROM counted GROUP BY kind, value HAVING sum(events) >= ${defaults.leastEvents}
  )
  SELECT counted.* FROM counted JOIN series ON series.kind = counted.kind AND series.value = counted.value
  WHERE rank <= ${defaults.mostSeries}
`;

export const selectBurstSeries = "SELECT DISTINCT kind, value FROM burst_counts ORDER BY kind, value";

export const selectBurstCounts = (kind: string, value: string) => `
  SELECT start, events FROM burst_counts WHERE kind = ${sqlLiteral(kind)} AND value = ${sqlLiteral(value)} ORDER BY start
`;

/** A burst and the series that it is of. */
export interface SeriesBurst extends Burst {
  readonly kind: string;
  readonly value: string;
}

/** Three digits, because logarithms differ in their last bits between engines. */
const round = (value: number) => Math.round(value * 1000) / 1000;

/** Creates the temporary table `burst_spans` of what was found. */
export function createBurstSpans(found: readonly SeriesBurst[]): string {
  const rows = found.map(({kind, value, start, end, binMs, expected, strength}) => {
    const id = `left(md5(${sqlLiteral(`${kind}|${value}|${start}|${binMs}`)}), 16)`;
    const times = [start, end].map(time => `epoch_ms(${time})::TIMESTAMP_MS`);
    return `(${[id, sqlLiteral(kind), sqlLiteral(value), binMs / 60_000, ...times, round(expected), round(strength)].join(", ")})`;
  });
  return `
    CREATE TEMP TABLE burst_spans (burst_id VARCHAR, kind VARCHAR, value VARCHAR, bin_minutes INTEGER,
      start_time TIMESTAMP_MS, end_time TIMESTAMP_MS, expected DOUBLE, strength DOUBLE);
    ${rows.length === 0 ? "" : `INSERT INTO burst_spans VALUES ${rows.join(",\n      ")}`}
  `;
}

/**
 * Creates the temporary table `burst_makers`: the events of each source in each burst, and the first of them. Bursts are whole
 * five minutes and those of one series do not touch, so that an event's five minutes tell its burst without comparing it with all.
 */
export const createBurstMakers = `
  CREATE TEMP TABLE burst_makers AS
  WITH bins AS (
    SELECT burst_id, kind, value, unnest(range(epoch_ms(start_time), epoch_ms(end_time), ${widths.narrow})) AS start FROM burst_spans
  ),
  told AS (
    SELECT seq, source_ip, ${fiveMinutes} AS start, ${burstKinds.map(kind => `${values[kind]} AS "${kind}"`).join(", ")} FROM logs
  )
  ${burstKinds
    .map(
      kind => `SELECT burst_id, source_ip, count(*) AS events, min(seq) AS first_seq
  FROM told JOIN bins ON bins.kind = '${kind}' AND bins.value = told."${kind}" AND bins.start = told.start
  GROUP BY burst_id, source_ip`
    )
    .join("\n  UNION ALL ")}
`;

/** Creates `bursts`, from `burst_spans` and `burst_makers`. */
export const createBursts = `
  CREATE TABLE bursts AS
  WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY burst_id ORDER BY events DESC, source_ip) AS rank FROM burst_makers
  ),
  made AS (
    SELECT burst_id, sum(events)::BIGINT AS events, count(source_ip) AS sources,
      min(source_ip) FILTER (rank = 1) AS top_source, max(events) AS top_source_events
    FROM ranked GROUP BY burst_id
  )
  SELECT burst_spans.*, made.events, sources, top_source, top_source_events
  FROM burst_spans JOIN made ON made.burst_id = burst_spans.burst_id
`;

/** Creates `burst_sources` (burst_id, source_ip, events): who made most of each burst. */
export const createBurstSources = `
  CREATE TABLE burst_sources AS
  SELECT burst_id, source_ip, events FROM burst_makers WHERE source_ip IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY burst_id ORDER BY events DESC, source_ip) <= ${defaults.topSources}
`;

/**
 * Adds bursts of a service that one source made nearly alone to `evidence`, about that source's first event in it: low, because a
 * backup that was moved to another hour looks the same. From `bursts` and `burst_makers`.
 */
export const insertBurstEvidence = `
  INSERT INTO evidence (seq, detector, rule, finding, reason, technique, level)
  SELECT first_seq, 'burst', bursts.burst_id, 'Burst of ' || value || ' events',
    format('{} of the {} {} events between {} and {} UTC are this one source''s; about {} are usual then.', top_source_events,
      bursts.events, value, strftime(start_time::TIMESTAMP, '%H:%M'), strftime(end_time::TIMESTAMP, '%H:%M'), round(expected, 1)),
    NULL, 1
  FROM bursts JOIN burst_makers made ON made.burst_id = bursts.burst_id AND made.source_ip = top_source
  WHERE kind = 'service' AND bursts.events >= ${defaults.ownEvents} AND top_source_events >= ${defaults.ownShare} * bursts.events
  ORDER BY first_seq, bursts.burst_id
`;

/** As published in `bursts`. */
export const selectBursts = `
  SELECT burst_id, kind, value, bin_minutes, start_time, end_time, events, expected, strength, sources, top_source, top_source_events
  FROM bursts ORDER BY kind, value, start_time, burst_id
`;

/** As published in `burst_sources`. */
export const selectBurstSources = `
  SELECT * FROM burst_sources ORDER BY burst_id, events DESC, source_ip
`;
