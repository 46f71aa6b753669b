import fc from "fast-check";
import {expect, it} from "vitest";
import {burstFinding, distanceBins} from "../../../src/components/evidence/burst-figures.js";

const figures = {injected: 72, found: 67, withinWindow: 67, distances: [], false: 0, days: 84};

it("the title says what was missed, what is late and what is false", () => {
  expect(burstFinding(figures)).toBe(
    "67 of 72 bursts are found, all of them within one window of their true begin; none is false"
  );
  expect(burstFinding({...figures, withinWindow: 60, false: 21})).toBe(
    "67 of 72 bursts are found, 60 of them within one window of their true begin; 0.25 a day are false"
  );
});

it("a begin that is off by exactly one window is within one", () => {
  const bins = distanceBins([0, 0.25, 1, 1.01, 9, 90]);
  expect(bins.filter(({bursts}) => bursts > 0)).toEqual([
    {from: 0, to: 0.25, bursts: 2, late: false, open: false},
    {from: 0.75, to: 1, bursts: 1, late: false, open: false},
    {from: 1, to: 1.25, bursts: 1, late: true, open: false},
    {from: 4, to: 4.25, bursts: 2, late: true, open: true}
  ]);
});

it("every distance is in one bin, and late bins hold those beyond one window", () => {
  fc.assert(
    fc.property(fc.array(fc.double({min: 0, max: 50, noNaN: true})), distances => {
      const bins = distanceBins(distances);
      const count = (some: typeof bins) => some.reduce((sum, {bursts}) => sum + bursts, 0);
      expect(count(bins)).toBe(distances.length);
      expect(count(bins.filter(({late}) => late))).toBe(distances.filter(distance => distance > 1).length);
    })
  );
});
