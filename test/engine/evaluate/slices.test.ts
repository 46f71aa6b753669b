import {describe, expect, it} from "vitest";
import type {LabelledRows} from "../../../src/engine/evaluate/labelled-rows.js";
import {rankScores} from "../../../src/engine/evaluate/ranking.js";
import {measureSlice, sliceRows} from "../../../src/engine/evaluate/slices.js";

const data: LabelledRows = {
  names: ["a"],
  scales: ["linear"],
  rows: new Float32Array(6),
  attack: Uint8Array.of(0, 0, 1, 1, 0, 1),
  attackType: {names: ["Normal", "Scan", "Flood"], codes: Int32Array.of(0, 0, 1, 2, 0, 1)},
  application: {names: ["DNS", "SSH", "NTP"], codes: Int32Array.of(0, 1, 1, 1, 0, 0)},
  dataset: {names: ["iscx", "suricata"], codes: Int32Array.of(0, 0, 0, 1, 1, 1)},
  day: Int32Array.of(20_514, 20_514, 20_514, 20_515, 20_515, 20_515),
  cluster: null,
  reference: null
};
const everything = new Uint8Array(6).fill(1);
const find = (kind: string, name: string, judged = everything) =>
  sliceRows(data, judged).find(slice => slice.kind === kind && slice.name === name);

describe("sliceRows", () => {
  it("judges an attack type against all normal rows, and other kinds by what they hold", () => {
    expect(find("attack_type", "Scan")).toMatchObject({rows: 5, attacks: 2});
    expect(find("application", "SSH")).toMatchObject({rows: 3, attacks: 2});
    expect(find("dataset_application", "suricata DNS")).toMatchObject({rows: 2, attacks: 1});
    expect(find("day", "2026-03-02")).toMatchObject({rows: 3, attacks: 1});
  });

  it("leaves out slices without rows, and rows that are not judged", () => {
    expect(find("application", "NTP")).toBeUndefined();
    const first = Uint8Array.of(1, 1, 1, 0, 0, 0);
    expect(find("all", "all", first)).toMatchObject({rows: 3, attacks: 1});
    expect(find("attack_type", "Flood", first)).toBeUndefined();
    expect(sliceRows(data, first).some(({kind}) => kind === "dataset_application")).toBe(false);
  });
});

describe("measureSlice", () => {
  const ranking = rankScores(Float64Array.of(1, 5, 4, 6, 0, 3), data.attack);

  it("gives what a ranking of the slice alone would", () => {
    const slice = find("attack_type", "Scan");
    if (!slice) throw new Error("no such slice");
    const rows = [0, 1, 2, 4, 5];
    const alone = rankScores(
      rows.map(row => [1, 5, 4, 6, 0, 3][row] ?? 0),
      rows.map(row => data.attack[row] ?? 0)
    );
    const whole = {
      kind: "all",
      name: "all",
      weights: new Uint8Array(5).fill(1),
      rows: 5,
      attacks: 2
    } as const;
    expect(measureSlice(ranking, slice)).toEqual(measureSlice(alone, whole));
    expect(measureSlice(ranking, slice)?.prevalence).toBe(0.4);
  });

  it("says nothing of a slice with one class", () => {
    const slice = find("application", "DNS");
    expect(slice && measureSlice(ranking, {...slice, attacks: 0})).toBeNull();
  });
});
