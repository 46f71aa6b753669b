import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  createQuantileTransform,
  defaults
} from "../../../../src/engine/detect/nearest-neighbours/quantile-transform.js";

function mapAll(known: readonly number[], values: readonly number[]): number[] {
  const transform = createQuantileTransform(Float32Array.from(known), 1, [0]);
  const out = new Float32Array(values.length);
  transform.apply(Float32Array.from(values), 0, values.length, out);
  return Array.from(out);
}

describe("createQuantileTransform", () => {
  it("maps a value to the middle of its ties, and interpolates between values", () => {
    expect(mapAll([0, 0, 10, 20], [0, 5, 10, 20])).toEqual([0.25, 0.4375, 0.625, 0.875]);
  });

  it("goes on growing beyond the least and the greatest value", () => {
    const [below = 0, above = 0, further = 0] = mapAll([0, 0, 10, 20], [-20, 40, 80]);
    expect(below).toBeCloseTo(0.25 - 0.75, 6);
    expect(above).toBeCloseTo(0.875 + 0.75, 6);
    expect(further).toBeCloseTo(0.875 + 0.5 + 0.25 * 2, 6);
  });

  it("never falls where the value rises", () => {
    const number = fc.float({noNaN: true, noDefaultInfinity: true});
    fc.assert(
      fc.property(fc.array(number, {minLength: 1, maxLength: 50}), fc.array(number), (known, values) => {
        const ascending = Float32Array.from(values).sort();
        const mapped = mapAll(known, [...ascending]);
        mapped.slice(1).forEach((quantile, i) => {
          expect(quantile).toBeGreaterThanOrEqual(mapped[i] ?? 0);
        });
      })
    );
  });

  it("is close to the exact quantile when there are more values than knots, beside heavy ties too", () => {
    const known = Array.from({length: 20_000}, (_, i) => (i < 8000 ? i / 1000 : i < 14_000 ? 8 : i / 1000));
    const probes = [0.0005, 3.3333, 7.9985, 7.999, 8, 14.0004, 17.7777, 19.999];
    const exact = probes.map(x => {
      const below = known.filter(v => v < x).length;
      return (below + known.filter(v => v <= x).length) / 2 / known.length;
    });
    mapAll(known, probes).forEach((quantile, i) => {
      expect(Math.abs(quantile - (exact[i] ?? 0))).toBeLessThan(1.5 / defaults.knots);
    });
  });

  it("takes the columns it is told to, in their order", () => {
    const transform = createQuantileTransform(Float32Array.from([0, 5, 1, 2, 5, 3]), 3, [2, 0]);
    const out = new Float32Array(2);
    transform.apply(Float32Array.from([9, 9, 9, 0, 5, 1]), 1, 1, out);
    expect(Array.from(out)).toEqual([0.25, 0.25]);
  });
});
