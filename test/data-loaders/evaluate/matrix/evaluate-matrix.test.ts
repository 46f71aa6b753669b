import {describe, expect, it} from "vitest";
import {evaluateMatrix} from "../../../../data-loaders/evaluate/matrix/evaluate-matrix.js";
import {type FitRequest, fitAndScore} from "../../../../data-loaders/evaluate/matrix/fit-and-score.js";
import type {Matrix} from "../../../../data-loaders/evaluate/matrix/load-matrix.js";
import type {WorkerPool} from "../../../../src/engine/analysis/workers.js";
import type {Detector} from "../../../../src/engine/detect/detector.js";
import {fit as fitForest} from "../../../../src/engine/detect/isolation-forest/fit.js";
import {scoreBlock} from "../../../../src/engine/detect/isolation-forest/score.js";
import {createRandom} from "../../../../src/engine/random.js";
import {normal} from "../../../engine/detect/isolation-forest/forests.js";

const forest: Detector = {
  name: "isolation_forest",
  label: "Isolation forest",
  unit: "path length",
  fit(rows, columns, options) {
    const own = fitForest(rows, columns, {...options, trees: 40});
    return {
      columns,
      score: (table, out) => scoreBlock(own, table, columns, out),
      explain: () => {
        throw new Error("evaluation explains nothing");
      }
    };
  }
};

/** Knows by heart what it was fitted on: 0 for rows it has seen, 1 for others. */
const memory: Detector = {
  ...forest,
  name: "memory",
  fit(rows, columns, options) {
    const keyOf = (table: Float32Array, row: number) =>
      table.subarray(row * columns, (row + 1) * columns).join();
    const known = new Set(Array.from({length: rows.length / columns}, (_, row) => keyOf(rows, row)));
    return {
      ...forest.fit(rows, columns, options),
      score: (table, out) => {
        out.forEach((_, row) => {
          out[row] = known.has(keyOf(table, row)) ? 0 : 1;
        });
      }
    };
  }
};

/** Runs requests where it is, in the order they come. */
const pool: WorkerPool = {
  size: 1,
  run: async <Reply>(request: object) => fitAndScore([forest, memory], request as FitRequest) as Reply
};

/** Rows of which every fourth is an attack, `shift` away in one of three columns. */
function makeMatrix(count: number, shift: number, seed: number): Matrix {
  const random = createRandom(seed);
  const attack = Uint8Array.from({length: count}, (_, row) => (row % 4 === 0 ? 1 : 0));
  const rows = Float32Array.from({length: 3 * count}, (_, k) => {
    const row = Math.floor(k / 3);
    return normal(random) + (k % 3 === 1 ? shift * (attack[row] ?? 0) : 0);
  });
  return {
    names: ["a", "b", "hour"],
    categories: [],
    scales: ["linear", "linear", "linear"],
    rows,
    attack,
    attackType: {names: ["Normal", "Attack"], codes: Int32Array.from(attack)},
    training: null,
    fileRows: count,
    kept: Int32Array.from(attack.keys()),
    notes: []
  };
}

const run = (matrix: Matrix, detectors: readonly string[], seeds = [1, 2]) =>
  evaluateMatrix(matrix, [], {detectors, seeds}, pool, () => {});

describe("evaluateMatrix", () => {
  it("finds attacks by random folds, beside controls that do not", async () => {
    const result = await run(makeMatrix(800, 4, 1), ["isolation_forest"]);
    expect(result.protocol).toBe("random_folds");
    expect(result.detectors["isolation_forest"]?.measures.roc_auc.value).toBeGreaterThan(0.9);
    const passed = Object.fromEntries(result.controls.map(control => [control.name, control.passed]));
    // One column tells these attacks as well as a forest can.
    expect(passed).toEqual({
      shuffled_labels: true,
      missingness_only: true,
      time_only: true,
      best_single_feature: false
    });
    expect(result.bestFeature).toBe("b");
    const {value} = result.detectors["isolation_forest"]?.measures.tpr_at_1pct_fpr ?? {value: -1};
    const [type] = result.byAttackType;
    expect(type).toMatchObject({attack_type: "Attack", rows: 200});
    expect(type?.tpr_at_1pct_fpr["isolation_forest"]).toBeCloseTo(value, 12);
    expect(result.duplicates.rows).toBe(0);
  });

  it("gives the same result for the same seeds, and each seed its own", async () => {
    const matrix = makeMatrix(300, 2, 2);
    const result = await run(matrix, ["isolation_forest"]);
    expect(await run(matrix, ["isolation_forest"])).toEqual(result);
    const [one, two] = result.detectors["isolation_forest"]?.bySeed ?? [];
    expect(one).not.toEqual(two);
  });

  it("fits on the training file's normal rows, and judges every row of the matrix", async () => {
    const train = makeMatrix(400, 4, 3);
    const matrix: Matrix = {
      ...makeMatrix(300, 4, 4),
      training: {
        rows: train.rows,
        attack: train.attack,
        fit: train.kept.filter(row => train.attack[row] === 0)
      }
    };
    const result = await run(matrix, ["isolation_forest"]);
    expect(result.protocol).toBe("train_file");
    expect(result.detectors["isolation_forest"]?.measures.roc_auc.value).toBeGreaterThan(0.9);
  });

  it("counts rows that were learnt from, and shows what a detector is worth without them", async () => {
    const matrix = makeMatrix(200, 0, 5);
    // The normal rows of the first half are in the training file, so that knowing them by heart looks like skill.
    const known = matrix.kept.filter(row => row < 100 && matrix.attack[row] === 0);
    const result = await run({...matrix, training: {rows: matrix.rows, attack: matrix.attack, fit: known}}, [
      "isolation_forest",
      "memory"
    ]);
    expect(result.duplicates).toMatchObject({rows: 75, share: 0.375});
    expect(result.detectors["memory"]?.measures.roc_auc.value).toBeCloseTo(0.75, 12);
    expect(result.duplicates.roc_auc_without?.["memory"]).toBe(0.5);
  });

  it("is told by shuffled labels of an evaluation that judges what it learnt from", async () => {
    const matrix = makeMatrix(400, 0, 6);
    const leaky: Detector = {...memory, name: "isolation_forest"};
    const leakyPool: WorkerPool = {
      ...pool,
      run: async <Reply>(request: object) => fitAndScore([leaky], request as FitRequest) as Reply
    };
    const training = {
      rows: matrix.rows,
      attack: matrix.attack,
      fit: matrix.kept.filter(row => row % 4 !== 0)
    };
    const leak = await evaluateMatrix(
      {...matrix, training},
      [],
      {detectors: ["isolation_forest"], seeds: [1, 2]},
      leakyPool,
      () => {}
    );
    expect(leak.controls.find(({name}) => name === "shuffled_labels")?.passed).toBe(false);
  });

  it("judges scores computed elsewhere beside its own", async () => {
    const matrix = makeMatrix(200, 2, 7);
    const foreign = [{name: "mine", scores: Float64Array.from(matrix.attack)}];
    const {detectors, model} = await evaluateMatrix(
      matrix,
      foreign,
      {detectors: [], seeds: [1]},
      pool,
      () => {}
    );
    expect(detectors["mine"]?.measures.roc_auc).toEqual({value: 1, low: 1, high: 1});
    expect(model).toBe("mine");
  });

  it("goes without the control of one column where there are no labels to choose it by", async () => {
    const train = makeMatrix(200, 0, 9);
    const few = makeMatrix(100, 3, 10);
    const attack = few.attack.map((label, row) => (row < 12 ? label : 0));
    const training = {rows: train.rows, attack: null, fit: train.kept};
    const result = await run({...few, attack, training}, ["isolation_forest"], [1]);
    expect(result.protocol).toBe("unlabelled_train_file");
    expect(result.bestFeature).toBeNull();
    expect(result.controls.map(({name}) => name)).toEqual([
      "shuffled_labels",
      "missingness_only",
      "time_only"
    ]);
  });

  it("names the detector that refuses the rows", async () => {
    const matrix = makeMatrix(100, 0, 8);
    await expect(run({...matrix, rows: matrix.rows.map(() => 1)}, ["isolation_forest"])).rejects.toThrow(
      "isolation_forest: an isolation forest needs a column that varies"
    );
  });
});
