import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {build} from "esbuild";
import {repository} from "../scripts/run.js";
import {launchChromium} from "../test/browser/chromium.js";
import {serveDirectory} from "../test/browser/static-server.js";
import type {BrowserTimes} from "./browser-worker.js";
import {type Benchmark, figure, median} from "./figure.js";

/** The engine in one worker of headless Chromium: 200 trees of 256 samples, 24 features. */
export const browser: Benchmark = {
  figures: ["forest.score_rows_per_s.browser", "shap.browser_ms"],
  async run() {
    const directory = await mkdtemp(join(tmpdir(), "flowbook-bench-"));
    await build({
      entryPoints: [join(repository, "bench", "browser-worker.ts")],
      outfile: join(directory, "worker.js"),
      bundle: true,
      format: "esm",
      platform: "browser"
    });
    await writeFile(join(directory, "index.html"), '<!doctype html><link rel="icon" href="data:,">');
    const server = await serveDirectory(directory);
    const chromium = await launchChromium();
    try {
      const page = await chromium.newPage();
      await page.goto(server.url);
      const {rows, score, explain} = await page.evaluate<BrowserTimes>(`
        new Promise((resolve, reject) => {
          const worker = new Worker("./worker.js", {type: "module"});
          worker.onmessage = ({data}) => resolve(data);
          worker.onerror = ({message}) => reject(new Error(message));
        })
      `);
      return [
        figure(
          "forest.score_rows_per_s.browser",
          rows / (median(score) / 1000),
          "rows/s",
          {name: "bar: 150,000", value: 150_000},
          "one worker of headless Chromium"
        ),
        figure(
          "shap.browser_ms",
          explain[0] ?? Number.NaN,
          "ms",
          {name: "bar: 5 ms", value: 5},
          `one alert, the first that a worker explains; then ${median(explain).toFixed(1)}`
        )
      ];
    } finally {
      await chromium.close();
      await server.close();
      await rm(directory, {recursive: true});
    }
  }
};
