import type {DuckDBConnection, DuckDBValue} from "@duckdb/node-api";
import {DuckDBInstance} from "@duckdb/node-api";
import {beforeAll, expect, it} from "vitest";
import {severities} from "../../../src/engine/event.js";
import {
  type Block,
  blockQueries,
  columnNames,
  createColumns,
  type ExtentRow,
  extentQuery,
  type NameRow,
  namesQuery,
  readNames,
  writeBlock
} from "../../../src/engine/replay/columns.js";
import {frameAt} from "../../../src/engine/replay/frame.js";
import {type AlertRow, alertsQuery, figuresQuery} from "../../../src/engine/replay/queries.js";
import type {Recording} from "../../../src/engine/replay/recording.js";
import {createReplay} from "../../../src/engine/replay/replay.js";
import {storylines} from "../../../src/engine/replay/scene.js";
import {timeAt} from "../../../src/engine/replay/tape.js";
import {filterRecording} from "../../../src/engine/replay/what-if.js";
import type {Selection} from "../../../src/engine/selection.js";
import type {Query} from "../../../src/engine/sql.js";

const start = Date.UTC(2026, 2, 2);
const everything: Selection = {
  from: start,
  to: start + 86_400_000,
  datasets: [],
  severities: [],
  sources: []
};
let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  // The second event is logged late: it happened before the first. The last two share their time.
  await connection.run(`
    CREATE TABLE sources AS SELECT * FROM (VALUES
      ('203.0.113.9', 'CN', NULL), ('192.0.2.1', 'US', 'Main Campus'), ('10.0.0.1', NULL, NULL)) t(address, country_code, site);
    CREATE TABLE events AS SELECT * FROM (VALUES
      ('a', TIMESTAMP '2026-03-02 00:10:00', 'cowrie', 'x', '203.0.113.9', '192.0.2.1', 22, 'TCP', NULL, 'root', NULL, 'blocked', 0.5, 'high'),
      ('b', TIMESTAMP '2026-03-02 00:00:00', 'suricata', 'x', '192.0.2.1', NULL, 443, 'TCP', 'TLS', NULL, NULL, NULL, NULL, 'none'),
      ('c', TIMESTAMP '2026-03-02 00:12:00.0005', 'cowrie', 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'allowed', NULL, 'low'),
      ('d', TIMESTAMP '2026-03-02 01:00:00', 'cowrie', 'x', '203.0.113.9', NULL, 65535, 'UDP', 'it''s', NULL, NULL, 'blocked', 1, 'critical'),
      ('e', TIMESTAMP '2026-03-02 01:00:00', 'cowrie', 'x', '10.0.0.1', NULL, 22, 'TCP', NULL, NULL, NULL, 'allowed', 0, 'medium'))
      t(event_id, event_time, dataset, event_type, source_ip, destination_ip, destination_port, protocol, app_protocol, username, attack_type,
        action, anomaly_score, severity);
    CREATE TABLE alerts AS
      SELECT event_id || '-' || n AS alert_id, event_id, event_time, severity, dataset, 'knn' AS detector, NULL::VARCHAR AS rule, 'f' AS finding,
        'r' AS reason, NULL::VARCHAR AS technique, CASE n WHEN 1 THEN source_ip ELSE '10.0.0.1' END AS attacker_ip, source_ip, destination_ip,
        destination_port, username, protocol, app_protocol, 1 AS event_count, NULL::VARCHAR AS incident_id, anomaly_score,
        'simulated' AS origin
      FROM events, (VALUES (2), (1)) copies(n) WHERE severity <> 'none'`);
});

async function rows<R>({sql, params = []}: Query): Promise<R[]> {
  const result = await connection.runAndReadAll(sql, params as DuckDBValue[]);
  return result.getRowObjectsJS() as R[];
}

/** As a page loads it. */
async function recordingOf(selection: Selection): Promise<Recording> {
  const names = readNames(await rows<NameRow>(namesQuery));
  const [extent] = await rows<ExtentRow>(extentQuery(selection));
  const columns = createColumns(extent?.events ?? 0);
  let read = 0;
  for (const query of blockQueries(selection, names, extent ?? {first: null, last: null})) {
    const result = await connection.runAndReadAll(query.sql, query.params as DuckDBValue[]);
    const block = result.getColumnsObjectJS() as unknown as Block;
    expect(Object.keys(block)).toEqual([...columnNames]);
    writeBlock(columns, block, read);
    read += block.rows.length;
  }
  expect(read).toBe(columns.rows.length);
  const alerts = await rows<AlertRow>(alertsQuery(selection));
  return {
    columns: {...columns, names},
    alerts: alerts.map(({event_time, ...alert}) => ({...alert, time: Number(event_time)})),
    bursts: [],
    sessions: []
  };
}

it("a recording has the selected events in the order they were logged, and the names of what they hold", async () => {
  const {columns} = await recordingOf(everything);
  const {names} = columns;
  expect([...columns.rows]).toEqual([0, 1, 2, 3, 4]);
  expect([...columns.times].map(time => (time - start) / 60_000)).toEqual([10, 0, 12, 60, 60]);
  expect([...columns.severities]).toEqual([3, 0, 1, 4, 2]);
  expect([...columns.actions]).toEqual([2, 0, 1, 2, 1]);
  expect([...columns.ports]).toEqual([22, 443, -1, 65_535, 22]);
  expect([...columns.scores]).toEqual([0.5, Number.NaN, Number.NaN, 1, 0]);
  expect([...columns.sources].map(source => names.places[source])).toEqual([
    "CN",
    "campus",
    undefined,
    "CN",
    null
  ]);
  expect([...columns.protocols].map(code => names.protocols[code])).toEqual([
    "TCP",
    "TCP",
    "unknown",
    "UDP",
    "TCP"
  ]);
  expect([...columns.services].map(code => names.services[code])).toEqual([
    "SSH",
    "HTTPS",
    "other",
    "it's",
    "SSH"
  ]);
  const {columns: chosen} = await recordingOf({
    ...everything,
    datasets: ["cowrie"],
    severities: ["low", "critical"]
  });
  expect([...chosen.rows]).toEqual([2, 3]);
});

it("is empty where nothing is selected", async () => {
  const {columns, alerts} = await recordingOf({...everything, from: start - 2000, to: start - 1000});
  expect(columns.times).toHaveLength(0);
  expect(alerts).toEqual([]);
});

it("a recording has the alerts whose strongest events are selected, with what these reached for", async () => {
  const found = async (selection: Selection) =>
    (await recordingOf(selection)).alerts.map(({alert_id, row, service}) => [alert_id, row, service]);
  const both = (id: string, row: number, service: string) => [
    [`${id}-1`, row, service],
    [`${id}-2`, row, service]
  ];
  expect(await found(everything)).toEqual([
    ...both("a", 0, "SSH"),
    ...both("c", 2, "other"),
    ...both("d", 3, "it's"),
    ...both("e", 4, "SSH")
  ]);
  const filters = [{field: "port", value: "22", out: true} as const];
  expect(await found({...everything, filters})).toEqual([...both("c", 2, "other"), ...both("d", 3, "it's")]);
  expect(await found({...everything, severities: ["medium"]})).toEqual(both("e", 4, "SSH"));
});

it("a frame's figures are what its SQL counts, at every moment, for every look back and whatever the scene leaves out", async () => {
  for (const selection of [everything, {...everything, datasets: ["cowrie"] as const}]) {
    const recording = await recordingOf(selection);
    for (const only of storylines) {
      for (const without of [[], ["203.0.113.9"], ["10.0.0.1", "203.0.113.9"]]) {
        const replay = createReplay(filterRecording(recording, {only, without}));
        for (let position = 0; position <= replay.tape.length; position++) {
          for (const span of [150_000, 3_600_000, Number.POSITIVE_INFINITY]) {
            const shown = timeAt(replay.tape, position);
            const time = Number.isNaN(shown) ? start : shown + 0.25;
            const frame = frameAt(replay, {position, time}, span);
            const [counted] = await rows<Record<string, bigint>>(
              figuresQuery(selection, frame, {only, without})
            );
            const {bySeverity} = frame.alerts;
            expect(Object.fromEntries(Object.entries(counted ?? {}).map(([k, n]) => [k, Number(n)]))).toEqual(
              {
                events: frame.all.events,
                anomalous: frame.anomalous.events,
                allowed: frame.all.allowed,
                blocked: frame.all.blocked,
                addresses: frame.addresses,
                ...Object.fromEntries(severities.slice(1).map(s => [`${s}_alerts`, bySeverity[s]]))
              }
            );
          }
        }
      }
    }
  }
});
