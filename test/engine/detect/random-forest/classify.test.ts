import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {binOf, binRows} from "../../../../src/engine/detect/random-forest/bins.js";
import {
  classify,
  createVerdicts,
  unknown,
  type Verdicts
} from "../../../../src/engine/detect/random-forest/classify.js";
import {
  createExamples,
  distanceTo,
  positionsOf
} from "../../../../src/engine/detect/random-forest/examples.js";
import {defaults, fit as fitForest} from "../../../../src/engine/detect/random-forest/fit.js";
import type {RandomForest} from "../../../../src/engine/detect/random-forest/model.js";
import {normalRows} from "../isolation-forest/forests.js";

const columns = 6;
const classes = ["benign", "flood", "scan"];

/** Rows of class i % 3: around 0, but the second class around 8 in the second column and the third in the third. */
function clouds(count: number, seed: number): Float32Array<ArrayBuffer> {
  const rows = normalRows(count, columns, seed);
  for (let i = 0; i < count; ++i) {
    const k = i * columns + (i % 3);
    if (i % 3 > 0) rows[k] = (rows[k] ?? 0) + 8;
  }
  return rows;
}

function labelsOf(count: number): number[] {
  return Array.from({length: count}, (_, i) => i % 3);
}

function verdictsOn(forest: RandomForest, rows: Float32Array): Verdicts {
  const verdicts = createVerdicts(forest, rows.length / forest.columns);
  classify(forest, rows, forest.columns, verdicts);
  return verdicts;
}

const forest = fitForest(clouds(1500, 1), columns, labelsOf(1500), {classes, seed: 1, trees: 40});

describe("classify", () => {
  it("knows new rows of known classes, and refuses about the share it may of each", () => {
    const {label} = verdictsOn(forest, clouds(3000, 2));
    for (let k = 0; k < 3; ++k) {
      const own = label.filter((_, i) => i % 3 === k);
      const refused = own.filter(found => found === unknown).length / own.length;
      expect(refused).toBeGreaterThan(0);
      expect(refused).toBeLessThan(1.6 * defaults.refused);
      const wrong = own.filter(found => found !== k && found !== unknown).length;
      expect(wrong / own.length).toBeLessThan(0.005);
    }
  });

  it("says of rows between the classes that it has not seen their like, because trees disagree", () => {
    const rows = normalRows(200, columns, 3);
    for (let i = 0; i < 200; ++i) {
      rows[i * columns + 1] = 4;
      rows[i * columns + 2] = 4;
    }
    const {label, likeliest, probability} = verdictsOn(forest, rows);
    expect(label.filter(found => found === unknown).length).toBeGreaterThan(190);
    const short = likeliest.filter(
      (best, i) => (probability[i * 3 + best] ?? 0) < (forest.familiar.leastProbability[best] ?? 0)
    );
    expect(short.length).toBeGreaterThan(190);
  });

  it("says so too of rows that trees agree on but that are unlike their class elsewhere", () => {
    const rows = clouds(300, 4);
    for (let i = 0; i < 300; ++i) rows.fill(-6, i * columns + 3, (i + 1) * columns);
    const {label, likeliest, probability, distance} = verdictsOn(forest, rows);
    // The last three columns tell no classes apart, so many trees are as sure as ever.
    const sure = likeliest.filter(
      (best, i) => (probability[i * 3 + best] ?? 0) >= (forest.familiar.leastProbability[best] ?? 1)
    );
    expect(sure.length).toBeGreaterThan(30);
    expect(label.every(found => found === unknown)).toBe(true);
    distance.forEach((far, i) => {
      expect(far).toBeGreaterThan(forest.familiar.mostDistance[likeliest[i] ?? 0] ?? 1);
      expect(far).toBeLessThanOrEqual(1.5);
    });
  });

  it("catches more of a class held out of training than the likeliest class does", () => {
    const rows = clouds(1500, 5);
    const known = labelsOf(1500).flatMap((label, i) => (label === 2 ? [] : [i]));
    const table = new Float32Array(known.length * columns);
    known.forEach((row, i) => {
      table.set(rows.subarray(row * columns, (row + 1) * columns), i * columns);
    });
    const narrow = fitForest(
      table,
      columns,
      known.map(i => i % 3),
      {classes: ["benign", "flood"], seed: 1, trees: 40}
    );
    const fresh = clouds(600, 6);
    const {label, likeliest} = verdictsOn(narrow, fresh);
    const caught = (answers: Int32Array) => answers.filter((found, i) => i % 3 === 2 && found !== 0).length;
    expect(caught(likeliest)).toBeLessThan(20);
    expect(caught(label)).toBeGreaterThan(180);
  });

  it("refuses nearly none, and half, when told so", () => {
    const refusals = [0, 0.5].map(refused => {
      const model = fitForest(clouds(1500, 7), columns, labelsOf(1500), {
        classes,
        seed: 1,
        trees: 40,
        refused
      });
      return verdictsOn(model, clouds(1500, 8)).label.filter(found => found === unknown).length / 1500;
    });
    expect(refusals[0]).toBeLessThan(0.02);
    expect(refusals[1]).toBeGreaterThan(0.15);
    expect(refusals[1]).toBeLessThan(0.6);
  });

  it("never answers with a class that it cannot recognise itself", () => {
    const rows = clouds(300, 9);
    const labels = labelsOf(300).map(label => (label === 2 ? 1 : label));
    // One row by itself: every tree that left it out calls it something else.
    labels[0] = 2;
    const model = fitForest(rows, columns, labels, {classes, seed: 1, trees: 20});
    expect(model.outOfBag.recall[2]).toBe(0);
    expect(model.familiar.leastProbability[2]).toBe(Number.POSITIVE_INFINITY);
    expect(Array.from(verdictsOn(model, rows).label)).not.toContain(2);
  });

  it("writes for each row of many what it writes for it alone, beyond the rows leaving room as it was", () => {
    const rows = clouds(50, 10);
    const all = createVerdicts(forest, 51);
    all.label[50] = 77;
    classify(forest, rows, columns, all);
    expect(all.label[50]).toBe(77);
    for (let i = 0; i < 50; ++i) {
      const alone = verdictsOn(forest, rows.slice(i * columns, (i + 1) * columns));
      expect(alone.label[0]).toBe(all.label[i]);
      expect(alone.distance[0]).toBe(all.distance[i]);
    }
  });

  it("refuses rows of another width and too little room", () => {
    expect(() => classify(forest, new Float32Array(10), 5, createVerdicts(forest, 2))).toThrow(
      "fitted on 6 columns, has 5"
    );
    expect(() => classify(forest, new Float32Array(18), 6, createVerdicts(forest, 2))).toThrow(
      "need room for 3 verdicts, have 2"
    );
  });
});

describe("examples", () => {
  it("are at no distance from themselves, and a value's position is its mid-rank", () => {
    // Ten rows: 0 eight times, then 5 and 9.
    const rows = Float32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 5, 9);
    const examples = createExamples(binRows(rows, 1, [0]), [0], [Int32Array.of(0, 9), Int32Array.of(8)]);
    const at = (value: number) => {
      const out = new Int16Array(1);
      positionsOf(examples, Float32Array.of(value), 0, out);
      return out[0];
    };
    // 255 times 0.4, 0.85 and 0.95; beyond the ends, 128 further.
    expect([0, 2, 5, 6, 9].map(at)).toEqual([102, 102, 217, 217, 242]);
    expect([-1e-9, 9.1, 1e9].map(at)).toEqual([102 - 128, 242 + 128, 242 + 128]);
    expect(at(Number.NaN)).toBe(at(0));
    expect(distanceTo(examples, 0, Int16Array.of(at(9) ?? 0))).toBe(0);
    expect(distanceTo(examples, 0, Int16Array.of(at(9) ?? 0), 1)).toBeCloseTo(0.55, 2);
    expect(distanceTo(examples, 1, Int16Array.of(at(0) ?? 0))).toBeCloseTo(0.45, 2);
  });

  it("are compared by the mean difference over columns that vary, the nearest one counting", () => {
    const rows = normalRows(200, 4, 11);
    for (let k = 3; k < rows.length; k += 4) rows[k] = 1;
    const chosen = [
      Int32Array.from({length: 20}, (_, i) => i),
      Int32Array.from({length: 30}, (_, i) => 20 + i)
    ];
    const examples = createExamples(binRows(rows, 4, [0, 2, 3]), [0, 2, 3], chosen);
    expect(Array.from(examples.use)).toEqual([0, 2]);
    const positions = Array.from({length: 200}, (_, i) => {
      const out = new Int16Array(2);
      positionsOf(examples, rows, i * 4, out);
      return out;
    });
    for (const row of [0, 30, 60, 199]) {
      const own = positions[row] ?? new Int16Array(2);
      const gaps = Array.from(chosen[1] ?? [], i => {
        const [a = 0, b = 0] = positions[i] ?? [];
        return (Math.abs(a - (own[0] ?? 0)) + Math.abs(b - (own[1] ?? 0))) / 510;
      });
      expect(distanceTo(examples, 1, own)).toBeCloseTo(Math.min(...gaps), 12);
    }
  });
});

describe("binRows", () => {
  it("keeps every value apart in columns of up to 256, and order in all", () => {
    const column = fc.oneof(
      fc.array(fc.integer({min: -3, max: 3}), {minLength: 2, maxLength: 60}),
      fc.array(fc.float({noNaN: true, noDefaultInfinity: true}), {minLength: 300, maxLength: 900}),
      // One value in half of the rows, and many others.
      fc.array(fc.oneof(fc.constant(0), fc.float({noNaN: true, noDefaultInfinity: true})), {
        minLength: 300,
        maxLength: 900
      })
    );
    fc.assert(
      fc.property(column, values => {
        const rows = Float32Array.from(values);
        const {bins, least, greatest} = binRows(rows, 1, [0]);
        const [lows = new Float32Array(0)] = least;
        const [highs = new Float32Array(0)] = greatest;
        const different = new Set(rows.map(x => x + 0)).size;
        expect(lows.length).toBeLessThanOrEqual(256);
        if (different <= 256) expect(lows.length).toBe(different);
        else expect(lows.length).toBeGreaterThan(64);
        rows.forEach((x, i) => {
          const bin = bins[i] ?? 0;
          expect(x).toBeGreaterThanOrEqual(lows[bin] ?? Number.NaN);
          expect(x).toBeLessThanOrEqual(highs[bin] ?? Number.NaN);
          expect(binOf(highs, 0, highs.length, x)).toBe(bin);
        });
        for (let bin = 1; bin < lows.length; ++bin) expect(lows[bin]).toBeGreaterThan(highs[bin - 1] ?? 0);
      }),
      {numRuns: 30}
    );
  });

  it("cuts many different values into bins of about as many rows", () => {
    const rows = normalRows(10_240, 1, 12);
    const counts = new Int32Array(256);
    for (const bin of binRows(rows, 1, [0]).bins) counts[bin] = (counts[bin] ?? 0) + 1;
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(39);
    expect(Math.max(...counts)).toBeLessThanOrEqual(41);
  });
});
