import {expect, it} from "vitest";
import {loadRecording} from "../../../src/components/replay/load-replay.js";
import type {Workbench} from "../../../src/components/workbench/workbench.js";
import type {Query} from "../../../src/engine/sql.js";

const selection = {from: 0, to: 1e6, datasets: [], severities: [], sources: []};

/** A block of events that happened at these times, all else the same. */
function block(times: readonly number[]) {
  const same = (value: number) => times.map(() => value);
  return {
    ...{times, rows: times, sources: same(0), datasets: same(1), severities: same(2)},
    ...{actions: same(1), ports: same(22), protocols: same(0), services: same(0), scores: same(0.5)}
  };
}

/** Answers by what a query is about; more rows of the table than one block holds. */
function workbenchWith(blocks: readonly (readonly number[])[]): {workbench: Workbench; asked: string[]} {
  const asked: string[] = [];
  const events = blocks.flat().length;
  const answers: readonly (readonly [RegExp, readonly object[]])[] = [
    [/'address' AS kind/, ["address", "protocol", "service"].map(kind => ({kind, name: kind, place: null}))],
    [/AS first/, [{events, first: events === 0 ? null : 0, last: events === 0 ? null : 300_000}]],
    [/FROM alerts/, [{alert_id: "a", row: 7, event_time: new Date(7)}]],
    [
      /FROM bursts/,
      [20, 10].map(time => ({burst_id: `${time}`, start_time: new Date(time), end_time: new Date(30)}))
    ]
  ];
  const ask = (query: Query) => ({query, rows: answers.find(([about]) => about.test(query.sql))?.[1] ?? []});
  const askColumns = async ({sql}: Query) => {
    asked.push(/rowid BETWEEN (\d+ AND \d+)/.exec(sql)?.[1] ?? "");
    return block(blocks[asked.length - 1] ?? []);
  };
  return {workbench: {ask, askColumns} as unknown as Workbench, asked};
}

it("a recording is read block by block, and says how far it is", async () => {
  const {workbench, asked} = workbenchWith([[1, 2, 3], [270_000]]);
  const shares: number[] = [];
  const {columns, alerts, bursts} = await loadRecording(workbench, selection, share => shares.push(share));
  expect(asked).toEqual(["0 AND 262143", "262144 AND 300000"]);
  expect(shares).toEqual([0.75, 1]);
  expect([...columns.times]).toEqual([1, 2, 3, 270_000]);
  expect(columns.ports).toEqual(Int32Array.of(22, 22, 22, 22));
  expect(columns.names).toEqual({
    addresses: ["address"],
    places: [null],
    protocols: ["protocol"],
    services: ["service"]
  });
  expect(alerts).toEqual([{alert_id: "a", row: 7, time: 7}]);
  expect(bursts.map(({from}) => from)).toEqual([10, 20]);
});

it("nothing is read where nothing is selected", async () => {
  const {workbench, asked} = workbenchWith([]);
  expect((await loadRecording(workbench, selection)).columns.times).toHaveLength(0);
  expect(asked).toEqual([]);
});
