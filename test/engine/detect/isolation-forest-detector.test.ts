import {describe, expect, it} from "vitest";
import {isolationForest} from "../../../src/engine/detect/isolation-forest/detector.js";
import {fit as fitForest} from "../../../src/engine/detect/isolation-forest/fit.js";
import {averagePathLength} from "../../../src/engine/detect/isolation-forest/path.js";
import {scoreBlock} from "../../../src/engine/detect/isolation-forest/score.js";
import {scoresOf, trafficRows, trafficScales} from "./detector-tables.js";

const options = {seed: 3, names: ["a", "b", "count", "switch"], scales: trafficScales};

describe("isolationForest", () => {
  it("scores as the forest does that is fitted with the same options", () => {
    const rows = trafficRows(600, 1);
    const expected = new Float64Array(600);
    scoreBlock(fitForest(rows, 4, options), rows, 4, expected);
    expect(scoresOf(isolationForest.fit(rows, 4, options), rows)).toEqual(expected);
  });

  it("explains in path lengths: the score is 2^(total / c(samples))", () => {
    const rows = trafficRows(600, 2);
    const fitted = isolationForest.fit(rows, 4, options);
    const scores = scoresOf(fitted, rows);
    for (const row of [0, 1, 2, 300, 599]) {
      const {total} = fitted.explain(rows.slice(row * 4, row * 4 + 4));
      expect(2 ** (total / averagePathLength(256))).toBeCloseTo(scores[row] ?? 0, 9);
    }
  });
});
