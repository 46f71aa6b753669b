import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  averagePrecision,
  precisionRecallCurve,
  prevalence
} from "../../../src/engine/evaluate/precision-recall.js";
import {rankScores, tally} from "../../../src/engine/evaluate/ranking.js";
import {labelledScores} from "./ranked.js";

describe("averagePrecision", () => {
  it("is the mean over attacks of the precision at their score", () => {
    fc.assert(
      fc.property(labelledScores, ({scores, attack}) => {
        let sum = 0;
        let attacks = 0;
        scores.forEach((threshold, row) => {
          if (attack[row] !== 1) return;
          const raised = scores.filter(score => score >= threshold).length;
          const caught = scores.filter((score, other) => score >= threshold && attack[other] === 1).length;
          sum += caught / raised;
          attacks++;
        });
        expect(averagePrecision(tally(rankScores(scores, attack)))).toBeCloseTo(sum / attacks, 12);
      })
    );
  });

  it("comes to the prevalence when all scores are equal", () => {
    const counts = tally(rankScores([1, 1, 1, 1], [0, 1, 0, 0]));
    expect(averagePrecision(counts)).toBe(0.25);
    expect(prevalence(counts)).toBe(0.25);
  });
});

describe("precisionRecallCurve", () => {
  it("ends where everything is raised: full recall at the precision of the prevalence", () => {
    fc.assert(
      fc.property(labelledScores, ({scores, attack}) => {
        const ranking = rankScores(scores, attack);
        const curve = precisionRecallCurve(ranking);
        const end = curve[curve.length - 1];
        expect(end?.recall).toBe(1);
        expect(end?.precision).toBe(prevalence(tally(ranking)));
        for (const {precision, recall} of curve) {
          expect(precision).toBeGreaterThanOrEqual(0);
          expect(recall).toBeLessThanOrEqual(1);
        }
      })
    );
  });
});
