import {describe, expect, it} from "vitest";
import {calibrateGroups} from "../../../src/engine/detect/calibration/group-calibration.js";
import {checkCalibration, describeTails} from "../../../src/engine/evaluate/calibration-check.js";
import {createRandom} from "../../../src/engine/random.js";

const random = createRandom(8);

describe("checkCalibration", () => {
  it("finds benign rows as often as claimed when probabilities mean what they say", () => {
    const probability = Float64Array.from({length: 200_000}, random);
    const benign = Int32Array.from({length: 200_000}, (_, row) => row);
    for (const {implied, observed, low, high} of checkCalibration(probability, benign)) {
      expect(low).toBeLessThanOrEqual(observed);
      expect(high).toBeGreaterThanOrEqual(observed);
      if (implied >= 1e-4) expect(observed).toBeGreaterThan(implied / 2);
      if (implied >= 1e-4) expect(observed).toBeLessThan(implied * 2);
    }
  });

  it("counts benign rows only", () => {
    const points = checkCalibration(Float64Array.of(1e-9, 0.5, 0.05, 0.9), Int32Array.of(1, 2, 3));
    expect(points[0]).toMatchObject({implied: 0.1, count: 1, observed: 1 / 3});
    expect(points.at(-1)?.count).toBe(0);
  });

  it("says nothing without benign rows", () => {
    expect(checkCalibration(Float64Array.of(0.5), new Int32Array(0))).toEqual([]);
  });
});

describe("describeTails", () => {
  it("tells groups with a distribution of their own from those that share one", () => {
    const codes = Int32Array.from({length: 3400}, (_, row) => (row < 3000 ? 0 : 1));
    const scores = Float64Array.from(codes, code => code + random());
    const calibration = calibrateGroups(scores, codes, ["DNS", "SSH", "FTP"]);
    if (calibration === null) throw new Error("enough scores must be calibrated");
    const probability = Float64Array.from(codes, (_, row) => (row === 3399 ? 1e-4 : 0.5));
    const tails = describeTails(
      [calibration],
      {names: ["DNS", "SSH", "FTP"], codes},
      probability,
      Int32Array.from(codes, (_, row) => row)
    );
    expect(tails.map(({group, own, count, judged, low}) => [group, own, count, judged, low])).toEqual([
      ["DNS", true, 3000, 3000, 0],
      ["SSH", false, calibration.rest.count, 400, 1]
    ]);
    expect(tails[0]?.tailDistance).toBeGreaterThan(0);
    expect(tails[0]?.tailDistance).toBeLessThan(0.3);
  });
});
