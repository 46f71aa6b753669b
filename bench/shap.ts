import {fit} from "../src/engine/detect/isolation-forest/fit.js";
import type {Trees} from "../src/engine/detect/isolation-forest/model.js";
import {averagePathLength} from "../src/engine/detect/isolation-forest/path.js";
import {createIsolationForestExplainer} from "../src/engine/explain/explain-isolation-forest.js";
import {createRandom} from "../src/engine/random.js";
import {type Benchmark, figure, median} from "./figure.js";

const columns = 24;
const rowCount = 16_384;
const naiveRows = 100;
/** So few that explaining them from tables is all but filling the tables. */
const fewRows = 8;
const singleRuns = 21;
const runs = 5;

/** Exact explanations of the benchmark's forest: 200 trees of 256 samples, 24 features, one thread. */
export const shap: Benchmark = {
  figures: ["shap.rows_per_s", "shap.row_ms"],
  async run() {
    const random = createRandom(1);
    const rows = Float32Array.from({length: rowCount * columns}, () => random() + random() + random());
    const model = fit(rows, columns, {seed: 1});

    // Before anything else has run, so that nothing is compiled yet either.
    const single: number[] = [];
    for (let run = 0; run < singleRuns; ++run) {
      const begun = performance.now();
      createIsolationForestExplainer(model).explainRow(rows.subarray(run * columns, (run + 1) * columns));
      single.push(performance.now() - begun);
    }

    const out = new Float64Array(rows.length);
    const few = rows.subarray(0, fewRows * columns);
    const all: number[] = [];
    const fills: number[] = [];
    for (let run = 0; run < runs; ++run) {
      const explainer = createIsolationForestExplainer(model, {tableRows: 0});
      let begun = performance.now();
      explainer.explainRows(rows, out);
      all.push(performance.now() - begun);
      begun = performance.now();
      explainer.explainRows(few, new Float64Array(few.length));
      fills.push(performance.now() - begun);
    }

    const expected = new Float64Array(naiveRows * columns);
    const begun = performance.now();
    for (let i = 0; i < naiveRows; ++i) {
      explainNaively(model, rows, i * columns, expected.subarray(i * columns, (i + 1) * columns));
    }
    const naive = naiveRows / ((performance.now() - begun) / 1000);
    const apart = expected.reduce((most, part, k) => Math.max(most, Math.abs(part - (out[k] ?? 0))), 0);
    if (!(apart < 1e-9)) throw new Error(`explanations differ from the recursion's by ${apart}`);

    return [
      figure(
        "shap.rows_per_s",
        rowCount / (median(all) / 1000),
        "rows/s",
        {name: "TreeSHAP by recursion (Lundberg's algorithm 2), also in TypeScript", value: naive},
        `${rowCount} rows, of which filling tables takes about ${Math.round(median(fills))} ms`
      ),
      figure(
        "shap.row_ms",
        median(single),
        "ms",
        {name: "bar: 5 ms", value: 5},
        `a new explainer and one row; ${single[0]?.toFixed(1)} ms the first time, when no code is compiled yet`
      )
    ];
  }
};

/**
 * Adds parts as Lundberg's algorithm 2 finds them (https://arxiv.org/abs/1802.03888): path by path, on flat arrays as shap
 * does it.
 */
function explainNaively(forest: Trees, rows: Float32Array, start: number, out: Float64Array): void {
  const {roots, feature, split, right, size} = forest;
  const trees = roots.length - 1;
  // Each level copies the path of the one above behind it. Per entry: the column, its share while unknown, its answer (0 or
  // 1), and the weight of the coalitions of the entry's size.
  const room = 1024;
  const column = new Int32Array(room);
  const zero = new Float64Array(room);
  const one = new Float64Array(room);
  const weight = new Float64Array(room);

  function extend(at: number, length: number, zeroShare: number, oneShare: number, asked: number): void {
    column[at + length] = asked;
    zero[at + length] = zeroShare;
    one[at + length] = oneShare;
    weight[at + length] = length === 0 ? 1 : 0;
    for (let k = at + length - 1, i = length - 1; k >= at; --k, --i) {
      const w = weight[k] as number;
      weight[k + 1] = (weight[k + 1] as number) + (oneShare * w * (i + 1)) / (length + 1);
      weight[k] = (zeroShare * w * (length - i)) / (length + 1);
    }
  }

  /** The weights that are left when the entry at `at + known` leaves a path whose last entry is at `at + last`. */
  function unwind(at: number, last: number, known: number): void {
    const z = zero[at + known] as number;
    const o = one[at + known] as number;
    let rest = weight[at + last] as number;
    for (let i = last - 1; i >= 0; --i) {
      const w = weight[at + i] as number;
      if (o !== 0) {
        weight[at + i] = (rest * (last + 1)) / ((i + 1) * o);
        rest = w - ((weight[at + i] as number) * z * (last - i)) / (last + 1);
      } else {
        weight[at + i] = (w * (last + 1)) / (z * (last - i));
      }
    }
    for (let k = at + known; k < at + last; ++k) {
      column[k] = column[k + 1] as number;
      zero[k] = zero[k + 1] as number;
      one[k] = one[k + 1] as number;
    }
  }

  /** The sum of the weights that `unwind` would leave. */
  function unwoundSum(at: number, last: number, known: number): number {
    const z = zero[at + known] as number;
    const o = one[at + known] as number;
    let rest = weight[at + last] as number;
    let sum = 0;
    for (let i = last - 1; i >= 0; --i) {
      const w = weight[at + i] as number;
      if (o !== 0) {
        const left = (rest * (last + 1)) / ((i + 1) * o);
        sum += left;
        rest = w - (left * z * (last - i)) / (last + 1);
      } else {
        sum += (w * (last + 1)) / (z * (last - i));
      }
    }
    return sum;
  }

  function visit(
    node: number,
    depth: number,
    above: number,
    length: number,
    z: number,
    o: number,
    asked: number
  ): void {
    const at = above + length;
    for (let k = 0; k < length; ++k) {
      column[at + k] = column[above + k] as number;
      zero[at + k] = zero[above + k] as number;
      one[at + k] = one[above + k] as number;
      weight[at + k] = weight[above + k] as number;
    }
    extend(at, length, z, o, asked);
    const next = feature[node] as number;
    const cover = size[node] as number;
    if (next < 0) {
      const value = -(depth + averagePathLength(cover)) / trees;
      for (let k = 1; k <= length; ++k) {
        const place = column[at + k] as number;
        const gain = (one[at + k] as number) - (zero[at + k] as number);
        out[place] = (out[place] as number) + unwoundSum(at, length, k) * gain * value;
      }
      return;
    }
    let last = length;
    let zeroBefore = 1;
    let oneBefore = 1;
    for (let k = 1; k <= length; ++k) {
      if (column[at + k] !== next) continue;
      zeroBefore = zero[at + k] as number;
      oneBefore = one[at + k] as number;
      unwind(at, length, k);
      last = length - 1;
      break;
    }
    const other = right[node] as number;
    const goesLeft = (rows[start + next] || 0) <= (split[node] as number);
    const part = zeroBefore / cover;
    visit(
      node + 1,
      depth + 1,
      at,
      last + 1,
      part * (size[node + 1] as number),
      goesLeft ? oneBefore : 0,
      next
    );
    visit(other, depth + 1, at, last + 1, part * (size[other] as number), goesLeft ? 0 : oneBefore, next);
  }

  for (let tree = 0; tree < trees; ++tree) visit(roots[tree] as number, 0, 0, 0, 1, 1, -1);
}
