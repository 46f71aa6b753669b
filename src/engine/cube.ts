import {country as countrySql} from "./build/country.js";
import {measures} from "./build/rollups.js";
import {service as serviceSql} from "./build/service.js";
import {severities} from "./event.js";
import {type Selection, whereClause} from "./selection.js";
import type {Query} from "./sql.js";

/**
 * The additive cube: counts per hour, dataset, severity, service, country and attack type. It answers most filters on
 * a page before, and without, DuckDB-WASM. Stored by column: each cell's place in each dimension, and its measures.
 */
export interface Cube {
  /** Milliseconds in UTC of hour 0. */
  readonly start: number;
  /** Names of the members of each dimension but `hour`; null is "not known". */
  readonly members: Readonly<Record<NamedDimension, readonly (string | null)[]>>;
  /** Per cell: hours since `start`, or an index into `members`. */
  readonly cells: Readonly<Record<Dimension, readonly number[]>>;
  /** Per cell. */
  readonly measures: Readonly<Record<Measure, readonly number[]>>;
}

export const dimensions = ["hour", "dataset", "severity", "service", "country", "attack_type"] as const;
export type Dimension = (typeof dimensions)[number];
type NamedDimension = Exclude<Dimension, "hour">;
const namedDimensions = dimensions.filter((d): d is NamedDimension => d !== "hour");

/** `alerts` counts alerts by the hour, service and country of their strongest event; `score_sum` is in ten-thousandths. */
export const cubeMeasures = ["events", "blocked", "allowed", "scored", "score_sum", "alerts"] as const;
export type Measure = (typeof cubeMeasures)[number];

/**
 * `hour` is milliseconds in UTC, or absent when not grouped by. Names not grouped by are absent. `country` is of the
 * source address: a code, "campus" for the campus's own addresses wherever they are, or null.
 */
export type CubeRow = {hour?: number} & {[D in NamedDimension]?: string | null} & Record<Measure, number>;

const hourMs = 3_600_000;

/** Whether the cube can answer: it knows whole hours, and no single addresses. */
export function answersFromCube(selection: Selection): boolean {
  const isWhole = selection.from % hourMs === 0 && selection.to % hourMs === 0;
  const isCounted = (selection.filters ?? []).every(({field}) => field === "country" || field === "service");
  return selection.sources.length === 0 && isWhole && isCounted;
}

/**
 * The selected cells summed by some of the dimensions; rows in order of the dimensions' members. One row of zeros when
 * `by` is empty and nothing is selected, as SQL has it.
 */
export function aggregate(cube: Cube, selection: Selection, by: readonly Dimension[]): CubeRow[] {
  const firstHour = (selection.from - cube.start) / hourMs;
  const endHour = (selection.to - cube.start) / hourMs;
  const keep = (dimension: NamedDimension, wanted: readonly string[], unwanted: readonly string[] = []) =>
    cube.members[dimension].map(
      name =>
        (wanted.length === 0 || (name !== null && wanted.includes(name))) &&
        !(name !== null && unwanted.includes(name))
    );
  const datasetKept = keep("dataset", selection.datasets);
  const severityKept = keep("severity", selection.severities);
  const filtered = (field: "service" | "country", out: boolean) =>
    (selection.filters ?? []).filter(f => f.field === field && f.out === out).map(f => f.value);
  const serviceKept = keep("service", filtered("service", false), filtered("service", true));
  const countryKept = keep("country", filtered("country", false), filtered("country", true));
  const columns = by.map(dimension => cube.cells[dimension]);
  const hours = cube.cells.hour.reduce((most, h) => Math.max(most, h + 1), 0);
  const sizes = by.map(dimension => (dimension === "hour" ? hours : cube.members[dimension].length));
  const groups = new Map<number, {first: number; sums: number[]}>();
  const {hour, dataset, severity, service, country} = cube.cells;
  const measureColumns = cubeMeasures.map(measure => cube.measures[measure]);

  for (let cell = 0; cell < hour.length; cell++) {
    const h = hour[cell] ?? 0;
    if (h < firstHour || h >= endHour) continue;
    if (!datasetKept[dataset[cell] ?? 0] || !severityKept[severity[cell] ?? 0]) continue;
    if (!serviceKept[service[cell] ?? 0] || !countryKept[country[cell] ?? 0]) continue;
    let key = 0;
    for (let d = 0; d < columns.length; d++) key = key * (sizes[d] ?? 1) + (columns[d]?.[cell] ?? 0);
    let group = groups.get(key);
    if (!group) {
      group = {first: cell, sums: new Array(cubeMeasures.length).fill(0)};
      groups.set(key, group);
    }
    for (let m = 0; m < measureColumns.length; m++)
      group.sums[m] = (group.sums[m] ?? 0) + (measureColumns[m]?.[cell] ?? 0);
  }
  if (!by.length && !groups.size) return [toRow(cube, by, 0, new Array(cubeMeasures.length).fill(0))];
  return [...groups].sort(([a], [b]) => a - b).map(([, {first, sums}]) => toRow(cube, by, first, sums));
}

function toRow(cube: Cube, by: readonly Dimension[], cell: number, sums: readonly number[]): CubeRow {
  const row: Record<string, unknown> = {};
  for (const dimension of by) {
    const index = cube.cells[dimension][cell] ?? 0;
    row[dimension] =
      dimension === "hour" ? cube.start + index * hourMs : (cube.members[dimension][index] ?? null);
  }
  cubeMeasures.forEach((measure, m) => {
    row[measure] = sums[m] ?? 0;
  });
  return row as CubeRow;
}

/** Each dimension as SQL over `events e` and the `sources s` of its source address. */
const dimensionSql: Readonly<Record<Dimension, string>> = {
  hour: "epoch_ms(date_trunc('hour', event_time::TIMESTAMP))",
  dataset: "dataset",
  severity: "e.severity",
  service: serviceSql,
  country: countrySql,
  attack_type: "attack_type"
};

/**
 * The same answer from the rows themselves, for any selection: SQL over the tables `events`, `sources` and `alerts`.
 * Rows have the columns of `CubeRow` and come in the order of `by`.
 */
export function aggregateQuery(selection: Selection, by: readonly Dimension[]): Query {
  const where = whereClause(selection, {severity: "e.severity"});
  const names = by.map(d => `${dimensionSql[d]} AS "${d}"`);
  const part = (table: string, counted: string) => `
    SELECT ${[...names, counted].join(", ")}
    FROM ${table} e LEFT JOIN sources s ON s.address = e.source_ip
    WHERE ${where.sql}${by.length ? " GROUP BY ALL" : ""}`;
  const sums = cubeMeasures.map(m => `coalesce(sum(${m}), 0)::BIGINT AS ${m}`);
  const keys = by.map(d => `"${d}"`);
  const nothing = cubeMeasures.filter(m => m !== "alerts").map(m => `0 AS ${m}`);
  return {
    sql: `
SELECT ${[...keys, ...sums].join(", ")}
FROM (${part("events", `${measures}, 0 AS alerts`)}
    UNION ALL${part("alerts", `${nothing.join(", ")}, count(*) AS alerts`)}
)${by.length ? `\nGROUP BY ALL\nORDER BY ${keys.join(", ")}` : ""}`,
    params: [...where.params, ...where.params]
  };
}

/** All of the cube's cells as SQL, for publishing: the cells in order of their dimensions. */
export function cubeQuery(everything: Selection): Query {
  return aggregateQuery(everything, dimensions);
}

/** The cube as stored, of the rows that `cubeQuery` returns. */
export function buildCube(rows: readonly CubeRow[], start: number): Cube {
  const members = byKey(namedDimensions, dimension => {
    const present = new Set(rows.map(row => row[dimension] ?? null));
    return dimension === "severity" ? severities.filter(s => present.has(s)) : sorted(present);
  });
  const cells = byKey(dimensions, dimension => {
    if (dimension === "hour") return rows.map(row => ((row.hour ?? start) - start) / hourMs);
    const positions = new Map<string | null, number>(members[dimension].map((name, i) => [name, i]));
    return rows.map(row => positions.get(row[dimension] ?? null) ?? 0);
  });
  return {start, members, cells, measures: byKey(cubeMeasures, measure => rows.map(row => row[measure]))};
}

function byKey<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map(key => [key, value(key)])) as Record<K, V>;
}

function sorted(names: ReadonlySet<string | null>): (string | null)[] {
  const known = [...names].filter((name): name is string => name !== null).sort();
  return names.has(null) ? [...known, null] : known;
}
