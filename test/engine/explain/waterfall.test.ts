import * as fc from "fast-check";
import {expect, it} from "vitest";
import type {Explanation} from "../../../src/engine/detect/detector.js";
import {force, waterfall} from "../../../src/engine/explain/waterfall.js";

const explanations = fc
  .array(fc.double({min: -10, max: 10, noNaN: true}), {minLength: 1, maxLength: 30})
  .map((values): Explanation => {
    const parts = Float64Array.from(values, value => value + 0);
    return {base: -11.3, parts, total: parts.reduce((a, b) => a + b, -11.3)};
  });

function explanationOf(...values: number[]): Explanation {
  const parts = Float64Array.from(values);
  return {base: 1, parts, total: parts.reduce((a, b) => a + b, 1)};
}

it("a waterfall leads from base to total without gaps", () => {
  fc.assert(
    fc.property(explanations, fc.integer({min: 1, max: 12}), (explanation, largest) => {
      const steps = waterfall(explanation, {largest});
      let at = explanation.base;
      for (const {from, to, part} of steps) {
        expect(from).toBe(at);
        expect(Math.abs(to - from - part)).toBeLessThan(1e-12);
        at = to;
      }
      expect(at).toBe(steps.length > 0 ? explanation.total : explanation.base);
    })
  );
});

it("every column with a part is in one step, the larger ones alone", () => {
  fc.assert(
    fc.property(explanations, fc.integer({min: 1, max: 12}), (explanation, largest) => {
      const steps = waterfall(explanation, {largest});
      const columns = steps.flatMap(step => step.columns);
      const expected = [...explanation.parts.keys()].filter(k => explanation.parts[k] !== 0);
      expect([...columns].sort((a, b) => a - b)).toEqual(expected);
      const sizes = columns.map(column => Math.abs(explanation.parts[column] ?? 0));
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      for (const {others, columns} of steps) expect(columns.length > 1).toBe(others);
    })
  );
});

it("the lesser columns share the last step", () => {
  expect(waterfall(explanationOf(0.5, -4, 0, 2, 0.25), {largest: 2})).toEqual([
    {columns: [1], others: false, part: -4, from: 1, to: -3},
    {columns: [3], others: false, part: 2, from: -3, to: -1},
    {columns: [0, 4], others: true, part: 0.75, from: -1, to: -0.25}
  ]);
});

it("a column left over by itself is named", () => {
  const steps = waterfall(explanationOf(3, 2, 1), {largest: 2});
  expect(steps.map(({columns, others}) => ({columns, others}))).toEqual(
    [0, 1, 2].map(column => ({columns: [column], others: false}))
  );
});

it("a number of steps that is none is refused", () => {
  expect(() => waterfall(explanationOf(1), {largest: 0})).toThrow(/invalid number of steps: 0/);
});

it("what pushes up lies below the total, what pushes down above it", () => {
  expect(force(explanationOf(0.5, -4, 0, 2))).toEqual({
    base: 1,
    total: -0.5,
    up: [
      {column: 3, part: 2, from: -0.5, to: -2.5},
      {column: 0, part: 0.5, from: -2.5, to: -3}
    ],
    down: [{column: 1, part: -4, from: -0.5, to: 3.5}]
  });
});

it("pushes up and down account for the way from base to total", () => {
  fc.assert(
    fc.property(explanations, explanation => {
      const {up, down, base, total} = force(explanation);
      const sum = [...up, ...down].reduce((a, {part}) => a + part, base);
      expect(Math.abs(sum - total)).toBeLessThan(1e-12);
      expect(up.every(({part}) => part > 0) && down.every(({part}) => part < 0)).toBe(true);
      for (const side of [up, down]) {
        side.forEach(({from}, k) => {
          expect(from).toBe(side[k - 1]?.to ?? total);
        });
      }
    })
  );
});
