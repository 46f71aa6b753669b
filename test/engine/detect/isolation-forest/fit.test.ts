import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {decode, encode} from "../../../../src/engine/detect/isolation-forest/file.js";
import {defaults, fit as fitForest} from "../../../../src/engine/detect/isolation-forest/fit.js";
import {depthLimit} from "../../../../src/engine/detect/isolation-forest/grow.js";
import type {Trees} from "../../../../src/engine/detect/isolation-forest/model.js";
import {averagePathLength, pathLength} from "../../../../src/engine/detect/isolation-forest/path.js";
import {scoreBlock} from "../../../../src/engine/detect/isolation-forest/score.js";
import {normalRows, readReference, toForest} from "./forests.js";

function scoresOf(forest: Trees, rows: Float32Array): Float64Array {
  const scores = new Float64Array(rows.length / forest.columns);
  scoreBlock(forest, rows, forest.columns, scores);
  return scores;
}

function walkedScores(forest: Trees, rows: Float32Array): Float64Array {
  const trees = forest.roots.length - 1;
  return Float64Array.from({length: rows.length / forest.columns}, (_, i) => {
    let sum = 0;
    for (let tree = 0; tree < trees; ++tree) sum += pathLength(forest, tree, rows, i * forest.columns);
    return 2 ** (-sum / trees / averagePathLength(forest.samples));
  });
}

const value = fc.oneof(
  fc.constantFrom(0, -0, 1, 2, Number.NaN),
  fc.float({noNaN: true, noDefaultInfinity: true})
);
const table = fc
  .record({columns: fc.integer({min: 1, max: 5}), count: fc.integer({min: 2, max: 40})})
  .chain(({columns, count}) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc
        .array(value, {minLength: columns * count, maxLength: columns * count})
        .map(values => Float32Array.from(values)),
      scales: fc.array(fc.constantFrom("linear" as const, "log" as const), {
        minLength: columns,
        maxLength: columns
      }),
      seed: fc.nat()
    })
  )
  .filter(({rows, columns}) => rows.some((x, k) => (x || 0) !== (rows[k % columns] || 0)));

describe("fit", () => {
  it("gives the same forest for the same seed and another for the next", () => {
    const rows = normalRows(500, 4, 1);
    expect(encode(fitForest(rows, 4, {seed: 1}))).toEqual(encode(fitForest(rows, 4, {seed: 1})));
    expect(encode(fitForest(rows, 4, {seed: 1}))).not.toEqual(encode(fitForest(rows, 4, {seed: 2})));
  });

  it("grows the default trees no deeper than the limit, from different rows each", () => {
    const forest = fitForest(normalRows(1000, 3, 2), 3, {seed: 1});
    expect(forest.roots.length - 1).toBe(200);
    for (const root of forest.roots.subarray(0, -1)) expect(forest.size[root]).toBe(256);
    expect(depthLimit(256)).toBe(8);
    expect(depthLimit(257)).toBe(9);
  });

  it("leaves rows on both sides of every split, and as many in both children as in their parent", () => {
    fc.assert(
      fc.property(table, ({rows, columns, scales, seed}) => {
        const {feature, size, right} = fitForest(rows, columns, {seed, scales, trees: 5});
        feature.forEach((column, node) => {
          if (column < 0) return;
          const [left = 0, other = 0] = [size[node + 1], size[right[node] ?? 0]];
          expect(Math.min(left, other)).toBeGreaterThan(0);
          expect(left + other).toBe(size[node]);
        });
      })
    );
  });

  it("isolates planted outliers", () => {
    const rows = normalRows(2000, 6, 3);
    for (let i = 0; i < 10; ++i) rows.fill(6, i * 200 * 6, i * 200 * 6 + 3);
    const scores = scoresOf(fitForest(rows, 6, {seed: 1}), rows);
    const highest = Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    expect(highest.slice(0, 10).sort((a, b) => a - b)).toEqual(Array.from({length: 10}, (_, i) => i * 200));
  });

  it("has a threshold that the contaminated share of the training rows exceeds", () => {
    const rows = normalRows(4000, 3, 4);
    const forest = fitForest(rows, 3, {seed: 1});
    const over = scoresOf(forest, rows).filter(score => score > forest.threshold).length;
    expect(over / 4000).toBeCloseTo(defaults.contamination, 3);
  });

  it("never splits on a column that it may not use or that is constant", () => {
    const rows = normalRows(300, 4, 5);
    for (let k = 2; k < rows.length; k += 4) rows[k] = 7;
    const {feature} = fitForest(rows, 4, {seed: 1, use: [0, 2, 3]});
    expect(new Set(feature)).toEqual(new Set([-1, 0, 3]));
  });

  it("finds low values of a heavy-tailed column only on a log scale", () => {
    const rows = normalRows(1000, 1, 6).map(x => 100 * Math.exp(2 * x));
    const probe = Float32Array.of(0.001, 100);
    const [low = 0, usual = 0] = scoresOf(fitForest(rows, 1, {seed: 1, scales: ["log"]}), probe);
    const [lowLinear = 0, usualLinear = 0] = scoresOf(fitForest(rows, 1, {seed: 1}), probe);
    expect(low - usual).toBeGreaterThan(0.1);
    expect(lowLinear - usualLinear).toBeLessThan(0.1);
  });

  it("treats a missing value as 0", () => {
    const rows = normalRows(300, 2, 7);
    rows[0] = Number.NaN;
    const forest = fitForest(rows, 2, {seed: 1});
    const zeroed = rows.map(x => (Number.isNaN(x) ? 0 : x));
    expect(encode(forest)).toEqual(encode(fitForest(zeroed, 2, {seed: 1})));
    expect(scoresOf(forest, Float32Array.of(Number.NaN, 1))).toEqual(scoresOf(forest, Float32Array.of(0, 1)));
  });

  it("refuses what it cannot learn from, and names the column", () => {
    const names = ["bytes", "ports"];
    expect(() => fitForest(Float32Array.of(1, 2), 2, {seed: 1})).toThrow("needs at least 2 rows, has 1");
    expect(() => fitForest(Float32Array.of(1, 2, 1, 2), 2, {seed: 1, names})).toThrow(
      "constant: bytes, ports"
    );
    expect(() => fitForest(Float32Array.of(1, 2, 3, Infinity), 2, {seed: 1, names})).toThrow(
      "infinite value in ports, row 1"
    );
    expect(() => fitForest(Float32Array.of(1, 2, 3), 2, {seed: 1})).toThrow(
      "need whole rows of 2 values, have 3"
    );
    expect(() => fitForest(Float32Array.of(1, 2, 3, 4), 2, {seed: 1, contamination: 0.9})).toThrow(
      "invalid contamination: 0.9"
    );
    expect(() => fitForest(Float32Array.of(1, 2, 3, 4), 2, {seed: 1, use: [2]})).toThrow(
      "invalid column to use: 2"
    );
  });
});

describe("scoreBlock", () => {
  it("equals a walk through every tree, node by node", () => {
    fc.assert(
      fc.property(table, ({rows, columns, scales, seed}) => {
        const forest = fitForest(rows, columns, {seed, scales, trees: 7, samples: 16});
        const scores = scoresOf(forest, rows);
        const walked = walkedScores(forest, rows);
        scores.forEach((score, i) => {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThan(1);
          expect(score).toBeCloseTo(walked[i] ?? 0, 12);
        });
      })
    );
  });

  it("equals that walk on numbers of rows that fill no chunk, and with the default forest", () => {
    const forest = fitForest(normalRows(600, 5, 8), 5, {seed: 1});
    for (const count of [1, 3, 127, 130]) {
      const rows = normalRows(count, 5, 9);
      const walked = walkedScores(forest, rows);
      scoresOf(forest, rows).forEach((score, i) => {
        expect(score).toBeCloseTo(walked[i] ?? 0, 12);
      });
    }
  });

  it("equals that walk on trees too deep for the fast layout", () => {
    const forest = fitForest(normalRows(3000, 2, 10), 2, {seed: 1, samples: 2500, trees: 3});
    const rows = normalRows(50, 2, 11);
    const walked = walkedScores(forest, rows);
    scoresOf(forest, rows).forEach((score, i) => {
      expect(score).toBeCloseTo(walked[i] ?? 0, 12);
    });
  });

  it("scores infinite values as beyond every threshold", () => {
    const forest = fitForest(normalRows(300, 2, 12), 2, {seed: 1});
    const scores = scoresOf(forest, Float32Array.of(Infinity, -Infinity, 1e30, -1e30));
    expect(scores[0]).toBe(scores[1]);
  });

  it("refuses rows of another width and too little room", () => {
    const forest = fitForest(normalRows(300, 2, 13), 2, {seed: 1});
    expect(() => scoreBlock(forest, new Float32Array(6), 3, new Float32Array(2))).toThrow(
      "fitted on 2 columns, has 3"
    );
    expect(() => scoreBlock(forest, new Float32Array(6), 2, new Float32Array(2))).toThrow(
      "need room for 3 scores, have 2"
    );
  });

  for (const name of ["isolation-forest-small.json", "isolation-forest.json"]) {
    const reference = readReference(name);
    it.skipIf(reference === null)(`scores as scikit-learn does on ${name}`, () => {
      if (reference === null) return;
      const scores = scoresOf(toForest(reference), Float32Array.from(reference.rows.flat()));
      reference.score.forEach((score, i) => {
        expect(Math.abs((scores[i] ?? 0) - score)).toBeLessThan(1e-6);
      });
    });
  }
});

describe("averagePathLength", () => {
  it("is the mean depth of an unsuccessful search in a binary search tree", () => {
    expect([0, 1, 2].map(averagePathLength)).toEqual([0, 0, 1]);
    expect(averagePathLength(256)).toBeCloseTo(2 * (Math.log(255) + 0.5772156649) - 510 / 256, 9);
  });
});

describe("encode and decode", () => {
  it("give back the same forest", () => {
    fc.assert(
      fc.property(table, ({rows, columns, seed}) => {
        const forest = fitForest(rows, columns, {seed, trees: 5});
        expect(decode(encode(forest))).toEqual(forest);
      })
    );
  });

  it("fit a default forest into 400 KB and score identically", () => {
    const rows = normalRows(2000, 24, 14);
    const forest = fitForest(rows, 24, {seed: 1});
    const bytes = encode(forest);
    expect(bytes.length).toBeLessThan(400_000);
    expect(scoresOf(decode(bytes), rows)).toEqual(scoresOf(forest, rows));
  });

  it("refuse every file that is cut short", () => {
    const bytes = encode(fitForest(normalRows(20, 2, 15), 2, {seed: 1, trees: 2}));
    for (let length = 0; length < bytes.length; ++length) {
      expect(() => decode(bytes.subarray(0, length))).toThrow(/cut short/);
    }
  });

  it("refuse another format, another version and bytes after the end", () => {
    const bytes = encode(fitForest(normalRows(20, 2, 16), 2, {seed: 1, trees: 2}));
    expect(() => decode(new TextEncoder().encode("PK archive of something"))).toThrow('starts with "PK a"');
    expect(() => decode(bytes.with(4, 9))).toThrow(
      "isolation forest of version 9; this Flowbook reads version 1"
    );
    expect(() => decode(Uint8Array.from([...bytes, 0]))).toThrow("1 bytes after the last tree");
  });

  it("fail cleanly on damaged bytes, whatever they are", () => {
    const bytes = encode(fitForest(normalRows(20, 2, 17), 2, {seed: 1, trees: 2}));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        try {
          const {feature, right} = decode(bytes.with(at, byte));
          for (const child of right) expect(child).toBeLessThan(feature.length);
        } catch (error) {
          expect(String(error)).toMatch(
            /^Error: (model file|not an isolation forest|isolation forest of version)/
          );
        }
      })
    );
  });
});
