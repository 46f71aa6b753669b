import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  beginCost,
  burstGain,
  burstRate,
  findBurstRuns,
  findCheapestRuns
} from "../../../../src/engine/detect/bursts/kleinberg.js";

const flat = (length: number, mean: number, dispersion = 0) => ({
  expected: new Float64Array(length).fill(mean),
  dispersion,
  clumped: dispersion
});

/** ln P(X = count) of a negative binomial. */
function logProbability(count: number, mean: number, dispersion: number): number {
  const shape = 1 / dispersion;
  let sum = shape * Math.log(shape / (shape + mean));
  for (let k = 1; k <= count; ++k) sum += Math.log(((k - 1 + shape) / k) * (mean / (shape + mean)));
  return sum;
}

describe("the gain of a burst", () => {
  it("is the logarithm of the ratio of two negative binomials", () => {
    for (const count of [0, 1, 7, 40]) {
      const ratio = logProbability(count, 12, 0.3) - logProbability(count, 4, 0.3);
      expect(burstGain(count, 4, 12, 0.3)).toBeCloseTo(ratio, 10);
    }
  });

  it("comes close to Poisson's as the dispersion goes to 0", () => {
    expect(burstGain(9, 4, 12, 1e-7)).toBeCloseTo(9 * Math.log(3) - 8, 4);
    expect(burstGain(9, 4, 12, 0)).toBeCloseTo(9 * Math.log(3) - 8, 12);
  });
});

describe("the automaton", () => {
  it("takes the cheapest of all ways through a series", () => {
    const counts = fc.array(fc.integer({min: 0, max: 30}), {minLength: 1, maxLength: 10});
    fc.assert(
      fc.property(counts, fc.constantFrom(0, 0.2, 1), (list, dispersion) => {
        const n = list.length;
        const gains = list.map(count => burstGain(count, 3, burstRate(3), dispersion));
        const worth = (isBurst: (i: number) => boolean) =>
          gains.reduce((sum, gain, i) => {
            if (!isBurst(i)) return sum;
            return sum + gain - (i > 0 && isBurst(i - 1) ? 0 : beginCost(n));
          }, 0);
        let best = 0;
        for (let way = 0; way < 2 ** n; ++way)
          best = Math.max(
            best,
            worth(i => ((way >> i) & 1) === 1)
          );
        const runs = findCheapestRuns(Float64Array.from(list), flat(n, 3, dispersion));
        expect(worth(i => runs.some(({from, to}) => from <= i && i < to))).toBeCloseTo(best, 9);
      })
    );
  });

  it("gives runs in order that do not touch, with a weight above 0", () => {
    const counts = new Float64Array(300).fill(4);
    counts.fill(40, 50, 60);
    counts.fill(40, 200, 203);
    expect(findBurstRuns(counts, flat(300, 4)).map(({from, to}) => [from, to])).toEqual([
      [50, 60],
      [200, 203]
    ]);
    for (const {weight} of findBurstRuns(counts, flat(300, 4))) expect(weight).toBeGreaterThan(0);
  });

  it("begins a burst where its own rate begins, not where some bins before it were a little high", () => {
    const counts = new Float64Array(300).fill(4);
    counts.fill(15, 95, 100);
    counts.fill(200, 100, 106);
    expect(findBurstRuns(counts, flat(300, 4))).toMatchObject([{from: 100, to: 106}]);
  });

  it("finds nothing in nothing", () => {
    expect(findBurstRuns(new Float64Array(0), flat(0, 1))).toEqual([]);
    expect(findBurstRuns(new Float64Array(50), flat(50, 1))).toEqual([]);
  });
});
