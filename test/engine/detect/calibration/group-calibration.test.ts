import {describe, expect, it} from "vitest";
import {calibrate, tailProbability} from "../../../../src/engine/detect/calibration/calibration.js";
import {
  calibrateGroups,
  calibrationOf,
  defaults,
  groupTailProbability
} from "../../../../src/engine/detect/calibration/group-calibration.js";
import {createRandom} from "../../../../src/engine/random.js";

const names = ["DNS", "SSH", "constructor"];
/** Scores of DNS lie in [0, 1), those of all others in [10, 11). */
function sample(counts: readonly number[]) {
  const random = createRandom(1);
  const groups = Int32Array.from(counts.flatMap((count, group) => new Array<number>(count).fill(group)));
  return {groups, scores: Float64Array.from(groups, group => random() + (group === 0 ? 0 : 10))};
}

describe("calibrateGroups", () => {
  it("gives a common group its own distribution, and the rest one together", () => {
    const {scores, groups} = sample([defaults.leastOwn, 300, 250]);
    const calibration = calibrateGroups(scores, groups, names);
    if (!calibration) throw new Error("not calibrated");
    expect(Object.keys(calibration.own)).toEqual(["DNS"]);
    expect(calibration.rest.count).toBe(550);
    // A score far above all DNS is ordinary elsewhere.
    expect(groupTailProbability(calibration, "DNS", 10.5)).toBeLessThan(1e-6);
    expect(groupTailProbability(calibration, "SSH", 10.5)).toBeCloseTo(0.5, 1);
    expect(groupTailProbability(calibration, "never seen", 10.5)).toBeCloseTo(0.5, 1);
    expect(calibrationOf(calibration, "constructor")).toBe(calibration.rest);
  });

  it("puts all together where the others are too few to tell", () => {
    const {scores, groups} = sample([defaults.leastOwn, 20, 0]);
    const calibration = calibrateGroups(scores, groups, names);
    expect(calibration?.rest.count).toBe(defaults.leastOwn + 20);
  });

  it("is the plain calibration for a single small group, and null for too few scores", () => {
    const {scores, groups} = sample([0, 499, 200]);
    const calibration = calibrateGroups(scores, groups, names);
    const plain = calibrate(scores);
    if (!calibration || !plain) throw new Error("not calibrated");
    for (const score of [10.1, 10.99, 12]) {
      expect(groupTailProbability(calibration, "SSH", score)).toBe(tailProbability(plain, score));
    }
    expect(calibrateGroups(scores.subarray(0, 300), groups.subarray(0, 300), names)).toBeNull();
  });
});
