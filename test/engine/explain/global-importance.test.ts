import {expect, it} from "vitest";
import {collectImportance} from "../../../src/engine/explain/global-importance.js";

it("importance is the mean size of a column's contributions, most important first", () => {
  const collector = collectImportance(3);
  collector.add(Float64Array.of(1, -4, 0, -3, 2, 0));
  collector.add(Float64Array.of(2, 0, 0.5));
  expect(collector.result()).toEqual([
    {column: 0, importance: 2},
    {column: 1, importance: 2},
    {column: 2, importance: 0.5 / 3}
  ]);
});

it("how rows are divided into blocks does not change a bit", () => {
  const values = Float64Array.from({length: 60}, (_, k) => Math.sin(k * k));
  const whole = collectImportance(4);
  whole.add(values);
  const parts = collectImportance(4);
  for (let at = 0; at < 60; at += 12) parts.add(values.subarray(at, at + 12));
  expect(parts.result()).toEqual(whole.result());
});

it("without rows nothing is important, and broken rows are refused", () => {
  const collector = collectImportance(2);
  expect(collector.result().map(({importance}) => importance)).toEqual([0, 0]);
  expect(() => collector.add(new Float64Array(3))).toThrow(/whole rows of 2 values, have 3/);
});
