import * as fc from "fast-check";
import {IsolationForest as PackagedForest} from "ml-isolation-forest";
import {describe, expect, it} from "vitest";
import {importForest, scoreImported} from "../../../../src/engine/detect/isolation-forest/import.js";
import {normalRows} from "./forests.js";

type Json = Record<string, unknown>;

function tableOf(rows: Float32Array, columns: number): number[][] {
  return Array.from({length: rows.length / columns}, (_, i) => [
    ...rows.subarray(i * columns, (i + 1) * columns)
  ]);
}

function train(rows: Float32Array, columns: number, trees: number): PackagedForest {
  const model = new PackagedForest({nEstimators: trees});
  model.train(tableOf(rows, columns));
  return model;
}

function toJson(model: PackagedForest): Json {
  return JSON.parse(JSON.stringify(model));
}

/** Our scores of rows by an imported model. */
function scoresOf(model: unknown, rows: Float32Array, columns: number): Float64Array {
  const out = new Float64Array(rows.length / columns);
  scoreImported(importForest(model), rows, columns, out);
  return out;
}

// Few different values meet thresholds and each other; others are of any magnitude.
const value = fc.oneof(fc.constantFrom(0, -0, 1, 2, 3), fc.float({noNaN: true, noDefaultInfinity: true}));
const shape = fc
  .record({columns: fc.integer({min: 1, max: 5}), count: fc.integer({min: 2, max: 40})})
  .chain(({columns, count}) => {
    const rows = (least: number, most: number) =>
      fc
        .array(value, {minLength: columns * least, maxLength: columns * most})
        .map(values => Float32Array.from(values.slice(0, values.length - (values.length % columns))));
    return fc.record({
      columns: fc.constant(columns),
      rows: rows(count, count),
      probes: rows(1, 30),
      trees: fc.integer({min: 1, max: 12})
    });
  });

describe("importForest and scoreImported", () => {
  it("score exactly as the package does, on tables of any shape", () => {
    fc.assert(
      fc.property(shape, ({rows, columns, probes, trees}) => {
        const model = train(rows, columns, trees);
        for (const table of [rows, probes]) {
          const expected = Float64Array.from(model.predict(tableOf(table, columns)));
          expect(scoresOf(toJson(model), table, columns)).toEqual(expected);
        }
      })
    );
  });

  it("score exactly as the package does with its default 100 trees, on more rows than are scored together", () => {
    const rows = normalRows(700, 6, 1);
    const model = train(rows, 6, 100);
    const probes = normalRows(1500, 6, 2);
    const expected = Float64Array.from(model.predict(tableOf(probes, 6)));
    expect(scoresOf(toJson(model), probes, 6)).toEqual(expected);
  });

  it("send values that equal a threshold where the package sends them", () => {
    const rows = normalRows(60, 1, 3);
    const model = train(rows, 1, 8);
    const json = toJson(model);
    const thresholds: number[] = [];
    const visit = (node: unknown): void => {
      const {left, right, splitValue} = node as Json;
      if (typeof splitValue !== "number") return;
      // To a 32-bit float, in the model too, so that a probe can be the same number.
      (node as Json)["splitValue"] = Math.fround(splitValue);
      thresholds.push(Math.fround(splitValue));
      visit(left);
      visit(right);
    };
    for (const tree of json["forest"] as unknown[]) visit(tree);
    for (const tree of (model as unknown as {forest: unknown[]}).forest) visit(tree);
    const probes = Float32Array.from(thresholds);
    expect(thresholds.length).toBeGreaterThan(100);
    expect(scoresOf(json, probes, 1)).toEqual(Float64Array.from(model.predict(tableOf(probes, 1))));
  });

  it("score missing and infinite values as the package does", () => {
    const model = train(normalRows(100, 3, 4), 3, 20);
    const probes = Float32Array.of(NaN, 0, 1, Infinity, -Infinity, NaN, NaN, NaN, NaN, 3e38, -3e38, 0);
    expect(scoresOf(toJson(model), probes, 3)).toEqual(Float64Array.from(model.predict(tableOf(probes, 3))));
  });

  it("read the package's live object as they read its JSON", () => {
    const model = train(normalRows(50, 2, 5), 2, 5);
    expect(importForest(model)).toEqual(importForest(toJson(model)));
  });

  it("leave out trees that a second training appended, as the package does", () => {
    const rows = normalRows(50, 2, 6);
    const model = train(rows, 2, 5);
    model.train(tableOf(normalRows(20, 2, 7), 2));
    expect(importForest(toJson(model)).roots.length - 1).toBe(5);
    expect(scoresOf(toJson(model), rows, 2)).toEqual(Float64Array.from(model.predict(tableOf(rows, 2))));
  });

  it("give trees in preorder whose sizes add up to the training rows", () => {
    const {roots, feature, right, size, samples} = importForest(toJson(train(normalRows(80, 3, 8), 3, 10)));
    expect(samples).toBe(80);
    for (const root of roots.subarray(0, -1)) expect(size[root]).toBe(80);
    feature.forEach((column, node) => {
      if (column >= 0) expect((size[node + 1] ?? 0) + (size[right[node] ?? 0] ?? 0)).toBe(size[node]);
    });
  });

  it("refuse what is no such model, and name the field", () => {
    const whole = toJson(train(normalRows(20, 2, 9), 2, 2));
    const [tree] = whole["forest"] as Json[];
    expect(() => importForest(null)).toThrow(
      "not an ml-isolation-forest model: it is null; expected an object"
    );
    expect(() => importForest({})).toThrow("nEstimators is missing; expected a number of trees");
    expect(() => importForest({...whole, nEstimators: "2"})).toThrow('nEstimators is "2"');
    expect(() => importForest({...whole, forest: 3})).toThrow("forest is 3; expected a list of trees");
    expect(() => importForest(new PackagedForest({nEstimators: 7}))).toThrow(
      "not trained: need 7 trees, have 0"
    );
    expect(() => importForest({...whole, trainingSet: undefined})).toThrow("trainingSet is missing");
    expect(() => importForest({...whole, trainingSet: [[1, 2]]})).toThrow("need at least 2, have 1");
    expect(() => importForest({...whole, trainingSet: [1, 2]})).toThrow("trainingSet[0] is 1");
    const spoilt = (change: Json) => ({...whole, forest: [{...tree, ...change}, tree]});
    expect(() => importForest(spoilt({splitColumn: 2}))).toThrow(
      "forest[0].splitColumn is 2; expected one of 2 columns"
    );
    expect(() => importForest(spoilt({splitValue: null}))).toThrow(
      "forest[0].splitValue is null; expected a finite number"
    );
    expect(() => importForest(spoilt({right: undefined}))).toThrow("forest[0].right is missing");
    expect(() => importForest(spoilt({left: {}}))).toThrow("forest[0].left.trainingSet is missing");
  });

  it("refuse a model trained on infinite values", () => {
    const model = train(Float32Array.of(1, Infinity, 2, 3), 1, 3);
    expect(() => importForest(toJson(model))).toThrow(/splitValue is null; expected a finite number/);
  });

  it("refuse rows of another width and too little room", () => {
    const forest = importForest(toJson(train(normalRows(20, 2, 10), 2, 2)));
    expect(() => scoreImported(forest, new Float32Array(6), 3, new Float64Array(2))).toThrow(
      "trained on 2 columns, has 3"
    );
    expect(() => scoreImported(forest, new Float32Array(5), 2, new Float64Array(3))).toThrow(
      "need whole rows of 2 values, have 5"
    );
    expect(() => scoreImported(forest, new Float32Array(6), 2, new Float64Array(2))).toThrow(
      "need room for 3 scores, have 2"
    );
  });
});
