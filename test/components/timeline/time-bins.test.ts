import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  drawnMinutes,
  fillBins,
  meanScore,
  stepName,
  stepRemark
} from "../../../src/components/timeline/time-bins.js";

const minute = 60_000;
const start = Date.UTC(2026, 2, 2);
const row = (time: number, anomalous = 1) => ({time, events: 2, anomalous, scored: 1, score_sum: 5000});

describe("steps of time", () => {
  it("are as long as the rows' own while there is room", () => {
    expect(drawnMinutes({from: start, to: start + 24 * 60 * minute}, 5, 800)).toBe(5);
    expect(drawnMinutes({from: start, to: start + 7 * 24 * 60 * minute}, 5, 300)).toBe(15);
  });

  it("merge into whole numbers of the rows' own steps", () => {
    expect(drawnMinutes({from: start, to: start + 7 * 24 * 60 * minute}, 10, 300)).toBe(30);
  });

  it("have names, and a remark where they are not those that were chosen", () => {
    expect([5, 60, 1440, 2880].map(stepName)).toEqual(["5 minutes", "hour", "day", "2 days"]);
    expect(stepRemark(5, 5)).toBe("");
    expect(stepRemark(5, 2880)).toBe("drawn per 2 days, which is what fits here");
  });

  it("never outgrow the drawing, whatever the window", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 5 * 366 * 24 * 60}),
        fc.integer({min: 100, max: 2000}),
        (span, width) => {
          const minutes = drawnMinutes({from: start, to: start + span * minute}, 5, width);
          expect(span / minutes).toBeLessThanOrEqual(width * 2.5);
        }
      )
    );
  });

  it("cover the window without gaps, and lose no event", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 287})), fc.constantFrom(5, 15, 60), (steps, minutes) => {
        const range = {from: start, to: start + 24 * 60 * minute};
        const bins = fillBins(
          steps.map(step => row(start + step * 5 * minute)),
          range,
          minutes
        );
        expect(bins.length).toBe((24 * 60) / minutes);
        expect(bins.every((bin, i) => bin.time === (bins[i - 1]?.end ?? range.from))).toBe(true);
        expect(bins.reduce((sum, bin) => sum + bin.events, 0)).toBe(2 * steps.length);
      })
    );
  });

  it("have a mean score only where something was scored", () => {
    const [first, second] = fillBins([row(start)], {from: start, to: start + 10 * minute}, 5);
    expect(first && meanScore(first)).toBe(0.5);
    expect(second && meanScore(second)).toBeNull();
  });
});
