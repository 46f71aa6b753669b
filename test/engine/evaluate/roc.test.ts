import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {rankScores, tally} from "../../../src/engine/evaluate/ranking.js";
import {recallByType} from "../../../src/engine/evaluate/recall-by-type.js";
import {rocAuc, rocCurve, thresholdAtFpr, tprAtFpr} from "../../../src/engine/evaluate/roc.js";
import {createRandom} from "../../../src/engine/random.js";
import {labelledScores} from "./ranked.js";

function count(scores: ArrayLike<number>, attack: ArrayLike<number>, weights?: ArrayLike<number>) {
  return tally(rankScores(scores, attack), weights);
}

describe("rankScores", () => {
  it("refuses what cannot be ranked, and says where it is", () => {
    expect(() => rankScores([1, 2], [0])).toThrow(
      "need one label for each score, have 2 scores and 1 labels"
    );
    expect(() => rankScores([1, Number.NaN], [0, 1])).toThrow("invalid score: NaN in row 1");
    expect(() => rankScores([1, Number.NEGATIVE_INFINITY], [0, 1])).toThrow(
      "invalid score: -Infinity in row 1"
    );
    expect(() => rankScores([1, 2], [0, 2])).toThrow("invalid label: 2 in row 1; expected 0 (normal) or 1");
    expect(() => rankScores([1, 2], [1, 1])).toThrow("have 2 attacks and 0 normal rows");
    expect(() => rankScores([], [])).toThrow("have 0 attacks and 0 normal rows");
  });
});

describe("rocAuc", () => {
  it("is the share of pairs in which the attack scores higher, ties counting half", () => {
    fc.assert(
      fc.property(labelledScores, ({scores, attack}) => {
        let won = 0;
        let pairs = 0;
        scores.forEach((a, i) => {
          scores.forEach((n, j) => {
            if (attack[i] !== 1 || attack[j] !== 0) return;
            pairs++;
            won += a > n ? 1 : a === n ? 0.5 : 0;
          });
        });
        expect(rocAuc(count(scores, attack))).toBeCloseTo(won / pairs, 12);
      })
    );
  });

  it("counts a row of weight k as k rows", () => {
    fc.assert(
      fc.property(labelledScores, fc.integer({min: 1, max: 99}), ({scores, attack}, seed) => {
        const random = createRandom(seed);
        const weights = scores.map(() => 1 + Math.floor(3 * random()));
        const rows = [...weights].flatMap((weight, row) => Array.from({length: weight}, () => row));
        const repeated = count(
          rows.map(row => scores[row] ?? 0),
          rows.map(row => attack[row] ?? 0)
        );
        const weighted = count(scores, attack, weights);
        expect(rocAuc(weighted)).toBeCloseTo(rocAuc(repeated), 12);
        expect(tprAtFpr(weighted, 0.2)).toBe(tprAtFpr(repeated, 0.2));
      })
    );
  });

  it("is 0.5 when all scores are equal", () => {
    expect(rocAuc(count([7, 7, 7], [0, 1, 0]))).toBe(0.5);
  });
});

describe("tprAtFpr", () => {
  it("is the best that any threshold within the target does", () => {
    const target = fc.constantFrom(0, 0.01, 0.1, 0.25, 0.5, 1);
    fc.assert(
      fc.property(labelledScores, target, ({scores, attack}, most) => {
        const attacks = attack.reduce((sum, label) => sum + label, 0);
        const normals = attack.length - attacks;
        let best = 0;
        for (const threshold of scores) {
          let caught = 0;
          let raised = 0;
          scores.forEach((score, row) => {
            if (score >= threshold) attack[row] === 1 ? caught++ : raised++;
          });
          if (raised / normals <= most) best = Math.max(best, caught / attacks);
        }
        expect(tprAtFpr(count(scores, attack), most)).toBe(best);
      })
    );
  });

  it("does not take half of a tie", () => {
    // Raising 3 catches one attack of two; 2 would raise half of the normal rows with the other.
    expect(tprAtFpr(count([3, 2, 2, 1], [1, 1, 0, 0]), 0.4)).toBe(0.5);
  });

  it("allows exactly one normal row in a hundred at 1%, in spite of rounding", () => {
    for (const hundreds of [1, 7, 29, 57]) {
      const normals = Array.from({length: 100 * hundreds}, (_, i) => i);
      const threshold = 99 * hundreds - 0.5;
      const counts = count([...normals, threshold], [...normals.map(() => 0), 1]);
      expect(tprAtFpr(counts, 0.01)).toBe(1);
      expect(tprAtFpr(counts, 0.0099)).toBe(0);
    }
  });
});

describe("thresholdAtFpr", () => {
  it("is the threshold at which the share of attacks of tprAtFpr is caught", () => {
    fc.assert(
      fc.property(labelledScores, fc.constantFrom(0, 0.1, 0.5, 1), ({scores, attack}, target) => {
        const threshold = thresholdAtFpr(rankScores(scores, attack), target);
        const caught = scores.filter((score, row) => score >= threshold && attack[row] === 1).length;
        const attacks = attack.reduce((sum, label) => sum + label, 0);
        expect(caught / attacks).toBe(tprAtFpr(count(scores, attack), target));
      })
    );
  });
});

describe("recallByType", () => {
  it("uses one threshold for all types, the most frequent first", () => {
    const attackType = {
      names: ["Normal", "probe", "dos", "none here"],
      codes: Int32Array.of(0, 0, 1, 2, 2, 2)
    };
    const recalls = recallByType(
      Float64Array.of(1, 5, 9, 9, 6, 2),
      Uint8Array.of(0, 0, 1, 1, 1, 1),
      attackType,
      0.1
    );
    expect(recalls).toEqual([
      {attackType: "dos", rows: 3, recall: 2 / 3},
      {attackType: "probe", rows: 1, recall: 1}
    ]);
  });
});

describe("rocCurve", () => {
  it("goes from (0, 0) to (1, 1) through true points of the curve, few enough to draw", () => {
    const random = createRandom(1);
    const attack = Uint8Array.from({length: 20_000}, () => (random() < 0.3 ? 1 : 0));
    const scores = Float64Array.from(attack, label => random() + 0.4 * label);
    const curve = rocCurve(rankScores(scores, attack), 100);
    expect(curve.length).toBeLessThan(400);
    expect(curve[0]).toMatchObject({falsePositiveRate: 0, truePositiveRate: 0});
    expect(curve[curve.length - 1]).toMatchObject({falsePositiveRate: 1, truePositiveRate: 1});
    const attacks = attack.reduce((sum, label) => sum + label, 0);
    for (const {threshold, truePositiveRate} of curve) {
      const caught = scores.filter((score, row) => score >= threshold && attack[row] === 1).length;
      expect(truePositiveRate).toBe(caught / attacks);
    }
    let area = 0;
    curve.forEach((point, i) => {
      const before = curve[i - 1];
      if (!before) return;
      area +=
        ((point.falsePositiveRate - before.falsePositiveRate) *
          (point.truePositiveRate + before.truePositiveRate)) /
        2;
    });
    expect(area).toBeCloseTo(rocAuc(count(scores, attack)), 3);
  });
});
