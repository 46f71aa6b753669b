import {DuckDBInstance} from "@duckdb/node-api";
import {beforeAll, expect, it} from "vitest";
import {eventListQuery, eventOrders, eventQuery} from "../../../src/engine/build/event-list.js";
import {burstSourcesQuery} from "../../../src/engine/build/selected-bursts.js";
import type {Selection} from "../../../src/engine/selection.js";
import {inlineParams, type Query} from "../../../src/engine/sql.js";
import {tables} from "../../../src/engine/tables.js";

const from = Date.UTC(2026, 2, 2);
const selection: Selection = {from, to: from + 3_600_000, datasets: [], severities: [], sources: []};
let rows: (query: Query) => Promise<Record<string, unknown>[]>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const {name, columns} of tables)
    await connection.run(`CREATE TABLE ${name} (${columns.map(c => `"${c.name}" ${c.type}`).join(", ")})`);
  // Times come in pairs, so that ids must end the ties.
  await connection.run(`
    INSERT INTO events BY NAME
    SELECT printf('%016x', 50 - i) AS event_id, epoch_ms(${from} + (i // 2) * 60000)::TIMESTAMP_MS AS event_time, 'cowrie' AS dataset,
      ['none', 'low', 'critical'][1 + i % 3] AS severity, i / 100 AS anomaly_score, 22 AS destination_port
    FROM range(45) t(i)`);
  await connection.run(`
    INSERT INTO bursts BY NAME FROM (VALUES
      ('a', 'dataset', 'cowrie', TIMESTAMP '2026-03-02 00:10', TIMESTAMP '2026-03-02 00:15'),
      ('b', 'dataset', 'iscx', TIMESTAMP '2026-03-02 00:10', TIMESTAMP '2026-03-02 00:15'),
      ('c', 'all', 'all', TIMESTAMP '2026-03-02 00:10', TIMESTAMP '2026-03-02 00:15')
    ) v(burst_id, kind, value, start_time, end_time)`);
  await connection.run(`
    INSERT INTO burst_sources BY NAME FROM (VALUES ('a', '192.0.2.1', 3), ('a', '192.0.2.2', 9), ('a', NULL, 20),
      ('b', '192.0.2.3', 5), ('c', '192.0.2.4', 7)) v(burst_id, source_ip, events)`);
  rows = async query => (await connection.runAndReadAll(inlineParams(query))).getRowObjectsJS();
});

it.each(eventOrders)("pages hold every event once, %s first", async order => {
  const pages = await Promise.all(
    [0, 20, 40].map(offset => rows(eventListQuery(selection, order, offset, 20)))
  );
  expect(pages.map(page => page.length)).toEqual([20, 20, 5]);
  expect(new Set(pages.flat().map(row => row.event_id)).size).toBe(45);
  const [first] = pages.flat();
  const expected = {newest: 44, oldest: 1, gravest: 44}[order];
  expect(first).toMatchObject({event_id: (50 - expected).toString(16).padStart(16, "0"), service: "SSH"});
});

it("an event is found by its id, and an id that is none finds nothing", async () => {
  expect(await rows(eventQuery("0000000000000032"))).toHaveLength(1);
  expect(await rows(eventQuery("'; DROP TABLE events; --"))).toEqual([]);
});

it("who made the bursts of the selected datasets comes burst by burst, the busiest first", async () => {
  expect((await rows(burstSourcesQuery(selection))).map(row => row.source_ip)).toEqual([
    "192.0.2.2",
    "192.0.2.1",
    "192.0.2.3"
  ]);
  expect(await rows(burstSourcesQuery({...selection, datasets: ["iscx"]}))).toHaveLength(1);
});
