import {describe, expect, it} from "vitest";
import {poissonCdf, poissonInterval, poissonRange} from "../../../src/engine/evaluate/poisson.js";

describe("poissonInterval", () => {
  it("agrees with Garwood's interval computed with 40 digits", () => {
    const published = [
      [0, 0.95, 0, 3.6888794541],
      [1, 0.95, 0.025317808, 5.5716433909],
      [10, 0.95, 4.7953886962, 18.390356042],
      [100, 0.95, 81.3639912509, 121.6267937924],
      [5, 0.99, 1.0779282406, 14.149759411],
      [1000, 0.99, 920.4240461634, 1084.3728680644]
    ] as const;
    for (const [count, confidence, low, high] of published) {
      const interval = poissonInterval(count, confidence);
      expect(interval.low).toBeCloseTo(low, 8);
      expect(interval.high).toBeCloseTo(high, 8);
    }
  });

  it("refuses a count that is none and a confidence that is no probability", () => {
    expect(() => poissonInterval(-1, 0.9)).toThrow("invalid count: -1");
    expect(() => poissonInterval(Number.NaN, 0.9)).toThrow("invalid count: NaN");
    expect(() => poissonInterval(3, 1)).toThrow("invalid confidence: 1");
  });
});

describe("poissonRange", () => {
  it("leaves at most half of the rest on either side, and is as narrow as that allows", () => {
    for (const mean of [0, 0.02, 0.3, 1, 7.5, 63, 1000, 250_000]) {
      const {low, high} = poissonRange(mean, 0.99);
      expect(1 - poissonCdf(high, mean)).toBeLessThanOrEqual(0.005);
      if (high > 0) expect(1 - poissonCdf(high - 1, mean)).toBeGreaterThan(0.005);
      if (low > 0) expect(poissonCdf(low - 1, mean)).toBeLessThanOrEqual(0.005);
      expect(poissonCdf(low, mean)).toBeGreaterThan(0.005);
    }
    expect(poissonRange(0, 0.99)).toEqual({low: 0, high: 0});
  });

  it("refuses a mean that is none", () => {
    expect(() => poissonRange(-1, 0.99)).toThrow("invalid mean: -1");
    expect(() => poissonRange(Number.NaN, 0.99)).toThrow("invalid mean: NaN");
  });
});

describe("poissonCdf", () => {
  it("is the sum of the probabilities", () => {
    for (const mean of [0.1, 2, 15, 60]) {
      let term = Math.exp(-mean);
      let sum = 0;
      for (let k = 0; k < 150; ++k) {
        sum += term;
        term *= mean / (k + 1);
        expect(poissonCdf(k, mean)).toBeCloseTo(Math.min(1, sum), 12);
      }
    }
  });
});
