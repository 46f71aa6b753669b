import {fit} from "../src/engine/detect/random-forest/fit.js";
import {scoreClasses} from "../src/engine/detect/random-forest/score.js";
import {createRandom, randomInteger} from "../src/engine/random.js";
import {type Benchmark, figure, median} from "./figure.js";

const columns = 40;
const rowCount = 50_000;
const runs = 3;
const classes = ["benign", "scan", "flood", "guessing", "bot"];

/** Trees of the baseline: it takes long, and its time is proportional to them. */
const sortedTrees = 2;

/** The random forest by itself: 100 trees, 50,000 rows of 40 columns and 5 classes, one thread. */
export const randomForest: Benchmark = {
  figures: ["random_forest.fit_ms", "random_forest.rows_per_s"],
  async run() {
    const {rows, labels} = drawRows();
    const out = new Float64Array(rowCount * classes.length);
    const fits: number[] = [];
    const scorings: number[] = [];
    for (let run = 0; run < runs; run++) {
      let begun = performance.now();
      const model = fit(rows, columns, labels, {seed: run, classes});
      fits.push(performance.now() - begun);
      begun = performance.now();
      scoreClasses(model, rows, columns, out);
      scorings.push(performance.now() - begun);
    }
    const begun = performance.now();
    for (let tree = 0; tree < sortedTrees; tree++) growBySorting(rows, labels, tree);
    const sorted = ((performance.now() - begun) / sortedTrees) * 100;
    return [
      figure(
        "random_forest.fit_ms",
        median(fits),
        "ms",
        {name: "the same trees grown by sorting the values in every node", value: sorted},
        `baseline measured on ${sortedTrees} trees of 100, and without the out-of-bag estimate and the examples`
      ),
      figure("random_forest.rows_per_s", rowCount / (median(scorings) / 1000), "rows/s", null)
    ];
  }
};

/** Five classes that overlap: a third of the columns tell them apart, the others are noise. */
function drawRows(): {rows: Float32Array; labels: Uint16Array} {
  const random = createRandom(1);
  const rows = new Float32Array(rowCount * columns);
  const labels = new Uint16Array(rowCount);
  for (let i = 0; i < rowCount; i++) {
    const label = Math.max(0, randomInteger(random, 10) - 5);
    labels[i] = label;
    for (let column = 0; column < columns; column++) {
      const shift = column % 15 === label ? 0.8 : 0;
      rows[i * columns + column] = random() + random() + random() + shift;
    }
  }
  return {rows, labels};
}

/** The plain way to grow such a tree: sort the rows of every node by each candidate column, and try every border. */
function growBySorting(rows: Float32Array, labels: Uint16Array, seed: number): number {
  const random = createRandom(seed);
  const counts = new Float64Array(classes.length);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const weights = counts.map(n => rowCount / (classes.length * n));
  const least = 3;
  const tries = Math.floor(Math.sqrt(columns));
  const draws = Int32Array.from({length: rowCount}, () => randomInteger(random, rowCount));

  function grow(held: Int32Array, depth: number): number {
    const total = new Float64Array(classes.length);
    for (const row of held) total[labels[row] ?? 0] = (total[labels[row] ?? 0] ?? 0) + 1;
    if (held.length < 2 * least || depth >= 32 || total.some(n => n === held.length)) return 1;
    let best = {purity: Number.NEGATIVE_INFINITY, column: -1, value: 0};
    for (let k = 0; k < tries || (best.column < 0 && k < columns); k++) {
      const column = randomInteger(random, columns);
      const value = (row: number) => rows[row * columns + column] ?? 0;
      const order = held.slice().sort((a, b) => value(a) - value(b));
      const left = new Float64Array(classes.length);
      for (let i = 0; i + 1 < order.length; i++) {
        const row = order[i] ?? 0;
        const next = order[i + 1] ?? 0;
        left[labels[row] ?? 0] = (left[labels[row] ?? 0] ?? 0) + 1;
        if (value(row) === value(next) || i + 1 < least || order.length - i - 1 < least) continue;
        let squaresLeft = 0;
        let weightLeft = 0;
        let squaresRight = 0;
        let weightRight = 0;
        for (let c = 0; c < classes.length; c++) {
          const here = (left[c] ?? 0) * (weights[c] ?? 0);
          const there = (total[c] ?? 0) * (weights[c] ?? 0) - here;
          squaresLeft += here * here;
          weightLeft += here;
          squaresRight += there * there;
          weightRight += there;
        }
        const purity = squaresLeft / weightLeft + squaresRight / weightRight;
        if (purity > best.purity) best = {purity, column, value: value(row)};
      }
    }
    if (best.column < 0) return 1;
    const goesLeft = (row: number) => (rows[row * columns + best.column] ?? 0) <= best.value;
    return (
      1 +
      grow(held.filter(goesLeft), depth + 1) +
      grow(
        held.filter(row => !goesLeft(row)),
        depth + 1
      )
    );
  }

  return grow(draws, 0);
}
