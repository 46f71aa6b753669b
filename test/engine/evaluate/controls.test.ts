import {describe, expect, it} from "vitest";
import {
  anyVaries,
  comparedControl,
  missingnessRows,
  probeControl,
  shuffledControl,
  timeColumns
} from "../../../src/engine/evaluate/controls.js";
import {probeDataset} from "../../../src/engine/evaluate/dataset-probe.js";
import {missingnessScores} from "../../../src/engine/evaluate/missingness.js";
import {bestSingleFeature} from "../../../src/engine/evaluate/single-feature.js";
import {createRandom} from "../../../src/engine/random.js";

describe("the controls' verdicts", () => {
  it("distrust an evaluation that tells shuffled labels", () => {
    expect(shuffledControl({value: 0.51, low: 0.49, high: 0.53}).passed).toBe(true);
    const bad = shuffledControl({value: 0.6, low: 0.55, high: 0.65});
    expect(bad.passed).toBe(false);
    expect(bad.verdict).toContain("do not trust it");
  });

  it("say when a model is no better than a control", () => {
    const own = {value: 0.8, low: 0.7, high: 0.9};
    const compare = (low: number, high: number) =>
      comparedControl("time_only", own, "knn", {knn: {value: (low + high) / 2, low, high}});
    expect(compare(0.01, 0.1)).toMatchObject({passed: true, verdict: "knn is better than this control."});
    expect(compare(-0.01, 0.1)).toMatchObject({
      passed: false,
      verdict: "knn is no better than this control."
    });
    expect(compare(-0.2, -0.1)).toMatchObject({passed: false, verdict: "knn is worse than this control."});
    expect(() => comparedControl("time_only", own, "ecod", {})).toThrow('unknown detector: "ecod"');
  });
});

describe("missingnessRows", () => {
  it("keeps only what is missing and what is zero", () => {
    const {names, rows} = missingnessRows(Float32Array.of(Number.NaN, 0, 5, 2), ["a", "b"]);
    expect(names).toEqual(["a missing", "b missing", "a zero", "b zero"]);
    expect([...rows]).toEqual([1, 0, 0, 1, 0, 0, 0, 0]);
  });
});

describe("missingnessScores", () => {
  it("is higher the seldomer normal rows miss what a row misses, whatever the values", () => {
    const none = Number.NaN;
    const fit = Float32Array.of(1, 0, 2, 0, 3, 0, 4, 7);
    const [usual, other, nonzero, missing] = missingnessScores(
      fit,
      Float32Array.of(9, 0, 9999, 0, 9, 5, none, none),
      2
    );
    expect(other).toBe(usual);
    expect(nonzero).toBeGreaterThan(usual ?? 0);
    expect(missing).toBeGreaterThan(nonzero ?? 0);
  });

  it("sees a row that breaks a rule without exception", () => {
    const [kept, broken] = missingnessScores(Float32Array.of(1, 2, 3), Float32Array.of(4, 0), 1);
    expect(broken).toBeGreaterThan(kept ?? 0);
  });

  it("takes no notice of the values of a column of 0 and 1", () => {
    const [zero, one, missing] = missingnessScores(
      Float32Array.of(1, 1, 1, 0),
      Float32Array.of(0, 1, Number.NaN),
      1
    );
    expect(zero).toBe(one);
    expect(missing).toBeGreaterThan(one ?? 0);
  });
});

describe("timeColumns", () => {
  it("knows columns of hour and day by their names, and no others", () => {
    const names = [
      "hour",
      "Day of Week",
      "weekend",
      "is_business_hours",
      "duration",
      "daytime_bytes",
      "hour_sin"
    ];
    expect(timeColumns(names)).toEqual([0, 1, 2, 3, 6]);
  });
});

describe("anyVaries", () => {
  it("looks at the columns in use only, and takes NaN for 0", () => {
    const rows = Float32Array.of(0, 1, Number.NaN, 2);
    expect(anyVaries(rows, 2, [0])).toBe(false);
    expect(anyVaries(rows, 2, [0, 1])).toBe(true);
  });
});

describe("bestSingleFeature", () => {
  it("finds the column and direction that tell most, and scores new rows by it", () => {
    const random = createRandom(1);
    const attack = Uint8Array.from({length: 400}, (_, row) => row % 2);
    const rows = Float32Array.from({length: 1200}, (_, k) => {
      const label = attack[Math.floor(k / 3)] ?? 0;
      return random() - (k % 3 === 1 ? 0.8 * label : 0);
    });
    const best = bestSingleFeature(rows, 3, attack);
    expect(best).toMatchObject({column: 1, direction: -1});
    expect(best.rocAuc).toBeGreaterThan(0.95);
    const [low, high] = best.score(Float32Array.of(0, -0.5, 0, 0, 0.9, 0));
    expect(low).toBeGreaterThan(high ?? 1);
  });
});

describe("probeDataset", () => {
  const codes = Int32Array.from({length: 600}, (_, row) => (row % 3 === 0 ? 4 : 2));
  const dataset = {names: ["a", "b", "c", "d", "e"], codes};
  const cluster = Int32Array.from({length: 600}, (_, row) => Math.floor(row / 6) * 3 + (row % 3));
  const options = {seed: 1, cluster};
  const table = (value: (row: number, random: () => number) => number) => {
    const random = createRandom(5);
    return Float32Array.from({length: 1200}, (_, k) => (k % 2 === 0 ? random() : value((k - 1) / 2, random)));
  };

  it("tells datasets apart that one column tells", () => {
    const rows = table((row, random) => random() + (codes[row] === 4 ? 2 : 0));
    const probe = probeDataset(rows, 2, dataset, options);
    expect(probe?.chance).toBe(0.5);
    // Thresholds are quantiles, so that one may lie a few rows beside the gap.
    expect(probe?.balancedAccuracy.low).toBeGreaterThan(0.95);
    expect(probe && probeControl(probe).passed).toBe(false);
  });

  it("tells datasets apart by what only one of them measures", () => {
    const rows = table((row, random) => (codes[row] === 4 ? Number.NaN : random() - 0.5));
    expect(probeDataset(rows, 2, dataset, options)?.balancedAccuracy.value).toBe(1);
  });

  it("guesses where the columns tell nothing, however unequal the datasets", () => {
    const probe = probeDataset(
      table((_, random) => random()),
      2,
      dataset,
      options
    );
    expect(probe && probeControl(probe).passed).toBe(true);
    expect(Math.abs((probe?.balancedAccuracy.value ?? 0) - 0.5)).toBeLessThan(0.1);
  });

  it("has nothing to say of one dataset, or of one that is a single cluster", () => {
    const rows = table((_, random) => random());
    expect(probeDataset(rows, 2, {...dataset, codes: codes.map(() => 2)}, options)).toBeNull();
    const single = Int32Array.from(cluster, (id, row) => (codes[row] === 4 ? 1000 : id));
    expect(probeDataset(rows, 2, dataset, {seed: 1, cluster: single})).toBeNull();
  });
});
