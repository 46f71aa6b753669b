import fc from "fast-check";
import {expect, test} from "vitest";
import {Random} from "../../../src/engine/simulate/random.js";

test("the same seed gives the same numbers, another seed others", () => {
  const draw = (seed: number): number[] => Array.from({length: 20}, new Random(seed).uniform);
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test("a fork does not depend on how much its parent has been used", () => {
  const used = new Random(3);
  used.uniform();
  expect(used.fork("x").bits()).toBe(new Random(3).fork("x").bits());
  expect(used.fork("x").bits()).not.toBe(used.fork("y").bits());
});

test("whole numbers stay within their bounds, both included", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({min: -1000, max: 1000}), fc.nat(50), (seed, low, span) => {
      const n = new Random(seed).integer(low, low + span);
      expect(Number.isInteger(n) && n >= low && n <= low + span).toBe(true);
    })
  );
});

test.each([0.3, 4, 200])("Poisson counts with mean %d have that mean and variance", mean => {
  const random = new Random(1);
  const counts = Array.from({length: 20_000}, () => random.poisson(mean));
  const average = counts.reduce((a, b) => a + b) / counts.length;
  const variance = counts.reduce((sum, n) => sum + (n - average) ** 2, 0) / counts.length;
  expect(average / mean).toBeCloseTo(1, 1);
  expect(variance / mean).toBeCloseTo(1, 1);
});

test("a weighted choice follows the weights", () => {
  const random = new Random(2);
  const items = [
    {name: "rare", weight: 1},
    {name: "common", weight: 9}
  ];
  let rare = 0;
  for (let n = 0; n < 10_000; ++n) if (random.weighted(items).name === "rare") ++rare;
  expect(rare).toBeGreaterThan(850);
  expect(rare).toBeLessThan(1150);
});

test("a skewed choice favours the early items and still reaches the last", () => {
  const random = new Random(6);
  const items = Array.from({length: 10}, (_, i) => i);
  const counts = items.map(() => 0);
  for (let n = 0; n < 10_000; ++n) {
    const item = random.skewed(items);
    counts[item] = (counts[item] ?? 0) + 1;
  }
  expect(counts[0]).toBeGreaterThan(2900);
  expect(counts[9]).toBeGreaterThan(350);
});

test("a Pareto value is never below its scale, a log-normal one has its median", () => {
  const random = new Random(5);
  const pareto = Array.from({length: 1000}, () => random.pareto(3, 1.2));
  expect(Math.min(...pareto)).toBeGreaterThanOrEqual(3);
  const lognormal = Array.from({length: 5001}, () => random.lognormal(100, 1)).sort((a, b) => a - b);
  expect(lognormal[2500]).toBeGreaterThan(93);
  expect(lognormal[2500]).toBeLessThan(107);
});

test("a sample has no item twice and no more than there are", () => {
  const taken = new Random(9).sample([1, 2, 3, 4], 10);
  expect(taken.sort()).toEqual([1, 2, 3, 4]);
});

test("picking from an empty list is an error", () => {
  expect(() => new Random(1).pick([])).toThrow("no item 0 in a list of 0");
});
