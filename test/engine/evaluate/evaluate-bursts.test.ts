import {describe, expect, it} from "vitest";
import {evaluateBursts, judgeBursts} from "../../../src/engine/evaluate/evaluate-bursts.js";

describe("bursts of known begin in simulated counts", () => {
  const figures = [1, 2, 3, 4, 5].map(seed => evaluateBursts(seed));
  const sum = (value: (of: (typeof figures)[number]) => number) =>
    figures.reduce((total, own) => total + value(own), 0);

  it("are found within one window of their true begin", () => {
    expect(sum(own => own.injected)).toBe(360);
    expect(sum(own => own.found)).toBeGreaterThan(0.9 * 360);
    expect(sum(own => own.withinWindow)).toBeGreaterThan(0.97 * sum(own => own.found));
  });

  it("are hardly ever found where there are none", () => {
    expect(sum(own => own.days)).toBe(420);
    expect(sum(own => own.false)).toBeLessThanOrEqual(6);
    expect(evaluateBursts(7, {multiples: [0]}).false).toBeLessThanOrEqual(1);
  });

  it("are all found where they are thirty times the usual of a busy series", () => {
    const {injected, found, withinWindow} = evaluateBursts(1, {means: [20, 80], multiples: [30]});
    expect([found, withinWindow]).toEqual([injected, injected]);
  });

  it("give the same figures for the same seed, and others for another", () => {
    expect(evaluateBursts(1)).toEqual(evaluateBursts(1));
    expect(evaluateBursts(1)).not.toEqual(evaluateBursts(2));
  });
});

describe("judging bursts", () => {
  const found = (start: number, end: number) => ({start, end, binMs: 10});

  it("counts what overlaps as found, and measures begins in windows", () => {
    const known = [
      {start: 100, end: 150},
      {start: 300, end: 350},
      {start: 500, end: 550}
    ];
    expect(judgeBursts(known, [found(90, 140), found(330, 400), found(700, 710)], 2)).toEqual({
      injected: 3,
      found: 2,
      withinWindow: 1,
      distances: [1, 3],
      false: 1,
      days: 2
    });
  });

  it("does not take one that only touches for found", () => {
    expect(judgeBursts([{start: 100, end: 150}], [found(150, 160)], 1)).toMatchObject({found: 0, false: 1});
  });
});
