import {describe, expect, it} from "vitest";
import {stratifiedFolds, takeRows} from "../../../src/engine/evaluate/folds.js";
import {judge} from "../../../src/engine/evaluate/judge.js";
import {createRandom} from "../../../src/engine/random.js";

const random = createRandom(9);
const attack = Uint8Array.from({length: 500}, (_, row) => (row % 5 === 0 ? 1 : 0));
const scored = (gap: number) => Float64Array.from(attack, label => random() + gap * label);
const options = {seed: 1, reference: "isolation_forest", model: "combined"};

describe("judge", () => {
  it("compares detectors with the reference and the model with its controls, on the same resamples", () => {
    const good = [scored(0.8), scored(0.8)];
    const {detectors, controls, model, modelDifferences} = judge(
      {
        attack,
        cluster: null,
        scores: {isolation_forest: [scored(0.3)], combined: good},
        controls: {
          time_only: [scored(0)],
          best_single_feature: good,
          shuffled_labels: {scores: [scored(0)], attack: [attack]}
        }
      },
      options
    );
    expect(model).toBe("combined");
    expect(detectors["isolation_forest"]?.difference).toBeNull();
    expect(detectors["combined"]?.difference?.roc_auc.low).toBeGreaterThan(0);
    expect(modelDifferences["isolation_forest"]).toEqual(detectors["combined"]?.difference);
    expect(detectors["combined"]?.bySeed).toHaveLength(2);
    expect(controls.map(({name, passed}) => [name, passed])).toEqual([
      ["shuffled_labels", true],
      ["time_only", true],
      ["best_single_feature", false]
    ]);
    expect(controls[2]?.differences["combined"]).toEqual({value: 0, low: 0, high: 0});
  });

  it("turns a control round that tells more that way", () => {
    const {controls} = judge(
      {
        attack,
        cluster: null,
        scores: {knn: [scored(0.5)]},
        controls: {missingness_only: [scored(0.5).map(score => -score)]}
      },
      options
    );
    expect(controls[0]?.value).toBeGreaterThan(0.8);
    expect(controls[0]?.passed).toBe(false);
  });

  it("takes the first detector for reference and model where those asked for were not run", () => {
    const {reference, model} = judge({attack, cluster: null, scores: {knn: [scored(1)]}}, options);
    expect([reference, model]).toEqual(["knn", "knn"]);
  });

  it("names the detector whose scores cannot be judged", () => {
    const bad = scored(1);
    bad[7] = Number.NaN;
    expect(() => judge({attack, cluster: null, scores: {knn: [bad]}}, options)).toThrow(
      "knn: invalid score: NaN in row 7"
    );
    expect(() => judge({attack, cluster: null, scores: {}}, options)).toThrow("nothing to judge");
  });
});

describe("stratifiedFolds", () => {
  it("gives every fold its share of both classes", () => {
    const fold = stratifiedFolds(attack, 5, createRandom(1));
    for (let k = 0; k < 5; ++k) {
      const own = attack.filter((_, row) => fold[row] === k);
      expect(own).toHaveLength(100);
      expect(own.reduce((sum, label) => sum + label, 0)).toBe(20);
    }
  });

  it("refuses fewer rows of a class than folds", () => {
    expect(() => stratifiedFolds(Uint8Array.of(0, 0, 0, 1), 2, createRandom(1))).toThrow(
      "2 folds need at least 2 attacks, have 1"
    );
  });
});

describe("takeRows", () => {
  it("takes rows in the order asked for", () => {
    expect([...takeRows(Float32Array.of(1, 2, 3, 4, 5, 6), 2, Int32Array.of(2, 0))]).toEqual([5, 6, 1, 2]);
  });
});
