/** Runs in a browser's worker: the forest on rows that it makes itself, so that nothing but the engine is timed. */
import {fit} from "../src/engine/detect/isolation-forest/fit.js";
import {scoreBlock} from "../src/engine/detect/isolation-forest/score.js";
import {createIsolationForestExplainer} from "../src/engine/explain/explain-isolation-forest.js";
import {createRandom} from "../src/engine/random.js";

/** Milliseconds of each run. */
export interface BrowserTimes {
  readonly rows: number;
  readonly score: readonly number[];
  /** One row, explained by an explainer made for it alone. */
  readonly explain: readonly number[];
}

const columns = 24;
const rowCount = 20_000;
const runs = 5;

const random = createRandom(1);
const rows = Float32Array.from({length: rowCount * columns}, () => random() + random() + random());
const forest = fit(rows, columns, {seed: 1});
const out = new Float64Array(rowCount);
const time = (task: () => void) => {
  const begun = performance.now();
  task();
  return performance.now() - begun;
};
scoreBlock(forest, rows, columns, out);
const score = Array.from({length: runs}, () => time(() => scoreBlock(forest, rows, columns, out)));
const explain = Array.from({length: runs}, (_, i) =>
  time(() => createIsolationForestExplainer(forest).explainRow(rows.subarray(i * columns, (i + 1) * columns)))
);
const times: BrowserTimes = {rows: rowCount, score, explain};
postMessage(times);
