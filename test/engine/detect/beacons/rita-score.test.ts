import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Span, scoreDuration} from "../../../../src/engine/detect/beacons/duration-score.js";
import {
  countHeights,
  createHistogram,
  scoreHistogram
} from "../../../../src/engine/detect/beacons/histogram-score.js";
import {scoreWindow, weigh} from "../../../../src/engine/detect/beacons/rita-score.js";
import {scoreSizes} from "../../../../src/engine/detect/beacons/size-score.js";
import {scoreStatistics} from "../../../../src/engine/detect/beacons/statistical-score.js";
import {threatOf} from "../../../../src/engine/detect/beacons/threat.js";
import {scoreTimestamps} from "../../../../src/engine/detect/beacons/timestamp-score.js";

// Values marked "RITA" are those its own tests expect, to a thousandth:
// https://github.com/activecm/rita/blob/392fd1679b5a2e0280eb1c9cb8ad1fb649543797/analysis/beacons_test.go
const f = (...values: number[]) => Float64Array.from(values);
const near = (value: number, expected: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(0.001);
const begin = 1517338924;
const day: Span = {from: begin, to: begin + 24 * 3600};

describe("the timestamp score", () => {
  const cases: readonly [string, readonly number[], number, number, number][] = [
    ["a plain series", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1, 0, 0],
    ["perfect intervals", Array.from({length: 10}, (_, i) => begin + 60 * i), 1, 0, 0],
    [
      "close intervals",
      [
        begin,
        1517339022,
        1517339121,
        1517339220,
        1517339320,
        1517339420,
        1517339520,
        1517339621,
        1517339722,
        1517339824
      ],
      0.995,
      0,
      1
    ],
    [
      "bimodal intervals",
      [
        begin,
        1517339022,
        1517339322,
        1517339420,
        1517339720,
        1517339818,
        1517340118,
        1517340216,
        1517340516,
        1517340614,
        1517340914
      ],
      0.746,
      0,
      101
    ],
    [
      "random intervals",
      [
        begin,
        1517338925,
        1517339224,
        1517339249,
        1517344224,
        1517344314,
        1517344316,
        1517344358,
        1517344858,
        1517346358
      ],
      0.083,
      0.845,
      89
    ]
  ];
  for (const [name, times, score, skewness, deviation] of cases) {
    it(`of ${name} is RITA's`, () => {
      const found = scoreTimestamps(times);
      near(found.score, score);
      near(found.skewness, skewness);
      near(found.deviation, deviation);
    });
  }

  it("leaves out connections of the same second", () => {
    expect(scoreTimestamps([0, 0, 60, 60, 120, 180])).toEqual(scoreTimestamps([0, 60, 120, 180]));
  });

  it("refuses fewer than three intervals", () => {
    expect(() => scoreTimestamps([60, 60, 60, 60, 60])).toThrow("too few values: 0; expected at least 3");
  });
});

describe("the size score", () => {
  it("is RITA's for plain, equal, close, random and empty sizes", () => {
    near(scoreSizes(f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).score, 0.773);
    near(scoreSizes(f(60, 60, 60, 60, 60, 60, 60, 60, 60)).score, 1);
    near(scoreSizes(f(98, 99, 99, 100, 100, 100, 101, 101, 102)).score, 0.995);
    const random = scoreSizes(f(524885, 1, 5000, 98654, 50, 41, 965842, 3));
    near(random.score, 0.008);
    near(random.skewness, 0.984);
    near(random.deviation, 2523);
    near(scoreSizes(f(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).score, 0.5);
  });

  it("does not depend on the order, and leaves it as it is", () => {
    const sizes = f(300, 100, 200, 250);
    expect(scoreSizes(sizes)).toEqual(scoreSizes(f(100, 200, 250, 300)));
    expect([...sizes]).toEqual([300, 100, 200, 250]);
  });
});

describe("the statistical score", () => {
  it("is RITA's where a quartile is the median and skewness would be unreliable", () => {
    near(scoreStatistics(f(7, 7, 7, 7, 7, 8, 8, 8, 8), 1).score, 1);
    near(scoreStatistics(f(1, 1, 2, 2, 2, 2), 1).score, 1);
  });

  it("has RITA's median absolute deviations", () => {
    near(scoreStatistics(f(1, 2, 2, 3, 3, 3, 4, 5, 5), 1).deviation, 1);
    near(scoreStatistics(f(11, 12, 12, 14, 15, 16), 1).deviation, 1.5);
    near(scoreStatistics(f(1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000, 5500), 1).deviation, 1250);
  });

  it("is what a hand computes", () => {
    // Quartiles 10, 25, 100: skewness (10 + 100 - 50) / 90 = 2/3. Deviations 15, 0, 75: median 15; (25 - 15) / 25 = 0.4.
    expect(scoreStatistics(f(10, 25, 100), 1).score).toBe(0.367);
  });

  it("is between 0 and 1 for anything", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 1e6}), {minLength: 3, maxLength: 60}), values => {
        const {score, skewness} = scoreStatistics(Float64Array.from(values).sort(), 0);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(Math.abs(skewness)).toBeLessThanOrEqual(1);
      })
    );
  });
});

describe("the duration score", () => {
  const score = (from: number, to: number, filled: number, longestRun: number) =>
    scoreDuration(day, {from: begin + from * 3600, to: begin + to * 3600}, {filled, longestRun});
  it("is RITA's", () => {
    expect(score(0, 24, 24, 24)).toEqual({score: 1, coverage: 1, consistency: 1});
    expect(score(0, 24, 6, 0)).toEqual({score: 1, coverage: 1, consistency: 0});
    expect(score(12, 24, 6, 0)).toEqual({score: 0.5, coverage: 0.5, consistency: 0});
    expect(score(0, 12, 6, 0)).toEqual({score: 0.5, coverage: 0.5, consistency: 0});
    expect(score(6, 24, 6, 0)).toEqual({score: 0.75, coverage: 0.75, consistency: 0});
    expect(score(12, 24, 12, 12)).toEqual({score: 1, coverage: 0.5, consistency: 1});
    expect(score(12, 18, 6, 6)).toEqual({score: 0.5, coverage: 0.25, consistency: 0.5});
    expect(score(6, 18, 12, 6)).toEqual({score: 0.5, coverage: 0.5, consistency: 0.5});
    expect(score(6, 18, 3, 1)).toEqual({score: 0, coverage: 0, consistency: 0});
  });

  it("refuses spans without length and hours below one", () => {
    expect(() => scoreDuration({from: 1, to: 0}, day, {filled: 6, longestRun: 12})).toThrow("invalid span");
    expect(() => scoreDuration(day, {from: 1, to: 0}, {filled: 6, longestRun: 12})).toThrow("invalid span");
    const options = {leastHours: 6, idealHours: 0};
    expect(() => scoreDuration(day, day, {filled: 6, longestRun: 6}, options)).toThrow("expected at least 1");
  });
});

describe("the histogram score", () => {
  const options = {modeSensitivity: 0.05, outliers: 1, leastHours: 6};
  const staircase = Array.from({length: 10}, (_, i) => Array<number>(i + 1).fill(i + 1)).flat();
  const bimodal = [
    1, 2, 3, 4, 15, 21, 22, 23, 24, 35, 41, 42, 43, 44, 55, 61, 62, 63, 64, 75, 81, 82, 83, 84, 95
  ];
  const spread = [1, 3, 41, 50, 5000, 12001, 98654, 104001, 199999, 200400, 524885, 965842];
  const cases: readonly [string, Span, readonly number[], number, readonly number[], number, number][] = [
    ["a staircase", {from: 1, to: 11}, staircase, 10, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 10, 0.478],
    [
      "close times",
      {from: 98, to: 102},
      [98, 99, 99, 100, 100, 100, 101, 101, 102],
      8,
      [1, 0, 2, 0, 3, 0, 2, 1],
      3,
      0.064
    ],
    ["random times", {from: 0, to: 1e6}, spread, 10, [7, 2, 1, 0, 0, 1, 0, 0, 0, 1], 4, 0],
    ["two heights", {from: 0, to: 100}, bimodal, 10, [4, 1, 4, 1, 4, 1, 4, 1, 4, 1], 10, 1],
    ["a run around the end", {from: 0, to: 250}, [10, 20, 100, 110, 110, 220], 5, [2, 0, 3, 0, 1], 2, 0.028],
    [
      "one of each hour",
      day,
      Array.from({length: 24}, (_, i) => begin + i * 3600),
      24,
      Array(24).fill(1),
      24,
      1
    ],
    [
      "a single bar",
      day,
      Array.from({length: 10}, (_, i) => begin + i * 60),
      24,
      [10, ...Array(23).fill(0)],
      1,
      0
    ]
  ];
  for (const [name, window, times, bins, counts, longestRun, score] of cases) {
    it(`of ${name} is RITA's`, () => {
      const histogram = createHistogram(window, times, bins);
      expect(histogram.counts).toEqual(counts);
      expect(histogram.longestRun).toBe(longestRun);
      near(scoreHistogram(histogram, options).score, score);
    });
  }

  it("looks for two heights only in enough bars, whatever is asked for", () => {
    const histogram = createHistogram(day, [begin, begin + 60, begin + 120]);
    expect(scoreHistogram(histogram, {...options, leastHours: 1}).bimodalFit).toBe(0);
  });

  it("has RITA's flatness", () => {
    const flatness = (counts: number[]) =>
      scoreHistogram({counts, filled: counts.length, longestRun: counts.length}).flatness;
    near(flatness([950, 970, 990, 1010, 1030, 1050, 1070]), 0.96);
    near(flatness([1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009]), 0.997);
    expect(flatness([1, 5, 10, 50, 100, 500, 1000, 5000, 10000])).toBe(0);
  });

  it("counts nearly equal heights as one, as RITA does", () => {
    const heights = (counts: number[], sensitivity: number) =>
      Object.fromEntries(countHeights(counts, sensitivity));
    expect(heights([900, 901, 899, 900, 899, 902, 900, 901], 0.05)).toEqual({874: 8});
    expect(heights([100, 105, 100, 300, 305, 300], 0.1)).toEqual({93: 3, 279: 3});
    expect(heights([2, 0, 2, 0, 2, 0, 2, 0, 2, 0], 0.05)).toEqual({2: 5});
    expect(heights([9, 10, 11, 10, 11, 9, 10, 11, 10, 9, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2], 0.3)).toEqual({
      0: 10,
      8: 10
    });
  });

  it("counts every connection once", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({min: 0, max: 86_400}), {minLength: 1}),
        fc.integer({min: 1, max: 50}),
        (times, bins) => {
          const {counts} = createHistogram({from: 0, to: 86_400}, times, bins);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(times.length);
        }
      )
    );
  });
});

describe("the beacon score", () => {
  it("is RITA's weighted mean", () => {
    const weights = {timestamp: 0.2, size: 0.2, duration: 0.3, histogram: 0.3};
    expect(weigh({timestamp: 0.8, size: 0.7, duration: 0.6, histogram: 0.5}, weights)).toBe(0.63);
    expect(weigh({timestamp: 0.1, size: 0.2, duration: 0.3, histogram: 0.4})).toBe(0.25);
    const uneven = {timestamp: 0.173, size: 0.325, duration: 0.299, histogram: 0.203};
    expect(weigh({timestamp: 0.111, size: 0.222, duration: 0.333, histogram: 0.444}, uneven)).toBe(0.281);
  });

  it("refuses scores and weights that are none", () => {
    const ones = {timestamp: 1, size: 1, duration: 1, histogram: 1};
    expect(() => weigh({...ones, timestamp: 1.1})).toThrow("invalid timestamp score: 1.1");
    expect(() => weigh(ones, {timestamp: 1.1, size: 0, duration: 0, histogram: 0})).toThrow(
      "invalid timestamp weight"
    );
    expect(() => weigh(ones, {timestamp: 0.3, size: 0.3, duration: 0.3, histogram: 0.2})).toThrow(
      "expected 1"
    );
  });

  it("of a pair that calls every hour with equal sizes is 1", () => {
    const times = Float64Array.from({length: 24}, (_, i) => begin + i * 3600);
    const scored = scoreWindow({window: day, times, sizes: times.map(() => 500)});
    expect(scored).toMatchObject({score: 1, timestamp: 1, size: 1, duration: 1, histogram: 1});
  });

  it("is not measured where sizes are not", () => {
    const times = Float64Array.from({length: 24}, (_, i) => begin + i * 3600);
    expect(scoreWindow({window: day, times, sizes: null})).toMatchObject({
      score: null,
      size: null,
      timestamp: 1
    });
  });

  it("is none for fewer than four distinct seconds and for a strobe", () => {
    const few = f(begin, begin, begin + 60, begin + 60, begin + 120);
    expect(scoreWindow({window: day, times: few, sizes: null})).toBeNull();
    const strobe = Float64Array.from({length: 86_400}, (_, i) => begin + i);
    expect(scoreWindow({window: day, times: strobe, sizes: null})).toBeNull();
  });
});

describe("the threat score", () => {
  // https://github.com/activecm/rita/blob/0b6db7afdaf32203a0bb492545c7d4bf05ede24d/analysis/analysis_test.go
  it("is RITA's at the borders of its categories", () => {
    expect(threatOf(0.49)).toBe(0);
    near(threatOf(0.5), 0.2);
    near(threatOf(0.75), 0.4);
    near(threatOf(0.825), 0.5);
    near(threatOf(0.9), 0.6);
    near(threatOf(0.95), 0.7);
    near(threatOf(1), 0.8);
  });
});
