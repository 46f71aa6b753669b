import * as forest from "../../src/engine/detect/isolation-forest.js";
import {scoreBlock} from "../../src/engine/detect/isolation-forest-score.js";
import {createRandom} from "../../src/engine/random.js";
import {cowrie} from "../../src/engine/sources/cowrie.js";

export interface EngineSample {
  readonly mappings: readonly unknown[];
  /** What every node of the forest splits on, and where. */
  readonly feature: readonly number[];
  readonly split: readonly number[];
  readonly scores: readonly number[];
}

/** A parser and the forest over a few records and seeded rows: the same results are expected everywhere. */
export function runEngine(records: readonly unknown[]): EngineSample {
  const map = cowrie.open({toUtc: Date.UTC, fileTime: 0, note() {}});
  const columns = 4;
  const random = createRandom(1);
  const rows = Float32Array.from({length: 1000 * columns}, random);
  const scores = new Float64Array(1000);
  const fitted = forest.fit(rows, columns, {seed: 1, trees: 20});
  scoreBlock(fitted, rows, columns, scores);
  return {
    mappings: records.map(map),
    feature: Array.from(fitted.feature),
    split: Array.from(fitted.split),
    scores: Array.from(scores)
  };
}
