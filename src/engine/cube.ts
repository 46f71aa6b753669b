import {country as countrySql} from "./build/country.js";
import {measures} from "./build/rollups.js";
import {service as serviceSql} from "./build/service.js";
import {selectionMasks} from "./cube/member-masks.js";
import {cellRange, type GroupColumn, sumCells} from "./cube/sum-cells.js";
import {typedCube} from "./cube/typed-cube.js";
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
  /** Length of what is called an hour, in milliseconds, where it is a shorter step of time. @default an hour */
  readonly step?: number;
  /** Names of the members of each dimension but `hour`; null is "not known". */
  readonly members: Readonly<Record<NamedDimension, readonly (string | null)[]>>;
  /** Per cell: hours since `start`, or an index into `members`. */
  readonly cells: Readonly<Record<Dimension, readonly number[]>>;
  /** Per cell. */
  readonly measures: Readonly<Record<Measure, readonly number[]>>;
}

export const dimensions = ["hour", "dataset", "severity", "service", "country", "attack_type"] as const;
export type Dimension = (typeof dimensions)[number];
export type NamedDimension = Exclude<Dimension, "hour">;
export const namedDimensions = dimensions.filter((d): d is NamedDimension => d !== "hour");

/** `alerts` counts alerts by the hour, service and country of their strongest event; `score_sum` is in ten-thousandths. */
export const cubeMeasures = ["events", "blocked", "allowed", "scored", "score_sum", "alerts"] as const;
export type Measure = (typeof cubeMeasures)[number];

/**
 * `hour` is milliseconds in UTC, or absent when not grouped by. Names not grouped by are absent. `country` is of the
 * source address: a code, "campus" for the campus's own addresses wherever they are, or null.
 */
export type CubeRow = {hour?: number} & {[D in NamedDimension]?: string | null} & Record<Measure, number>;

const hourMs = 3_600_000;

/** Milliseconds that a cell of a cube stands for. */
export const cubeStep = ({step = hourMs}: Cube): number => step;

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
  const typed = typedCube(cube);
  const step = cubeStep(cube);
  const range = cellRange(typed, (selection.from - cube.start) / step, (selection.to - cube.start) / step);
  const firstHour = typed.steps[range.from] ?? 0;
  const hours = (typed.steps[range.to - 1] ?? firstHour) - firstHour + 1;
  const columns = by.map(
    (dimension): GroupColumn =>
      dimension === "hour"
        ? {values: typed.steps, base: firstHour, size: hours}
        : {values: typed.positions[dimension], base: 0, size: cube.members[dimension].length}
  );
  const masks = selectionMasks(cube, selection).map(({dimension, kept}) => ({
    kept,
    values: typed.positions[dimension]
  }));
  const measureColumns = cubeMeasures.map(measure => typed.measures[measure]);
  const {firsts, sums} = sumCells(range, columns, measureColumns, masks);
  const toRow = (cell: number, sumOf: (measure: number) => number): CubeRow => {
    const row: Record<string, unknown> = {};
    for (const dimension of by) {
      row[dimension] =
        dimension === "hour"
          ? cube.start + (typed.steps[cell] ?? 0) * step
          : (cube.members[dimension][typed.positions[dimension][cell] ?? 0] ?? null);
    }
    cubeMeasures.forEach((measure, m) => {
      row[measure] = sumOf(m);
    });
    return row as CubeRow;
  };
  if (!by.length && !firsts.length) return [toRow(0, () => 0)];
  return firsts.map((cell, group) => toRow(cell, m => sums[m]?.[group] ?? 0));
}

/** Each dimension but time as SQL over `events e` and the `sources s` of its source address. */
const dimensionSql: Readonly<Record<NamedDimension, string>> = {
  dataset: "dataset",
  severity: "e.severity",
  service: serviceSql,
  country: countrySql,
  attack_type: "attack_type"
};

/**
 * The same answer from the rows themselves, for any selection: SQL over the tables `events`, `sources` and `alerts`.
 * Rows have the columns of `CubeRow` and come in the order of `by`.
 * @param minutes length of what is called an hour: a divisor of 60
 */
export function aggregateQuery(selection: Selection, by: readonly Dimension[], minutes = 60): Query {
  const where = whereClause(selection, {severity: "e.severity"});
  const hour =
    minutes === 60
      ? "date_trunc('hour', event_time::TIMESTAMP)"
      : `time_bucket(INTERVAL ${minutes} MINUTES, event_time::TIMESTAMP)`;
  const names = by.map(d => `${d === "hour" ? `epoch_ms(${hour})` : dimensionSql[d]} AS "${d}"`);
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

/**
 * All of a cube's cells as SQL: the cells in order of their dimensions.
 * @param minutes length of what is called an hour: a divisor of 60
 */
export function cubeQuery(everything: Selection, minutes = 60): Query {
  return aggregateQuery(everything, dimensions, minutes);
}

/**
 * The cube as stored, of the rows that `cubeQuery` returns.
 * @param start not after the first row, and a multiple of the step
 */
export function buildCube(rows: readonly CubeRow[], start: number, minutes = 60): Cube {
  const step = minutes * 60_000;
  const members = byKey(namedDimensions, dimension => {
    const present = new Set(rows.map(row => row[dimension] ?? null));
    return dimension === "severity" ? severities.filter(s => present.has(s)) : sorted(present);
  });
  const cells = byKey(dimensions, dimension => {
    if (dimension === "hour") return rows.map(row => ((row.hour ?? start) - start) / step);
    const positions = new Map<string | null, number>(members[dimension].map((name, i) => [name, i]));
    return rows.map(row => positions.get(row[dimension] ?? null) ?? 0);
  });
  return {
    start,
    ...(minutes === 60 ? {} : {step}),
    members,
    cells,
    measures: byKey(cubeMeasures, measure => rows.map(row => row[measure]))
  };
}

function byKey<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map(key => [key, value(key)])) as Record<K, V>;
}

function sorted(names: ReadonlySet<string | null>): (string | null)[] {
  const known = [...names].filter((name): name is string => name !== null).sort();
  return names.has(null) ? [...known, null] : known;
}
