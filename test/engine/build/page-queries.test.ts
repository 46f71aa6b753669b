import {beforeAll, describe, expect, it} from "vitest";
import {addressesQuery, portsQuery, protocolsQuery} from "../../../src/engine/build/attacked.js";
import {fileSumsQuery, filesQuery} from "../../../src/engine/build/file-quality.js";
import {measuredQuery} from "../../../src/engine/build/measured.js";
import {selectTimeline} from "../../../src/engine/build/rollups.js";
import {burstsQuery} from "../../../src/engine/build/selected-bursts.js";
import {timelineQuery} from "../../../src/engine/build/timeline.js";
import type {Selection} from "../../../src/engine/selection.js";
import type {Query} from "../../../src/engine/sql.js";
import {createPublishedTables} from "../../published-tables.js";

const from = Date.UTC(2026, 2, 2);
const hour: Selection = {from, to: from + 3_600_000, datasets: [], severities: [], sources: []};

let rows: (query: Query) => Promise<Record<string, unknown>[]>;

beforeAll(async () => {
  const published = await createPublishedTables(["timeline"]);
  const {connection} = published;
  rows = published.rows;
  // Every 100 seconds an event; every third anomalous, every fourth refused, every fifth unscored.
  await connection.run(`
    INSERT INTO events BY NAME
    SELECT i::VARCHAR AS event_id, (TIMESTAMP '2026-03-02' + i * INTERVAL 100 SECOND)::TIMESTAMP_MS AS event_time,
      CASE WHEN i % 2 = 0 THEN 'cowrie' ELSE 'iscx' END AS dataset,
      CASE WHEN i % 3 = 0 THEN 'high' ELSE 'none' END AS severity,
      CASE WHEN i % 4 = 0 THEN 'blocked' END AS action, i % 4 = 0 AS action_inferred,
      CASE WHEN i % 5 > 0 THEN i / 1000 END AS anomaly_score,
      '192.0.2.' || i % 3 AS source_ip, '198.51.100.1' AS destination_ip, '192.0.2.' || i % 3 AS attacker_ip,
      CASE WHEN i % 2 = 0 THEN 22 END AS destination_port, CASE WHEN i % 2 = 0 THEN 'TCP' END AS protocol
    FROM range(72) t(i)`);
  await connection.run(`CREATE TABLE timeline AS ${selectTimeline}`);
  await connection.run(
    `INSERT INTO sources BY NAME SELECT '192.0.2.0' AS address, 'Utopia' AS country, false AS is_private`
  );
  await connection.run(`
    INSERT INTO bursts BY NAME FROM (VALUES
      ('all', 'all', TIMESTAMP '2026-03-02 00:10', TIMESTAMP '2026-03-02 00:15', 3, 7, '192.0.2.0'),
      ('service', 'SSH', TIMESTAMP '2026-03-02 00:10', TIMESTAMP '2026-03-02 00:15', 3, 7, '192.0.2.0'),
      ('dataset', 'iscx', TIMESTAMP '2026-03-02 00:10', TIMESTAMP '2026-03-02 00:15', 3, 7, '192.0.2.0'),
      ('dataset', 'cowrie', TIMESTAMP '2026-03-01 23:50', TIMESTAMP '2026-03-02 00:05', 6, 8, '192.0.2.1'),
      ('dataset', 'iscx', TIMESTAMP '2026-03-02 01:00', TIMESTAMP '2026-03-02 01:05', 3, 9, '192.0.2.1')
    ) v(kind, value, start_time, end_time, events, strength, top_source)`);
});

describe("the timeline", () => {
  it("counts steps in order, and says nothing of steps without events", async () => {
    const counted = await rows(timelineQuery(hour, 10));
    expect(counted.map(row => row.time)).toEqual([0, 1, 2, 3, 4, 5].map(i => from + i * 600_000));
    expect(counted[0]).toEqual({time: from, events: 6, anomalous: 2, scored: 4, score_sum: 100});
  });

  it.each([5, 10, 60])("is the same from the rollup as from the events, per %d minutes", async minutes => {
    const everyone = {...hour, sources: ["192.0.2.0", "192.0.2.1", "192.0.2.2"]};
    expect(await rows(timelineQuery(hour, minutes))).toEqual(await rows(timelineQuery(everyone, minutes)));
  });

  it("does not count what a cut step holds outside the window", async () => {
    const cut = {...hour, from: from + 120_000};
    const [first] = await rows(timelineQuery(cut, 5));
    expect(first).toMatchObject({time: from, events: 1});
  });

  it("takes only steps that divide the hour", () => {
    expect(() => timelineQuery(hour, 7)).toThrow(
      "invalid step: 7 minutes; expected a multiple of 5 that divides an hour"
    );
  });
});

describe("the bursts", () => {
  it("of single datasets overlap the window, strongest first", async () => {
    const found = await rows(burstsQuery(hour));
    expect(found.map(({dataset, strength, country}) => ({dataset, strength, country}))).toEqual([
      {dataset: "cowrie", strength: 8, country: null},
      {dataset: "iscx", strength: 7, country: "Utopia"}
    ]);
  });

  it("follow selected datasets, and are the same for all severities and sources", async () => {
    expect(await rows(burstsQuery({...hour, datasets: ["iscx"]}))).toHaveLength(1);
    expect(await rows(burstsQuery({...hour, sources: ["192.0.2.9"], severities: ["low"]}))).toHaveLength(2);
  });
});

describe("what is attacked", () => {
  it("is counted per port, protocol and address, most anomalous first", async () => {
    expect(await rows(portsQuery(hour, 10))).toEqual([
      {destination_port: 22, protocol: "TCP", events: 18, anomalous: 6, blocked: 9, acted: 9, attackers: 1}
    ]);
    expect(await rows(protocolsQuery(hour))).toEqual([
      {protocol: "TCP", events: 18, anomalous: 6, blocked: 9, acted: 9},
      {protocol: null, events: 18, anomalous: 6, blocked: 0, acted: 0}
    ]);
    const [first] = await rows(addressesQuery(hour, "source_ip", 20));
    expect(first).toMatchObject({
      address: "192.0.2.0",
      events: 12,
      anomalous: 12,
      alerts: 0,
      country: "Utopia"
    });
  });
});

it("what was measured is counted per data set, and is null nowhere", async () => {
  const [cowrie] = await rows(measuredQuery);
  expect(cowrie).toEqual({
    dataset: "cowrie",
    events: 36,
    scored: 28,
    acted: 18,
    inferred: 18,
    bytes: 0,
    duration: 0,
    users: 0,
    labels: 0,
    placed: 0,
    placeable: 12
  });
});

it("no files at all are no files, and sums of 0", async () => {
  expect(await rows(filesQuery)).toEqual([]);
  expect(await rows(fileSumsQuery)).toEqual([
    {files: 0, read: 0, records: 0, mapped: 0, ignored: 0, quarantined: 0, events: 0}
  ]);
});
