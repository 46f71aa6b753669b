import {expect, it} from "vitest";
import {linear} from "../../../src/engine/features/feature-spec.js";
import {selectColumns} from "../../../src/engine/features/select-columns.js";

const specs = ["full", "half", "sparse"].map(name => linear(name, "", name));
const no = Number.NaN;

it("drops columns with more than half their values missing, and says how much was missing", () => {
  const rows = Float32Array.of(1, 1, no, 2, no, no, 3, 1, 1, 4, no, no);
  expect(selectColumns(rows, specs)).toEqual({
    kept: [0, 1],
    dropped: [{column: 2, name: "sparse", missing: 0.75}]
  });
});

it("refuses a table without rows or with a part of one", () => {
  expect(() => selectColumns(new Float32Array(0), specs)).toThrow(
    "need whole rows of 3 values, have 0 values"
  );
  expect(() => selectColumns(new Float32Array(4), specs)).toThrow("have 4 values");
});
