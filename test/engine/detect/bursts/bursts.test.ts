import {describe, expect, it} from "vitest";
import {type CountedBin, findBursts} from "../../../../src/engine/detect/bursts/bursts.js";
import {countTail} from "../../../../src/engine/detect/bursts/count-tail.js";
import {createRandom, type Random} from "../../../../src/engine/random.js";
import {normal} from "../isolation-forest/forests.js";

const minute = 60_000;
const bin = 5 * minute;
const monday = Date.UTC(2024, 0, 8);
const week = 7 * 288;

function poisson(random: Random, mean: number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  let count = 0;
  for (let product = random(); product > Math.exp(-mean); product *= random()) ++count;
  return count;
}

/** A week of five-minute counts that swell by day and ebb by night. */
function rhythm(scale: number, seed: number): Float64Array<ArrayBuffer> {
  const random = createRandom(seed);
  return Float64Array.from({length: week}, (_, i) =>
    poisson(random, scale * (1.2 + Math.sin((2 * Math.PI * (i - 96)) / 288)))
  );
}

/** Counts of consecutive bins from a Monday on. */
const binned = (counts: Float64Array): CountedBin[] =>
  Array.from(counts, (events, i) => ({start: monday + i * bin, events}));

/** Several stretches of counts, each after so many days of nothing. */
function withGaps(days: number, ...parts: readonly Float64Array[]): CountedBin[] {
  let start = monday;
  return parts.flatMap(part => {
    const bins = Array.from(part, (events, i) => ({start: start + i * bin, events}));
    start += part.length * bin + days * 288 * bin;
    return bins;
  });
}

describe("findBursts", () => {
  it("finds next to nothing in traffic that only follows its rhythm", () => {
    for (const scale of [0.3, 3, 30, 300, 3000]) {
      let found = 0;
      for (let seed = 1; seed <= 5; ++seed) found += findBursts(binned(rhythm(scale, seed)), bin).length;
      expect(found).toBeLessThanOrEqual(1);
    }
  });

  it("finds planted bursts at their time, by day and by night", () => {
    for (const scale of [2, 20, 200]) {
      const counts = rhythm(scale, 9);
      for (const at of [400, 1000, 1500])
        for (let i = at; i < at + 4; ++i) counts[i] = (counts[i] ?? 0) + 15 + 4 * scale;
      const bursts = findBursts(binned(counts), bin);
      expect(bursts.map(({start, end}) => [(start - monday) / bin, (end - monday) / bin])).toEqual([
        [400, 404],
        [1000, 1004],
        [1500, 1504]
      ]);
    }
  });

  it("says how high a burst was, what was expected, and how surprising it is", () => {
    const counts = new Float64Array(week).fill(10);
    counts.set([60, 90], 700);
    const [burst] = findBursts(binned(counts), bin);
    expect(burst).toMatchObject({
      start: monday + 700 * bin,
      end: monday + 702 * bin,
      peak: 90,
      expected: 20,
      events: 150
    });
    expect(burst?.strength).toBeCloseTo(-countTail(90, 10, 0), 6);
  });

  it("does not end a burst at a dip within it, nor join two that are far apart", () => {
    const counts = new Float64Array(week).fill(10);
    counts.set([80, 90, 16, 85, 95, 80], 700);
    counts.set([80, 90], 730);
    expect(findBursts(binned(counts), bin).map(({start, end}) => [start, end])).toEqual([
      [monday + 700 * bin, monday + 706 * bin],
      [monday + 730 * bin, monday + 732 * bin]
    ]);
  });

  it("takes visits that always come in clumps for the series' own way, and one far larger than them for a burst", () => {
    const random = createRandom(3);
    const counts = Float64Array.from({length: week}, () =>
      random() < 0.1 ? 10 + Math.floor(20 * random()) : 0
    );
    expect(findBursts(binned(counts), bin)).toEqual([]);
    counts.fill(400, 1000, 1003);
    expect(findBursts(binned(counts), bin)).toMatchObject([
      {start: monday + 1000 * bin, end: monday + 1003 * bin}
    ]);
  });

  it("compares with all bins while there are less than three days", () => {
    const counts = new Float64Array(300).fill(4);
    counts[50] = 40;
    expect(findBursts(binned(counts), bin)).toMatchObject([{peak: 40, expected: 4}]);
  });

  it("finds a burst at the end, and none where nothing ever happens", () => {
    const counts = new Float64Array(300);
    expect(findBursts(binned(counts), bin)).toEqual([]);
    counts.fill(1, 0, 30);
    counts[150] = 1;
    counts[299] = 50;
    expect(findBursts(binned(counts), bin)).toMatchObject([{end: monday + 300 * bin, peak: 50}]);
    expect(findBursts([], bin)).toEqual([]);
  });

  it("takes a day without events for a gap in the recording, and what surrounds it for itself", () => {
    const quiet = rhythm(3, 1);
    const busy = rhythm(300, 2);
    expect(findBursts(withGaps(1, quiet, busy), bin)).toEqual([]);
    expect(findBursts(withGaps(3000, quiet, busy, quiet), bin)).toEqual([]);
    // Less than a day of nothing is quiet, and then what follows it is much.
    const night = new Float64Array(280);
    const counts = Float64Array.of(...new Float64Array(288).fill(1), ...night, 900, 1, ...night, 1);
    expect(findBursts(binned(counts), bin)).toMatchObject([{peak: 900, events: 900}]);
  });

  it("finds planted bursts between gaps, where they are", () => {
    const parts = [3, 4, 5].map(seed => rhythm(20, seed));
    for (const part of parts) for (let i = 1000; i < 1004; ++i) part[i] = (part[i] ?? 0) + 95;
    const bursts = findBursts(withGaps(400, ...parts), bin);
    expect(bursts.map(({start, end}) => [(start - monday) / bin, (end - monday) / bin])).toEqual(
      [0, 1, 2].map(i => i * (week + 400 * 288)).map(at => [at + 1000, at + 1004])
    );
  });

  it("says nothing of less than a day between two gaps", () => {
    const short = new Float64Array(200).fill(1);
    short[100] = 9000;
    expect(findBursts(withGaps(2, short, short, short), bin)).toEqual([]);
    expect(
      findBursts(withGaps(9000, Float64Array.of(9386), rhythm(3, 1), Float64Array.of(500)), bin)
    ).toEqual([]);
  });

  it("says nothing of a handful of sessions, each of which would be a burst", () => {
    const counts = new Float64Array(600);
    for (const at of [0, 150, 300, 599]) counts[at] = 20;
    expect(findBursts(binned(counts), bin)).toEqual([]);
  });

  it("needs no memory for time without events", () => {
    const far = Date.UTC(2290, 0, 1);
    expect(
      findBursts(
        [{start: Date.UTC(1700, 0, 1), events: 9}, ...binned(rhythm(3, 1)), {start: far, events: 9}],
        bin
      )
    ).toEqual([]);
  });

  it("refuses bins out of order", () => {
    expect(() => findBursts([...binned(Float64Array.of(1, 1))].reverse(), bin)).toThrow(
      "invalid bin 1: it does not begin after bin 0 has ended"
    );
  });

  it("refuses bins longer than an hour and counts that are none", () => {
    expect(() => findBursts([], 2 * 60 * minute)).toThrow("invalid bin width: 7200000 ms");
    expect(() => findBursts(binned(Float64Array.of(1, Number.NaN)), bin)).toThrow(
      "invalid count in bin 1: NaN"
    );
  });
});

describe("countTail", () => {
  it("is the tail of a Poisson distribution without dispersion", () => {
    let below = 0;
    for (let k = 0, p = Math.exp(-3); k < 10; ++k, p *= 3 / k) below += p;
    expect(10 ** countTail(10, 3, 0)).toBeCloseTo(1 - below, 10);
  });

  it("is the tail of a geometric distribution with dispersion 1", () => {
    expect(countTail(20, 4, 1)).toBeCloseTo(20 * Math.log10(4 / 5), 8);
  });
});
