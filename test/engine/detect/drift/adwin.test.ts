import {describe, expect, it} from "vitest";
import {type Change, createAdwin, defaults} from "../../../../src/engine/detect/drift/adwin.js";
import {createRandom} from "../../../../src/engine/random.js";

function changesOf(values: Iterable<number>, delta?: number): Change[] {
  const adwin = createAdwin(delta === undefined ? {} : {delta});
  const changes: Change[] = [];
  for (const value of values) {
    const change = adwin.push(value);
    if (change !== null) changes.push(change);
  }
  return changes;
}

function bernoulli(count: number, p: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({length: count}, () => (random() < p ? 1 : 0));
}

describe("createAdwin", () => {
  it("raises no more alarms on streams that do not change than delta allows", () => {
    const streams = 200;
    let alarmed = 0;
    for (let seed = 0; seed < streams; ++seed) {
      const random = createRandom(seed);
      const values = Array.from({length: 2000}, () => (seed % 2 ? random() : random() < 0.1 ? 1 : 0));
      if (changesOf(values).length > 0) ++alarmed;
    }
    // The bound is for a look; all looks at a stream together raise fewer, as they see mostly the same numbers.
    expect(alarmed / streams).toBeLessThan(0.02);
  });

  it("finds a shift of the mean soon, and about where it was", () => {
    const [change, ...others] = changesOf([...bernoulli(1000, 0.2, 1), ...bernoulli(1000, 0.7, 2)]);
    expect(change?.at).toBeGreaterThan(1000);
    expect(change?.at).toBeLessThan(1150);
    expect(change?.before).toBeCloseTo(0.2, 1);
    const last = others.at(-1) ?? change;
    expect(Math.abs((last?.from ?? 0) - 1000)).toBeLessThan(100);
    expect(last?.after).toBeGreaterThan(0.6);
  });

  it("finds a small shift given more numbers, and a shift back", () => {
    const values = [...bernoulli(8000, 0.05, 3), ...bernoulli(8000, 0.1, 4), ...bernoulli(8000, 0.05, 5)];
    const changes = changesOf(values);
    expect(changes.some(({at, before, after}) => at > 8000 && at < 12_000 && after > before)).toBe(true);
    expect(changes.some(({at, before, after}) => at > 16_000 && at < 20_000 && after < before)).toBe(true);
    expect(changes.every(({at}) => at > 8000)).toBe(true);
  });

  it("is quicker to find a change, the larger delta is", () => {
    const values = [...bernoulli(2000, 0.3, 6), ...bernoulli(2000, 0.45, 7)];
    const at = (delta: number) => changesOf(values, delta)[0]?.at ?? Number.POSITIVE_INFINITY;
    expect(at(0.2)).toBeLessThan(at(1e-9));
  });

  it("keeps the mean of its window exactly, while nothing changes", () => {
    const adwin = createAdwin();
    expect([adwin.size, adwin.mean]).toEqual([0, 0]);
    const values = bernoulli(5000, 0.5, 8);
    for (const value of values) adwin.push(value);
    expect(adwin.size).toBe(5000);
    expect(adwin.mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 5000, 12);
  });

  it("forgets what was before a change", () => {
    const adwin = createAdwin();
    for (let i = 0; i < 500; ++i) adwin.push(0);
    for (let i = 0; i < 500; ++i) adwin.push(1);
    expect(adwin.size).toBeLessThan(500 + 2 * defaults.every);
    expect(adwin.mean).toBeGreaterThan(0.95);
  });

  it("never alarms on a constant", () => {
    expect(changesOf(new Array(5000).fill(0.37))).toEqual([]);
  });

  it("refuses numbers outside [0, 1] and a delta that is no probability", () => {
    for (const value of [-0.01, 1.01, Number.NaN]) {
      expect(() => createAdwin().push(value)).toThrow(`invalid value: ${value}; expected a number in [0, 1]`);
    }
    expect(() => createAdwin({delta: 0})).toThrow("invalid delta: 0; expected a probability in (0, 1)");
  });
});
