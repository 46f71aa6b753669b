import {describe, expect, it} from "vitest";
import {fit as fitForest} from "../../../src/engine/detect/isolation-forest/fit.js";
import {scoreBlock} from "../../../src/engine/detect/isolation-forest/score.js";
import {
  createIsolationForestExplainer,
  scoreOfTotal
} from "../../../src/engine/explain/explain-isolation-forest.js";
import {normalRows} from "../detect/isolation-forest/forests.js";
import {readIsolationForest} from "./reference.js";
import {distance} from "./trees.js";

const columns = 8;
const rows = normalRows(2000, columns, 5);
const forest = fitForest(rows, columns, {seed: 7, trees: 60});

it("base and parts add up to minus the path length, and so to the score", () => {
  const explainer = createIsolationForestExplainer(forest);
  const parts = new Float64Array(rows.length);
  explainer.explainRows(rows, parts);
  const scores = new Float64Array(rows.length / columns);
  scoreBlock(forest, rows, columns, scores);
  scores.forEach((score, i) => {
    const sum = parts.subarray(i * columns, (i + 1) * columns).reduce((a, b) => a + b, explainer.base);
    expect(Math.abs(scoreOfTotal(forest, sum) - score)).toBeLessThan(1e-12);
  });
});

it("one row is explained as among many", () => {
  const explainer = createIsolationForestExplainer(forest);
  const parts = new Float64Array(rows.length);
  explainer.explainRows(rows, parts);
  for (let i = 0; i < 20; ++i) {
    const one = explainer.explainRow(rows.subarray(i * columns, (i + 1) * columns));
    expect(distance(one.parts, parts.subarray(i * columns, (i + 1) * columns))).toBeLessThan(1e-12);
    expect(one.total).toBe(one.parts.reduce((a, b) => a + b, one.base));
  }
});

it("a value far from all others is what makes a row anomalous", () => {
  const explainer = createIsolationForestExplainer(forest);
  const row = new Float32Array(columns);
  row[3] = 40;
  const {parts, base, total} = explainer.explainRow(row);
  expect(parts.indexOf(Math.max(...parts))).toBe(3);
  expect(parts[3] ?? 0).toBeGreaterThan(1);
  expect(scoreOfTotal(forest, total)).toBeGreaterThan(scoreOfTotal(forest, base));
});

it("columns kept out of the model have no part", () => {
  const some = fitForest(rows, columns, {seed: 1, trees: 30, use: [0, 5]});
  const {parts} = createIsolationForestExplainer(some).explainRow(rows.subarray(0, columns));
  parts.forEach((part, k) => {
    if (k !== 0 && k !== 5) expect(part).toBe(0);
  });
});

describe.each(["isolation-forest.json", "isolation-forest-small.json"])("%s by scikit-learn", name => {
  const reference = readIsolationForest(name);

  it.skipIf(reference === null)("gets the values shap gave it, and the scores follow from them", () => {
    if (reference === null) return;
    // shap explains the path length itself, and so with the other sign.
    const expected = reference.values.map(value => -value);
    for (const options of [{tableRows: 0}, {}]) {
      const explainer = createIsolationForestExplainer(reference.forest, options);
      expect(Math.abs(explainer.base - -reference.base)).toBeLessThan(1e-9);
      const parts = new Float64Array(expected.length);
      explainer.explainRows(reference.rows, parts);
      expect(distance(parts, expected)).toBeLessThan(1e-9);
      const width = explainer.columns;
      reference.score.forEach((score, i) => {
        const sum = parts.subarray(i * width, (i + 1) * width).reduce((a, b) => a + b, explainer.base);
        expect(Math.abs(scoreOfTotal(reference.forest, sum) - score)).toBeLessThan(1e-6);
      });
    }
  });
});
