import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {binomialTail} from "../../../../src/engine/detect/beacons/binomial-tail.js";
import {callsOf} from "../../../../src/engine/detect/beacons/calls.js";
import {measureRegularity} from "../../../../src/engine/detect/beacons/regularity.js";
import {createRandom} from "../../../../src/engine/random.js";

describe("a binomial's tail", () => {
  it("is what a hand computes", () => {
    expect(10 ** binomialTail(3, 3, 0.5)).toBeCloseTo(1 / 8, 12);
    expect(10 ** binomialTail(2, 3, 0.25)).toBeCloseTo(3 * 0.25 ** 2 * 0.75 + 0.25 ** 3, 12);
    expect(10 ** binomialTail(9, 10, 0.5)).toBeCloseTo(11 / 1024, 12);
    expect(binomialTail(0, 10, 0.5)).toBe(0);
  });

  it("falls with every further success", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 3000}),
        fc.double({min: 0.01, max: 0.9, noNaN: true}),
        (trials, chance) => {
          const k = Math.floor(trials / 2);
          expect(binomialTail(k + 1, trials, chance)).toBeLessThanOrEqual(
            binomialTail(k, trials, chance) + 1e-9
          );
        }
      )
    );
  });
});

describe("calls", () => {
  it("are connections that are not within moments of the one before", () => {
    expect([...callsOf([0, 1, 3, 60, 61, 64, 120], 5)]).toEqual([0, 60, 120]);
  });
});

describe("regularity", () => {
  it("of a clock is whole and no accident", () => {
    const clock = Float64Array.from({length: 11}, (_, i) => i * 3600);
    const found = measureRegularity(clock);
    expect(found).toMatchObject({period: 3600, share: 1, spread: 0});
    // Nine intervals, beside the median, within a twentieth of it or of its double, triple or fourfold, each half as likely as
    // the one before; times five for the five ways that were tried.
    const chance = (2 ** -0.95 - 2 ** -1.05) * (1 + 1 / 2 + 1 / 4 + 1 / 8);
    expect(found?.significance).toBeCloseTo(-9 * Math.log10(chance) - Math.log10(5), 9);
  });

  it("holds for jitter and calls that are missed", () => {
    const random = createRandom(1);
    const calls: number[] = [];
    for (let time = 0; time < 7 * 86_400; time += 3600 * (0.7 + 0.6 * random()))
      if (random() > 0.1) calls.push(time);
    const found = measureRegularity(Float64Array.from(calls));
    expect(found?.share).toBeGreaterThan(0.75);
    expect(found?.significance).toBeGreaterThan(20);
  });

  it("sees the clock where every other call goes unseen", () => {
    const found = measureRegularity(Float64Array.of(0, 100, 200, 400, 500, 800, 900, 1000, 1200, 1300, 1600));
    expect(found).toMatchObject({period: 100, share: 1, spread: 0});
  });

  it("of random calls is significant as rarely as it says", () => {
    const random = createRandom(2);
    const trials = 2000;
    let significant = 0;
    for (let trial = 0; trial < trials; ++trial) {
      const calls = new Float64Array(20);
      for (let i = 1; i < 20; ++i) calls[i] = (calls[i - 1] ?? 0) - 600 * Math.log(1 - random());
      if ((measureRegularity(calls)?.significance ?? 0) >= 2) ++significant;
    }
    expect(significant / trials).toBeLessThanOrEqual(0.01);
    expect(significant).toBeGreaterThan(0);
  });

  it("does not depend on the unit of time", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 1, max: 1000}), {minLength: 2, maxLength: 40}), intervals => {
        let time = 0;
        const calls = Float64Array.from([0, ...intervals], interval => {
          time += interval;
          return time;
        });
        const slower = calls.map(call => call * 8);
        expect(measureRegularity(slower)).toEqual({
          ...measureRegularity(calls),
          period: 8 * (measureRegularity(calls)?.period ?? 0)
        });
      })
    );
  });

  it("of a single call is none", () => {
    expect(measureRegularity(Float64Array.of(5))).toBeNull();
  });
});
