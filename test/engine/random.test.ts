import {expect, it} from "vitest";
import {createRandom, randomInteger} from "../../src/engine/random.js";

it("gives the same numbers for the same seed and others for the next", () => {
  const take = (seed: number) => Array.from({length: 5}, createRandom(seed));
  expect(take(7)).toEqual(take(7));
  expect(take(7)).not.toEqual(take(8));
});

it("spreads evenly over [0, 1)", () => {
  const random = createRandom(1);
  const bins = new Float64Array(16);
  for (let i = 0; i < 160_000; ++i) {
    const bin = Math.floor(random() * 16);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  // Chi-squared with 15 degrees of freedom exceeds 37.7 once in a thousand seeds.
  expect(bins.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0)).toBeLessThan(37.7);
});

it("draws integers below the bound", () => {
  const random = createRandom(2);
  const seen = new Set(Array.from({length: 200}, () => randomInteger(random, 3)));
  expect([...seen].sort()).toEqual([0, 1, 2]);
});

it("refuses a seed that is not an integer", () => {
  expect(() => createRandom(0.5)).toThrow("invalid seed: 0.5; expected an integer");
});
