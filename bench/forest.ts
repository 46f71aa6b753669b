import {IsolationForest as PackagedForest} from "ml-isolation-forest";
import {encode} from "../src/engine/detect/isolation-forest/file.js";
import {fit} from "../src/engine/detect/isolation-forest/fit.js";
import {scoreBlock} from "../src/engine/detect/isolation-forest/score.js";
import {createRandom} from "../src/engine/random.js";
import {type Benchmark, figure, median} from "./figure.js";

const columns = 24;
const rowCount = 20_000;
const packagedRows = 400;
const runs = 5;

/** The forest by itself: 200 trees of 256 samples, 24 features, one thread. */
export const forest: Benchmark = {
  figures: ["forest.fit_ms", "forest.score_rows_per_s", "forest.model_kb"],
  async run() {
    const random = createRandom(1);
    const rows = Float32Array.from({length: rowCount * columns}, () => random() + random() + random());
    const out = new Float32Array(rowCount);
    const fits: number[] = [];
    const scorings: number[] = [];
    let model = fit(rows, columns, {seed: 1});
    for (let run = 0; run < runs; run++) {
      let begun = performance.now();
      model = fit(rows, columns, {seed: run});
      fits.push(performance.now() - begun);
      scoreBlock(model, rows, columns, out);
      begun = performance.now();
      scoreBlock(model, rows, columns, out);
      scorings.push(performance.now() - begun);
    }
    const table = Array.from({length: packagedRows}, (_, i) => [
      ...rows.subarray(i * columns, (i + 1) * columns)
    ]);
    const packaged = new PackagedForest({nEstimators: 200});
    packaged.train(table);
    const begun = performance.now();
    packaged.predict(table);
    const packagedRate = packagedRows / ((performance.now() - begun) / 1000);
    return [
      figure("forest.fit_ms", median(fits), "ms", {name: "bar: 100 ms", value: 100}),
      figure("forest.score_rows_per_s", rowCount / (median(scorings) / 1000), "rows/s", {
        name: "ml-isolation-forest",
        value: packagedRate
      }),
      figure("forest.model_kb", encode(model).length / 1000, "kB", {name: "bar: 400 kB", value: 400})
    ];
  }
};
