import {country} from "../build/country.js";
import {service} from "../build/service.js";
import {datasets, severities} from "../event.js";
import type {Selection} from "../selection.js";
import {whereClause} from "../selection.js";
import type {Query} from "../sql.js";

/** What a replay keeps of every event, by column, in the order the events were logged. */
export interface ReplayColumns {
  /** When it happened, milliseconds in UTC. */
  readonly times: Float64Array;
  /** Place in the table `events`, by which details are looked up; ascending. */
  readonly rows: Int32Array;
  /** Index into `names.addresses`; -1 without a source. */
  readonly sources: Int32Array;
  /** Index into `datasets`. */
  readonly datasets: Uint8Array;
  /** Index into `severities`. */
  readonly severities: Uint8Array;
  /** Index into `actions`. */
  readonly actions: Uint8Array;
  /** Destination port; -1 without one. */
  readonly ports: Int32Array;
  /** Index into `names.protocols`. */
  readonly protocols: Uint8Array;
  /** Index into `names.services`. */
  readonly services: Uint16Array;
  /** The event's `anomaly_score`, 0 to 1; NaN where nothing scored it. */
  readonly scores: Float32Array;
  readonly names: ReplayNames;
}

/** What the numbers in columns stand for. */
export interface ReplayNames {
  readonly addresses: readonly string[];
  /** The country code of each address, or "campus"; null where it has none. */
  readonly places: readonly (string | null)[];
  /** Transport protocols, upper case, or "unknown". */
  readonly protocols: readonly string[];
  /** As `engine/build/service.ts` names them. */
  readonly services: readonly string[];
}

/** By code; "unknown" is neither recorded nor inferred. */
export const actions = ["unknown", "allowed", "blocked"] as const;

/** Events are read in blocks of this many rows of the table, so that no answer grows with the data. */
const blockLength = 262_144;

const protocol = "coalesce(protocol, 'unknown')";

/** A row of `namesQuery`. */
export interface NameRow {
  readonly kind: "address" | "protocol" | "service";
  readonly name: string;
  readonly place: string | null;
}

/** What the numbers of a `Block` stand for: names of each kind in the order of their numbers. */
export const namesQuery: Query = {
  // What names a service is told apart first: there is little of it, and naming takes long.
  sql: `
WITH kinds AS MATERIALIZED (SELECT DISTINCT app_protocol, destination_port, protocol FROM events)
SELECT 'address' AS kind, address AS name, ${country} AS place FROM sources s
UNION ALL SELECT DISTINCT 'protocol', ${protocol}, NULL FROM kinds
UNION ALL SELECT DISTINCT 'service', ${service}, NULL FROM kinds
ORDER BY kind, name`
};

export function readNames(rows: readonly NameRow[]): ReplayNames {
  const of = (kind: NameRow["kind"]) => rows.filter(row => row.kind === kind);
  const names = (kind: NameRow["kind"]) => of(kind).map(({name}) => name);
  return {
    addresses: names("address"),
    places: of("address").map(({place}) => place),
    protocols: names("protocol"),
    services: names("service")
  };
}

/** How many events are selected, and the places of the first and the last of them in the table; null without any. */
export interface ExtentRow {
  readonly events: number;
  readonly first: number | null;
  readonly last: number | null;
}

/** One `ExtentRow`. */
export function extentQuery(selection: Selection): Query {
  const where = whereClause(selection);
  return {
    sql: `SELECT count(*)::INTEGER AS events, min(rowid)::INTEGER AS first, max(rowid)::INTEGER AS last FROM events WHERE ${where.sql}`,
    params: where.params
  };
}

/** Some of the events, by column; what its numbers stand for is as in `ReplayColumns`. */
export type Block = Readonly<Record<(typeof columnNames)[number], ArrayLike<number>>>;

/** The selected events, in queries of one block each: a row per event, in the order the events were logged. All columns are numbers without nulls. */
export function blockQueries(
  selection: Selection,
  names: ReplayNames,
  {first, last}: Pick<ExtentRow, "first" | "last">
): Query[] {
  if (first === null || last === null) return [];
  const queries: Query[] = [];
  for (let from = first; from <= last; from += blockLength)
    queries.push(blockQuery(selection, names, from, Math.min(last, from + blockLength - 1)));
  return queries;
}

function blockQuery(
  selection: Selection,
  {protocols, services}: ReplayNames,
  first: number,
  last: number
): Query {
  const where = whereClause(selection, {severity: "e.severity"});
  const place = (value: string, list: string) =>
    `coalesce(list_position(${list}::VARCHAR[], ${value}) - 1, 0)`;
  const code = (column: string, names: readonly string[]) =>
    `${place(column, `[${names.map(name => `'${name}'`).join(", ")}]`)}::UTINYINT`;
  const given = (names: readonly string[]) => `[${names.map(() => "?").join(", ")}]`;
  return {
    sql: `
SELECT
  epoch_ms(event_time)::DOUBLE AS times,
  e.rowid::INTEGER AS rows,
  coalesce(s.number, -1)::INTEGER AS sources,
  ${code("dataset", datasets)} AS datasets,
  ${code("e.severity", severities)} AS severities,
  ${code("action", actions)} AS actions,
  coalesce(destination_port, -1)::INTEGER AS ports,
  ${place(protocol, given(protocols))}::UTINYINT AS protocols,
  ${place(service, given(services))}::USMALLINT AS services,
  coalesce(anomaly_score, 'NaN'::FLOAT)::FLOAT AS scores
FROM events e
LEFT JOIN (SELECT address, row_number() OVER (ORDER BY address) - 1 AS number FROM sources) s
  ON s.address = e.source_ip
WHERE e.rowid BETWEEN ${first} AND ${last} AND ${where.sql}
ORDER BY e.rowid`,
    params: [...protocols, ...services, ...where.params]
  };
}

/** Writes a block into columns, from an event on. */
export function writeBlock(
  columns: Pick<ReplayColumns, (typeof columnNames)[number]>,
  block: Block,
  start: number
): void {
  for (const name of columnNames) columns[name].set(block[name], start);
}

/** Columns of the events whose places are listed, in that order. */
export function pickColumns(columns: ReplayColumns, events: Int32Array): ReplayColumns {
  const picked = createColumns(events.length);
  // Column by column by name: one loop over arrays of five types would take five times as long.
  for (let i = 0; i < events.length; i++) {
    const event = events[i] as number;
    picked.times[i] = columns.times[event] as number;
    picked.rows[i] = columns.rows[event] as number;
    picked.sources[i] = columns.sources[event] as number;
    picked.datasets[i] = columns.datasets[event] as number;
    picked.severities[i] = columns.severities[event] as number;
    picked.actions[i] = columns.actions[event] as number;
    picked.ports[i] = columns.ports[event] as number;
    picked.protocols[i] = columns.protocols[event] as number;
    picked.services[i] = columns.services[event] as number;
    picked.scores[i] = columns.scores[event] as number;
  }
  return {...picked, names: columns.names};
}

/** Columns in the order that files of their own hold them. */
export const columnNames = [
  ...(["times", "rows", "sources", "datasets", "severities"] as const),
  ...(["actions", "ports", "protocols", "services", "scores"] as const)
] as const;

/** Empty columns of a length. */
export function createColumns(length: number): Omit<ReplayColumns, "names"> {
  return {
    times: new Float64Array(length),
    rows: new Int32Array(length),
    sources: new Int32Array(length),
    datasets: new Uint8Array(length),
    severities: new Uint8Array(length),
    actions: new Uint8Array(length),
    ports: new Int32Array(length),
    protocols: new Uint8Array(length),
    services: new Uint16Array(length),
    scores: new Float32Array(length)
  };
}
