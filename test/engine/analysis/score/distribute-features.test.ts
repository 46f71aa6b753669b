import {expect, it} from "vitest";
import {distributeFamily} from "../../../../src/engine/analysis/score/distribute-features.js";
import {createMemoryStore} from "../../../../src/engine/analysis/score/row-store.js";
import {featureSets} from "../../../../src/engine/features/features.js";

const columns = featureSets.flow.length;
const at = (name: string) => featureSets.flow.findIndex(spec => spec.name === name);

function matrix(rows: readonly Readonly<Record<string, number>>[], seq: readonly number[]) {
  const store = createMemoryStore(columns);
  const values = new Float32Array(rows.length * columns).fill(Number.NaN);
  rows.forEach((row, i) => {
    for (const [name, value] of Object.entries(row)) values[i * columns + at(name)] = value;
  });
  store.push(values);
  store.end();
  return {
    family: "flow",
    columns,
    store,
    rows: rows.length,
    seq: Int32Array.from(seq),
    application: new Int32Array(rows.length),
    reference: new Uint8Array(rows.length),
    dayStarts: Int32Array.of(0)
  } as const;
}

it("values are counted by label and finding, events that lack one in none", () => {
  // By event: 0 labelled Attack with a finding, 3 labelled Normal without, 5 not labelled without.
  const ofEvent = Uint8Array.of(5, 3, 0, 3);
  const found = distributeFamily(
    matrix(
      [{bytes_sent: 0, flag_syn: 1}, {bytes_sent: 1500}, {bytes_sent: 2000, flag_syn: 0}, {bytes_sent: 1600}],
      [0, 1, 2, 3]
    ),
    ofEvent
  );
  expect(found.groups).toEqual([
    {label: "Attack", anomalous: true, rows: 1},
    {label: "Normal", anomalous: false, rows: 2},
    {label: null, anomalous: false, rows: 1}
  ]);
  const feature = (name: string) => found.features.find(known => known.name === name);
  expect(feature("flag_syn")).toEqual({
    name: "flag_syn",
    edges: [0, 1, 2],
    counts: [
      [1, 0],
      [0, 0],
      [0, 1]
    ]
  });
  const bytes = feature("bytes_sent");
  // Bins beyond the values are left out: from zero to the one that holds 2,000.
  expect(bytes?.edges.at(0)).toBe(0);
  expect(bytes?.edges.at(-1)).toBe(3160);
  expect(bytes?.counts.map(bins => bins.at(-1))).toEqual([1, 0, 0]);
  expect(bytes?.counts.map(bins => bins.at(-2))).toEqual([0, 2, 0]);
  expect(bytes?.counts[2]?.[0]).toBe(1);
  expect(feature("duration")).toEqual({name: "duration", edges: [], counts: [[], [], []]});
});
