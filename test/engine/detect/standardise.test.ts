import {describe, expect, it} from "vitest";
import {createStandardiser} from "../../../src/engine/detect/standardise.js";
import {normalRows} from "./isolation-forest/forests.js";

describe("createStandardiser", () => {
  const apply = (rows: Float32Array, values: readonly number[], scale: "linear" | "log") => {
    const out = new Float64Array(values.length);
    createStandardiser(rows, 1, [0], [scale]).apply(Float32Array.from(values), 0, values.length, out);
    return Array.from(out);
  };

  it("measures in standard deviations from the mean, but in a quarter of the range where that is more", () => {
    expect(apply(Float32Array.from([0, 0, 8, 8]), [4, 8, 12], "linear")).toEqual([0, 1, 2]);
    // One 1 among a hundred: a standard deviation of 0.0995.
    const rare = Float32Array.from({length: 100}, (_, i) => (i === 0 ? 1 : 0));
    expect(apply(rare, [1], "linear")[0]).toBeCloseTo(0.99 * 4, 12);
  });

  it("takes logarithms of log columns, of either sign", () => {
    const rows = Float32Array.from([-1, 1]);
    const [up = 0, down = 0, far = 0] = apply(rows, [1, -1, 3], "log");
    expect(up).toBeCloseTo(1, 12);
    expect(down).toBeCloseTo(-1, 12);
    expect(far).toBeCloseTo(2, 12);
  });

  it("only centres a column that is constant, NaN counting as 0", () => {
    expect(apply(Float32Array.from([5, 5, 5]), [5, 7, Number.NaN], "linear")).toEqual([0, 2, -5]);
  });

  it("leaves a mean of 0 over the rows learnt from", () => {
    const rows = normalRows(1000, 1, 1).map(x => 40 + 3 * x);
    const standard = apply(rows, [...rows], "linear");
    expect(standard.reduce((sum, z) => sum + z, 0) / 1000).toBeCloseTo(0, 9);
  });
});
