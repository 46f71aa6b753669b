import type {DuckDBConnection, DuckDBValue} from "@duckdb/node-api";
import {DuckDBInstance} from "@duckdb/node-api";
import {beforeAll, expect, it} from "vitest";
import {type Block, blocksQuery, placesQuery, readColumns} from "../../../src/engine/replay/columns.js";
import {createReplay, frameAt} from "../../../src/engine/replay/frame.js";
import {figuresQuery, latestQuery} from "../../../src/engine/replay/queries.js";
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
  // The second event is logged late: it happened before the first.
  await connection.run(`
    CREATE TABLE sources AS SELECT * FROM (VALUES
      ('203.0.113.9', 'CN', NULL), ('192.0.2.1', 'US', 'Main Campus'), ('10.0.0.1', NULL, NULL)) t(address, country_code, site);
    CREATE TABLE events AS SELECT * FROM (VALUES
      ('a', TIMESTAMP_MS '2026-03-02 00:10:00', 'cowrie', 'x', '203.0.113.9', '192.0.2.1', 22, 'root', NULL, 'blocked', 'high'),
      ('b', TIMESTAMP_MS '2026-03-02 00:00:00', 'suricata', 'x', '192.0.2.1', NULL, NULL, NULL, NULL, NULL, 'none'),
      ('c', TIMESTAMP_MS '2026-03-02 00:12:00', 'cowrie', 'x', NULL, NULL, NULL, NULL, NULL, 'allowed', 'low'),
      ('d', TIMESTAMP_MS '2026-03-02 01:00:00', 'cowrie', 'x', '203.0.113.9', NULL, NULL, NULL, NULL, 'blocked', 'critical'))
      t(event_id, event_time, dataset, event_type, source_ip, destination_ip, destination_port, username, attack_type, action, severity)`);
});

async function rows<R>({sql, params = []}: Query): Promise<R[]> {
  const result = await connection.runAndReadAll(sql, params as DuckDBValue[]);
  return result.getRowObjectsJson() as R[];
}

async function replayOf(selection: Selection) {
  const places = await rows<{country: string | null}>(placesQuery);
  return createReplay(
    readColumns(
      await rows<Block>(blocksQuery(selection)),
      places.map(({country}) => country)
    )
  );
}

it("a replay has the selected events in the order they were logged, with the country of their source", async () => {
  const {columns, tallies, tape} = await replayOf(everything);
  expect([...columns.rows]).toEqual([0, 1, 2, 3]);
  expect([...columns.times].map(time => (time - start) / 60_000)).toEqual([10, 0, 12, 60]);
  expect([...tape.clock].map(time => (time - start) / 60_000)).toEqual([10, 10, 12, 60]);
  expect([...columns.severities]).toEqual([3, 0, 1, 4]);
  expect([...columns.actions]).toEqual([2, 0, 1, 2]);
  expect([...tallies.countryOf].map(index => tallies.countries[index])).toEqual(["CN", "campus", null, "CN"]);
  expect([...(await replayOf({...everything, datasets: ["cowrie"]})).columns.rows]).toEqual([0, 2, 3]);
});

it("a frame's figures are what its SQL counts, at every position and for every look back", async () => {
  for (const selection of [everything, {...everything, datasets: ["cowrie"] as const}]) {
    const replay = await replayOf(selection);
    for (let position = 0; position <= replay.tape.length; position++) {
      for (const span of [150_000, 3_600_000, Number.POSITIVE_INFINITY]) {
        const {all, anomalous, addresses} = frameAt(replay, position, span);
        const [counted] = await rows<Record<string, string>>(figuresQuery(selection, position, span));
        expect(Object.values(counted ?? {}).map(Number)).toEqual([
          all.events,
          anomalous.events,
          all.blocked,
          addresses
        ]);
      }
    }
  }
});

it("details of selected anomalous events are found between places in the table", async () => {
  const found = async (selection: Selection, first: number, last: number) =>
    (await rows<{row: string; event_id: string}>(latestQuery(selection, first, last))).map(
      ({row, event_id}) => [Number(row), event_id]
    );
  expect(await found(everything, 0, 2)).toEqual([
    [0, "a"],
    [2, "c"]
  ]);
  expect(await found({...everything, severities: ["critical"]}, 0, 3)).toEqual([[3, "d"]]);
});
