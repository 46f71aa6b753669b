import fc from "fast-check";
import {expect, it} from "vitest";
import {spreadOut} from "../../../src/components/evidence/spread-out.js";

it("labels that are far apart stay where they are, others make room", () => {
  expect(spreadOut([0.2, 0.9, 0.5], 0.1)).toEqual([0.2, 0.9, 0.5]);
  const [first, second] = spreadOut([1, 1], 0.1);
  expect(first).toBeCloseTo(0.9);
  expect(second).toBe(1);
});

it("there is a gap between any two, and none above the top", () => {
  fc.assert(
    fc.property(fc.array(fc.double({min: 0, max: 1, noNaN: true}), {minLength: 1, maxLength: 8}), wanted => {
      const places = spreadOut(wanted, 0.1).toSorted((a, b) => a - b);
      expect(places.at(-1)).toBeLessThanOrEqual(1);
      places.slice(1).forEach((place, k) => {
        expect(place - (places[k] ?? 0)).toBeGreaterThan(0.1 - 1e-9);
      });
    })
  );
});
