import {type Kpis, kpiNames, kpiQuery} from "../../engine/build/kpis.js";
import {
  aggregate,
  aggregateQuery,
  answersFromCube,
  type Cube,
  type CubeRow,
  type Dimension
} from "../../engine/cube.js";
import type {Overview} from "../../engine/overview.js";
import type {Site} from "../../engine/published.js";
import {previousRange, type Selection} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import {shownWorkspace} from "../../workspace/current.js";
import type {KpiValue} from "../kpi-card.js";
import type {Columns, Row} from "./arrow-rows.js";
import type {TableName} from "./attachments.js";
import {type Database, openDatabase, type TableSource} from "./database.js";
import {files} from "./files.js";
import {dropForeignWindow} from "./foreign-window.js";

/** Columns of `events` that pages draw from. The rest of it stays in the file, which makes the table three times faster to load. */
const eventColumns = [
  "event_id",
  "event_time",
  "dataset",
  "event_type",
  "source_ip",
  "destination_ip",
  "destination_port",
  "protocol",
  "app_protocol",
  "action",
  "attacker_ip",
  "username",
  "attack_type",
  "anomaly_score",
  "severity"
];

/** What was measured of an event: the table `event_measures`, fetched when a reader looks at one event. */
const eventMeasures = [
  "event_id",
  "sensor",
  "direction",
  "duration",
  "bytes_sent",
  "bytes_received",
  "packets_sent",
  "packets_received",
  "flag_syn",
  "flag_ack",
  "flag_fin",
  "flag_rst",
  "flag_psh",
  "flag_urg",
  "label"
];

/**
 * What a honeypot's session is told by: the tables `session_events` and `session_details`, fetched when a reader looks at one.
 * What was sent, and what names were asked for, is read from the latter too.
 */
const sessionEvents = [
  "event_id",
  "event_time",
  "dataset",
  "event_type",
  "destination_ip",
  "destination_port",
  "duration",
  "username",
  "session",
  "sensor",
  "severity"
];
const sessionDetails = [
  "event_id",
  "password",
  "message",
  "command",
  "payload",
  "http_url",
  "http_host",
  "http_user_agent",
  "dns_query",
  "tls_sni",
  "file_name",
  "file_hash",
  "hassh"
];

/** What lists of values are made of: the table `service_details`, and `service_sessions` for what was done in which session. */
const serviceDetails = [
  "event_id",
  "password",
  "message",
  "command",
  "http_method",
  "http_url",
  "http_status",
  "http_user_agent",
  "tls_sni",
  "ja3",
  "hassh",
  "file_name",
  "file_hash"
];
const serviceSessions = ["event_id", "session", "sensor"];

/** What of an event is searched by hunts only: the table `hunted_events`. */
const huntedEvents = ["event_id", "dataset", "sensor", "session", "signature"];

/** An answer and the SQL that gives it. Rows are at hand at once when the cube knows them, else they come from DuckDB. */
export interface Answer<R extends object = Row> {
  readonly query: Query;
  readonly rows: readonly R[] | Promise<readonly R[]>;
}

/** What every page works with: the small files that are there at once, and the tables behind them. */
export interface Workbench {
  readonly site: Site;
  readonly overview: Overview;
  readonly cube: Cube;
  /** Any SQL over the published tables; they are fetched when first named. */
  ask<R extends object = Row>(query: Query): Answer<R>;
  /** As `ask`, for many rows of numbers: `Database.queryColumns`. */
  askColumns(query: Query): Promise<Columns>;
  /** A database of its own over some tables, whole: what takes long there holds nothing else up, and closing it ends that. */
  openTables(names: readonly TableName[]): Database;
  /** Counts of the selected events by some dimensions: `CubeRow`s, in order of the dimensions. */
  summarise(selection: Selection, by: readonly Dimension[]): Answer<CubeRow>;
  /** The headline numbers of a selection and of the window before it. */
  kpi(
    selection: Selection,
    name: (values: Kpis) => number | null
  ): {readonly query: Query; readonly value: KpiValue | Promise<KpiValue>};
}

/** Every table that a page's queries may name: the published ones, `events` with the columns that pages draw from, and parts of tables. */
export function pageTables(): Record<string, TableSource> {
  return {
    ...files.tables(),
    ...files.rawShards(),
    events: files.table("events", eventColumns),
    event_measures: files.table("events", eventMeasures),
    session_events: files.table("events", sessionEvents),
    session_details: files.table("details", sessionDetails),
    hunted_events: files.table("events", huntedEvents),
    service_details: files.table("details", serviceDetails),
    service_sessions: files.table("events", serviceSessions)
  };
}

/** Opens the workbench; DuckDB and the tables wait until something asks for them. */
export async function openWorkbench(): Promise<Workbench> {
  const [site, overview, cube] = await Promise.all([
    files.json<Site>("site.json"),
    files.json<Overview>("overview.json"),
    files.json<Cube>("cube.json")
  ]);
  if (shownWorkspace() !== null) dropForeignWindow(overview);
  const database = openDatabase(pageTables());

  const ask = <R extends object>(query: Query): Answer<R> => {
    // Asked for once, however many look at it.
    const rows = afterPaint().then(() => database.query(query.sql, query.params)) as Promise<unknown>;
    return {query, rows: rows as Promise<readonly R[]>};
  };

  function summarise(selection: Selection, by: readonly Dimension[]): Answer<CubeRow> {
    const query = aggregateQuery(selection, by);
    return answersFromCube(selection) ? {query, rows: aggregate(cube, selection, by)} : ask<CubeRow>(query);
  }

  const published = (selection: Selection) =>
    selection.datasets.length + selection.severities.length + selection.sources.length === 0 &&
    !selection.filters?.length
      ? overview.windows.find(w => w.from === selection.from && w.to === selection.to)
      : undefined;

  const counted = new Map<string, Promise<Kpis>>();
  function count(selection: Selection): Promise<Kpis> {
    const query = kpiQuery(selection);
    const key = JSON.stringify(query);
    let counting = counted.get(key);
    if (!counting) {
      counting = Promise.resolve(ask<Kpis>(query).rows).then(([row]) => {
        if (!row) throw new Error("the headline numbers came back empty");
        return Object.fromEntries(kpiNames.map(name => [name, Number(row[name])])) as Record<
          keyof Kpis,
          number
        >;
      });
      counted.set(key, counting);
    }
    return counting;
  }

  return {
    site,
    overview,
    cube,
    ask,
    askColumns: ({sql, params}) => afterPaint().then(() => database.queryColumns(sql, params)),
    openTables: names => openDatabase(Object.fromEntries(names.map(name => [name, files.table(name)]))),
    summarise,
    kpi(selection, name) {
      const query = kpiQuery(selection);
      const known = published(selection);
      if (known)
        return {query, value: {value: name(known.kpis), previous: known.previous && name(known.previous)}};
      const before = previousRange(selection, overview.data);
      const value = Promise.all([count(selection), before && count({...selection, ...before})]).then(
        ([current, previous]) => ({value: name(current), previous: previous && name(previous)})
      );
      return {query, value};
    }
  };
}

/** Milliseconds after which a page that is not painted, because its tab is hidden, asks all the same. */
const paintLimit = 150;

/**
 * Resolves once what is at hand has been painted: on two cores DuckDB would otherwise compete with the charts that need it
 * least, those that the cube answers.
 */
function afterPaint(): Promise<void> {
  return new Promise(resolve => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, paintLimit);
  });
}
