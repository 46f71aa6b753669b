import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  createReferenceBins,
  driftOf,
  populationStability
} from "../../../../src/engine/detect/drift/population-stability.js";
import {normalRows} from "../isolation-forest/forests.js";

const compare = (reference: Float32Array, values: Float32Array) =>
  populationStability(createReferenceBins(reference, 1, 0), values, 1, 0);

describe("populationStability", () => {
  it("sums (actual - expected) ln(actual / expected) over deciles", () => {
    const reference = Float32Array.from({length: 100}, (_, i) => i);
    const {index, expected, actual} = compare(
      reference,
      Float32Array.from({length: 100}, (_, i) => (i < 50 ? i : i % 10))
    );
    expect(expected).toEqual([...new Array(10).fill(0.1), 0]);
    expect(actual.slice(0, 6)).toEqual([0.6, 0.1, 0.1, 0.1, 0.1, 0]);
    expect(index).toBeCloseTo(0.5 * Math.log(6) + 5 * (1e-4 - 0.1) * Math.log(1e-3), 12);
  });

  it("is 0 for the same rows and never negative", () => {
    const values = fc.array(fc.oneof(fc.constantFrom(0, 1, Number.NaN), fc.float({noNaN: true})), {
      minLength: 1
    });
    fc.assert(
      fc.property(values, values, (reference, other) => {
        const rows = Float32Array.from(reference);
        expect(compare(rows, rows).index).toBe(0);
        expect(compare(rows, Float32Array.from(other)).index).toBeGreaterThanOrEqual(0);
      })
    );
  });

  it("calls the same distribution stable, a small shift moderate and a large one major", () => {
    const reference = normalRows(5000, 1, 1);
    const shifted = (by: number) =>
      compare(
        reference,
        normalRows(5000, 1, 2).map(x => x + by)
      ).drift;
    expect([shifted(0), shifted(0.4), shifted(1)]).toEqual(["none", "moderate", "major"]);
    expect([0.0999, 0.1, 0.2499, 0.25].map(driftOf)).toEqual(["none", "moderate", "moderate", "major"]);
  });

  it("notices when a constant column changes, either way", () => {
    const constant = new Float32Array(200).fill(7);
    expect(compare(constant, constant).drift).toBe("none");
    for (const other of [6, 8, -7]) {
      expect(
        compare(
          constant,
          Float32Array.from(constant, (x, i) => (i < 100 ? x : other))
        ).drift
      ).toBe("major");
    }
    const zero = new Float32Array(200);
    expect(
      compare(
        zero,
        Float32Array.from(zero, (x, i) => (i < 100 ? x : -1e-40))
      ).drift
    ).toBe("major");
  });

  it("counts what is not measured as a bin of its own", () => {
    const values = normalRows(1000, 1, 3);
    const missing = values.map((x, i) => (i % 2 ? x : Number.NaN));
    const {drift, actual, expected} = compare(values, missing);
    expect([expected.at(-1), actual.at(-1)]).toEqual([0, 0.5]);
    expect(drift).toBe("major");
    const never = new Float32Array(10).fill(Number.NaN);
    expect(compare(never, never).index).toBe(0);
    expect(compare(never, values).drift).toBe("major");
  });

  it("reads its own column of the rows", () => {
    const rows = Float32Array.from([1, 5, 2, 5, 3, 5]);
    expect(createReferenceBins(rows, 2, 0).ends).toEqual([1, 2, 3]);
    expect(() => createReferenceBins(rows, 2, 2)).toThrow("invalid column to bin: 2; expected 0 to 1");
    expect(() => createReferenceBins(rows, 4, 0)).toThrow("need whole rows of 4 values, have 6 values");
    expect(() => createReferenceBins(new Float32Array(0), 1, 0)).toThrow(
      "need reference rows to bin, have none"
    );
    const bins = createReferenceBins(rows, 2, 0);
    expect(() => populationStability(bins, new Float32Array(0), 2, 0)).toThrow("have none");
  });
});
