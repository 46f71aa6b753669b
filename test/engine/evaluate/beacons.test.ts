import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {readAllowList} from "../../../src/engine/detect/beacons/allow-list.js";
import {evaluateBeacons} from "../../../src/engine/evaluate/beacons.js";

const allowList = readAllowList(readFileSync("data/allow.yml", "utf8"), "data/allow.yml");

describe("the evaluation of beacons in simulation", () => {
  const result = evaluateBeacons(11, allowList, {jitters: [0.3], beacons: 150, pairs: 500, regular: 20});

  it("finds at least 95% of the beacons with 30% jitter, uniform or normal", () => {
    for (const {found, beacons} of result.recall) expect(found / beacons).toBeGreaterThanOrEqual(0.95);
    expect(result.recall).toHaveLength(2);
  });

  it("takes at most one in a thousand benign pairs for a beacon", () => {
    expect(result.benign.reduce((sum, {pairs}) => sum + pairs, 0)).toBeGreaterThanOrEqual(3000);
    expect(result.perThousand.found).toBeLessThanOrEqual(1);
  });

  it("shows that RITA's score alone does not reach that", () => {
    expect(result.perThousand.ritaMedium).toBeGreaterThan(10);
  });

  it("finds mail programs, clocks and updates regular, and the allow-list lets them pass", () => {
    for (const {kind, found, allowed} of result.regular) {
      if (kind === "openPage") continue;
      expect(found).toBeGreaterThan(15);
      expect(allowed).toBe(found);
    }
  });

  it("is the same for the same seed", () => {
    const small = {jitters: [0.3], beacons: 5, pairs: 5, regular: 2};
    expect(evaluateBeacons(3, allowList, small)).toEqual(evaluateBeacons(3, allowList, small));
  });
});
