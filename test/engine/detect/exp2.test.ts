import fc from "fast-check";
import {expect, it} from "vitest";
import {exp2} from "../../../src/engine/detect/exp2.js";

it("exp2 is within two units in the last place of what the engine itself computes", () => {
  fc.assert(
    fc.property(fc.double({min: -1000, max: 0, noNaN: true}), x => {
      const expected = 2 ** x;
      expect(Math.abs(exp2(x) - expected)).toBeLessThanOrEqual(expected * 2 ** -51);
    }),
    {numRuns: 2000}
  );
});

it("exp2 is exact at whole numbers, 0 far below, and not a number above its range", () => {
  expect([0, -0, -1, -10, -1074].map(exp2)).toEqual([1, 1, 0.5, 2 ** -10, 2 ** -1074]);
  expect(exp2(-5000)).toBe(0);
  expect(exp2(Number.NEGATIVE_INFINITY)).toBe(0);
  expect(exp2(3)).toBeNaN();
  expect(exp2(Number.NaN)).toBeNaN();
});

it("exp2 never falls as its argument grows", () => {
  let last = 0;
  for (let x = -12; x <= 0; x += 1 / 4096) {
    const value = exp2(x);
    expect(value).toBeGreaterThanOrEqual(last);
    last = value;
  }
});
