import {describe, expect, it} from "vitest";
import {bootstrap} from "../../../src/engine/evaluate/bootstrap.js";
import {type Ranking, rankScores} from "../../../src/engine/evaluate/ranking.js";
import {createResampler} from "../../../src/engine/evaluate/resample.js";
import {createRandom} from "../../../src/engine/random.js";
import {normal} from "../detect/isolation-forest/forests.js";

/** Rankings of rows whose attacks lie `shift` standard deviations above normal rows. */
function draw(rows: number, shift: number, seed: number): Ranking {
  const random = createRandom(seed);
  const attack = Uint8Array.from({length: rows}, (_, row) => (row % 3 === 0 ? 1 : 0));
  return rankScores(
    Float64Array.from(attack, label => normal(random) + shift * label),
    attack
  );
}

const rows = {seed: 1, cluster: null};

describe("bootstrap", () => {
  it("covers the true value about as often as it says", () => {
    // Two normal distributions one standard deviation apart: the area is Phi(1 / sqrt(2)).
    const truth = 0.760249938906524;
    let covered = 0;
    for (let seed = 0; seed < 200; ++seed) {
      const {low, high} = bootstrap({one: [draw(150, 1, seed)]}, {...rows, seed}).interval("one", "roc_auc");
      if (low <= truth && truth <= high) covered++;
    }
    // 95% of 200 are 190, with a standard deviation of 3.1; a percentile interval of 150 rows covers slightly less.
    expect(covered).toBeGreaterThan(178);
    expect(covered).toBeLessThan(200);
  });

  it("gives equal detectors a difference of exactly nothing, and a better one an interval above it", () => {
    const good = draw(600, 2, 1);
    const poor = draw(600, 0.5, 2);
    const resamples = bootstrap({good: [good], same: [good], poor: [poor]}, rows);
    expect(resamples.difference("same", "good", "roc_auc")).toEqual({value: 0, low: 0, high: 0});
    const {value, low} = resamples.difference("good", "poor", "roc_auc");
    expect(low).toBeGreaterThan(0);
    expect(value).toBeCloseTo(
      resamples.interval("good", "roc_auc").value - resamples.interval("poor", "roc_auc").value,
      12
    );
  });

  it("averages the seeds of a detector", () => {
    const seeds = [draw(300, 1, 1), draw(300, 1, 2)];
    const both = bootstrap({both: seeds}, rows).interval("both", "pr_auc").value;
    const each = seeds.map(one => bootstrap({one: [one]}, rows).interval("one", "pr_auc").value);
    expect(both).toBeCloseTo(((each[0] ?? 0) + (each[1] ?? 0)) / 2, 12);
  });

  it("is wider where rows of a cluster resemble each other", () => {
    const few = draw(60, 1, 3);
    // The same evidence, every row ten times.
    const copies = Int32Array.from({length: 600}, (_, row) => Math.floor(row / 10));
    const scores = new Float64Array(60);
    few.starts.subarray(0, -1).forEach((start, block) => {
      for (const row of few.order.subarray(start, few.starts[block + 1]))
        scores[row] = few.scores[block] ?? 0;
    });
    const many = rankScores(
      Array.from(copies, row => scores[row] ?? 0),
      Array.from(copies, row => few.attack[row] ?? 0)
    );
    const width = (cluster: Int32Array | null) => {
      const {low, high} = bootstrap({many: [many]}, {seed: 1, cluster}).interval("many", "roc_auc");
      return high - low;
    };
    expect(width(copies)).toBeGreaterThan(2 * width(null));
  });

  it("gives the same numbers for the same seed and others for another", () => {
    const ranking = draw(100, 1, 1);
    const interval = (seed: number) =>
      bootstrap({one: [ranking]}, {...rows, seed}).interval("one", "roc_auc");
    expect(interval(4)).toEqual(interval(4));
    expect(interval(4)).not.toEqual(interval(5));
  });

  it("draws again where a resample lacks a class, so that no figure is NaN", () => {
    const ranking = rankScores([3, 2, 1], [1, 0, 0]);
    const {value, low, high} = bootstrap({one: [ranking]}, rows).interval("one", "tpr_at_1pct_fpr");
    expect({value, low, high}).toEqual({value: 1, low: 1, high: 1});
  });

  it("refuses what it cannot resample", () => {
    const ranking = rankScores([3, 2, 1], [1, 0, 0]);
    expect(() => bootstrap({one: [ranking]}, {seed: 1, cluster: Int32Array.of(5, 5, 5)})).toThrow(
      "a bootstrap needs at least 2 clusters, has 1"
    );
    expect(() => bootstrap({one: [ranking]}, {seed: 1, cluster: Int32Array.of(5, 6)})).toThrow(
      "need one cluster for each row, have 2 for 3 rows"
    );
    expect(() => bootstrap({one: [ranking], two: [draw(4, 1, 1)]}, rows)).toThrow(
      "need rankings of the same rows, have 3 and 4 rows"
    );
    expect(() => bootstrap({one: []}, rows)).toThrow("one has no ranking");
    expect(() => bootstrap({one: [ranking]}, {...rows, replicates: 0})).toThrow("invalid replicates: 0");
    expect(() => bootstrap({one: [ranking]}, rows).interval("two", "roc_auc")).toThrow(
      'unknown detector: "two"; have one'
    );
  });
});

describe("createResampler", () => {
  it("draws as many clusters as there are, each with all of its rows", () => {
    const cluster = Int32Array.of(9, 4, 9, 7, 4, 9);
    const resampler = createResampler(cluster, 6, createRandom(2));
    for (let draw = 0; draw < 50; ++draw) {
      const [a, b, c, d, e, f] = resampler.next();
      expect([c, f]).toEqual([a, a]);
      expect(e).toBe(b);
      expect((a ?? 0) + (b ?? 0) + (d ?? 0)).toBe(3);
    }
  });
});
