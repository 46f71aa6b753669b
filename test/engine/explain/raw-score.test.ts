import {expect, it} from "vitest";
import {detectors} from "../../../src/engine/detect/detectors.js";
import {rawScoreOf} from "../../../src/engine/explain/raw-score.js";
import {createRandom} from "../../../src/engine/random.js";

const columns = 4;
const random = createRandom(3);
const rows = Float32Array.from({length: 1500 * columns}, () => random() + random());
const names = ["a", "b", "c", "d"];

for (const detector of detectors) {
  it(`the total of an explanation by ${detector.name} comes to its raw score`, () => {
    const fitted = detector.fit(rows, columns, {seed: 1, names});
    for (const row of [Float32Array.of(1, 1, 1, 1), Float32Array.of(5, -1, 0, 9), rows.slice(0, columns)]) {
      const score = new Float64Array(1);
      fitted.score(row, score);
      const {base, parts, total} = fitted.explain(row);
      expect(parts.reduce((sum, part) => sum + part, base)).toBeCloseTo(total, 9);
      expect(rawScoreOf(detector.name, total, 256)).toBeCloseTo(score[0] ?? Number.NaN, 9);
    }
  });
}
