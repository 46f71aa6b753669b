import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {rankCorrelation} from "../../../src/engine/retrain/rank-correlation.js";

const list = (...numbers: number[]) => Float64Array.from(numbers);

describe("rankCorrelation", () => {
  it("agrees with a published example: hours of television and IQ, -0.176", () => {
    const iq = list(106, 86, 100, 101, 99, 103, 97, 113, 112, 110);
    const hours = list(7, 0, 27, 50, 28, 29, 20, 12, 6, 17);
    expect(rankCorrelation(iq, hours)).toBeCloseTo(-29 / 165, 12);
  });

  it("gives equal numbers the mean of their ranks", () => {
    // Ranks 1, 2.5, 2.5, 4 and 1.5, 1.5, 3, 4: Pearson's correlation of these is 3.75 / 4.5.
    expect(rankCorrelation(list(1, 2, 2, 3), list(5, 5, 7, 9))).toBeCloseTo(3.75 / 4.5, 12);
  });

  it("is null where one list has no order, and refuses lists of different lengths", () => {
    expect(rankCorrelation(list(1, 1), list(1, 2))).toBeNull();
    expect(rankCorrelation(list(), list())).toBeNull();
    expect(() => rankCorrelation(list(1), list())).toThrow("need as many numbers to compare, have 1 and 0");
  });

  it("depends on order alone, lies in [-1, 1], and is 1 of a list with itself", () => {
    const numbers = fc.array(fc.tuple(fc.integer({min: -9, max: 9}), fc.integer({min: -9, max: 9})), {
      minLength: 2
    });
    fc.assert(
      fc.property(numbers, pairs => {
        const a = Float64Array.from(pairs, ([x]) => x);
        const b = Float64Array.from(pairs, ([, y]) => y);
        const found = rankCorrelation(a, b);
        if (found === null) return;
        expect(Math.abs(found)).toBeLessThanOrEqual(1 + 1e-12);
        expect(rankCorrelation(b, a)).toBeCloseTo(found, 12);
        expect(
          rankCorrelation(
            a.map(x => x ** 3 + 5),
            b
          )
        ).toBeCloseTo(found, 12);
        expect(rankCorrelation(a, a)).toBeCloseTo(1, 12);
        expect(
          rankCorrelation(
            a,
            a.map(x => -x)
          )
        ).toBeCloseTo(-1, 12);
      })
    );
  });
});
