import {
  anomalyScore,
  calibrate,
  tailProbability
} from "../../../src/engine/detect/calibration/calibration.js";
import * as forest from "../../../src/engine/detect/isolation-forest/fit.js";
import {scoreBlock} from "../../../src/engine/detect/isolation-forest/score.js";
import {createIsolationForestExplainer} from "../../../src/engine/explain/explain-isolation-forest.js";
import {createRandom} from "../../../src/engine/random.js";
import {cowrie} from "../../../src/engine/sources/cowrie.js";

export interface EngineSample {
  readonly mappings: readonly unknown[];
  /** What every node of the forest splits on, and where. */
  readonly feature: readonly number[];
  readonly split: readonly number[];
  /** Hashes of the bits of all scores, of all parts of all scores, and of all calibrated scores. */
  readonly scores: string;
  readonly parts: string;
  readonly calibrated: string;
}

/** A parser and the forest over a few records and seeded rows: the same results are expected everywhere, to the last bit. */
export function runEngine(records: readonly unknown[]): EngineSample {
  const map = cowrie.open({toUtc: Date.UTC, fileTime: 0, note() {}});
  const columns = 12;
  const count = 20_000;
  const random = createRandom(1);
  const rows = Float32Array.from({length: count * columns}, (_, k) =>
    k % columns < 6 ? random() : 1000 * random() ** 8
  );
  const scales = Array.from({length: columns}, (_, k) => (k < 6 ? "linear" : "log") as "linear" | "log");
  const fitted = forest.fit(rows, columns, {seed: 1, scales});
  const scores = new Float64Array(count);
  scoreBlock(fitted, rows, columns, scores);
  const explained = rows.subarray(0, 1000 * columns);
  const parts = new Float64Array(explained.length);
  createIsolationForestExplainer(fitted).explainRows(explained, parts);
  const calibration = calibrate(scores);
  // As they are published: what is beyond four decimals rests on logarithms, whose last bits are each engine's own.
  const calibrated = scores.map(score =>
    calibration === null ? 0 : Math.round(anomalyScore(tailProbability(calibration, score)) * 10_000) / 10_000
  );
  return {
    mappings: records.map(map),
    feature: Array.from(fitted.feature),
    split: Array.from(fitted.split),
    scores: hash(scores),
    parts: hash(parts),
    calibrated: hash(calibrated)
  };
}

/** FNV-1a of the bits, https://datatracker.ietf.org/doc/html/draft-eastlake-fnv. */
function hash(values: Float64Array): string {
  let h = 0x811c9dc5;
  for (const byte of new Uint8Array(values.buffer, values.byteOffset, values.byteLength)) {
    h = Math.imul(h ^ byte, 0x01000193);
  }
  return (h >>> 0).toString(16).padStart(8, "0");
}
