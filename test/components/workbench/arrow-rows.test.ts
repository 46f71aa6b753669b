import {tableFromArrays} from "apache-arrow";
import {expect, it} from "vitest";
import {readColumns} from "../../../src/components/workbench/arrow-rows.js";

it("columns of numbers are typed arrays over all of an answer's batches", () => {
  const batch = (n: number) =>
    tableFromArrays({codes: Uint8Array.of(n, n + 1), times: Float64Array.of(n / 2, n)});
  expect(readColumns(batch(1).concat(batch(5)))).toEqual({
    codes: Uint8Array.of(1, 2, 5, 6),
    times: Float64Array.of(0.5, 1, 2.5, 5)
  });
  expect(readColumns(batch(1).slice(0, 0)).codes).toHaveLength(0);
});
