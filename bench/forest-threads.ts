import {writeFile} from "node:fs/promises";
import {availableParallelism} from "node:os";
import {join} from "node:path";
import {makeTemporary} from "../data-loaders/temporary.js";
import {createWorkerPool} from "../data-loaders/workers/pool.js";
import {repository} from "../scripts/run.js";
import type {ScoreRequest} from "../src/engine/analysis/score/score-requests.js";
import {encode} from "../src/engine/detect/isolation-forest/file.js";
import {fit} from "../src/engine/detect/isolation-forest/fit.js";
import {createRandom} from "../src/engine/random.js";
import {type Benchmark, figure, median} from "./figure.js";

const columns = 24;
const rowCount = 400_000;
const runs = 5;

/** The forest in worker threads, as the build scores: 200 trees of 256 samples, 24 features, rows read from a file. */
export const forestThreads: Benchmark = {
  figures: ["forest.score_rows_per_s.threads"],
  async run() {
    const random = createRandom(1);
    const rows = Float32Array.from({length: rowCount * columns}, () => random() + random() + random());
    const model = {id: "forest", forest: encode(fit(rows, columns, {seed: 1})), columns};
    const temporary = await makeTemporary(join(repository, "test"), ".bench-");
    const path = join(temporary.path, "rows.f32");
    await writeFile(path, rows);

    async function rate(threads: number): Promise<number> {
      const pool = createWorkerPool(new URL("../data-loaders/score/worker.js", import.meta.url), threads);
      const part = rowCount / threads;
      const requests = Array.from(
        {length: threads},
        (_, i): ScoreRequest => ({model, rows: {path, from: i * part, to: (i + 1) * part}})
      );
      const times: number[] = [];
      for (let run = 0; run <= runs; run++) {
        const begun = performance.now();
        await Promise.all(requests.map(request => pool.run(request)));
        // The first run compiles.
        if (run > 0) times.push(performance.now() - begun);
      }
      await pool.close();
      return rowCount / (median(times) / 1000);
    }

    try {
      const one = await rate(1);
      const two = await rate(2);
      return [
        figure(
          "forest.score_rows_per_s.threads",
          two,
          "rows/s",
          {name: "one thread", value: one},
          `two threads on ${availableParallelism()} cores; bar: 1.8 times`
        )
      ];
    } finally {
      await temporary.remove();
    }
  }
};
