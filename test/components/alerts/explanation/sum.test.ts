import fc from "fast-check";
import {expect, it} from "vitest";
import {addUp, negated, oneIn, signed} from "../../../../src/components/alerts/explanation/sum.js";
import {
  anomalyScore,
  calibrate,
  tailProbability
} from "../../../../src/engine/detect/calibration/calibration.js";
import {averagePathLength} from "../../../../src/engine/detect/isolation-forest/path.js";
import {createRandom} from "../../../../src/engine/random.js";

const forest = {detector: "isolation_forest", base: -11, samples: 256};

function calibrationUpTo(highest: number) {
  const random = createRandom(1);
  const calibration = calibrate(Float64Array.from({length: 2000}, () => 0.3 + (highest - 0.3) * random()));
  if (calibration === null) throw new Error("2000 scores are enough for a calibration");
  return calibration;
}

it("base and parts are the total, which is the path length that the raw score stands for", () => {
  fc.assert(
    fc.property(fc.array(fc.double({min: -2, max: 2, noNaN: true}), {maxLength: 30}), contributions => {
      const sum = addUp(
        contributions.map(contribution => ({contribution})),
        forest,
        null,
        "SSH"
      );
      expect(sum.base + sum.features).toBe(sum.total);
      expect(Math.log2(sum.raw) * averagePathLength(256)).toBeCloseTo(sum.total, 9);
    })
  );
});

it("a raw score is calibrated in its own group, whatever the group is called", () => {
  const calibration = {own: {SSH: calibrationUpTo(0.5)}, rest: calibrationUpTo(0.7)};
  const parts = [{contribution: 11 + Math.log2(0.52) * averagePathLength(256)}];
  for (const [group, used] of [
    ["SSH", calibration.own.SSH],
    ["constructor", calibration.rest]
  ] as const) {
    const {raw, probability, score} = addUp(parts, forest, calibration, group);
    expect(probability).toBe(tailProbability(used, raw));
    expect(score).toBe(anomalyScore(tailProbability(used, raw)));
  }
});

it("without a benign reference there is neither probability nor score", () => {
  const {probability, score} = addUp([{contribution: 3}], forest, null, "SSH");
  expect([probability, score]).toEqual([null, null]);
});

it("a probability is told as one in so many, to two digits", () => {
  expect([0.5, 1 / 1234, 1e-6, 1e-9, 1].map(oneIn)).toEqual([
    "one in 2",
    "one in 1,200",
    "one in 1,000,000",
    "fewer than one in a million",
    "nearly every one"
  ]);
});

it("numbers carry their sign, and none when they round to 0", () => {
  expect([0.842, -0.306, -0.001].map(value => signed(value))).toEqual(["+0.84", "−0.31", "0.00"]);
  expect([9.09, -9.09].map(value => negated(value))).toEqual(["9.09", "−9.09"]);
});
