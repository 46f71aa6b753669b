import {copyFile, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {build} from "esbuild";
import {repository} from "../scripts/run.js";
import {launchChromium} from "../test/browser/chromium.js";
import {serveDirectory} from "../test/browser/static-server.js";
import {type Benchmark, figure} from "./figure.js";
import type {FrameTimes} from "./map-page.js";

const points = 100_000;
const seconds = 4;

/** The map's stage in headless Chromium, without a graphics card: frames per second while it is dragged. */
export const map: Benchmark = {
  figures: ["map.fps"],
  async run() {
    const directory = await mkdtemp(join(tmpdir(), "flowbook-bench-"));
    await build({
      entryPoints: [join(repository, "bench", "map-page.ts")],
      outfile: join(directory, "page.js"),
      bundle: true,
      format: "esm",
      platform: "browser"
    });
    await copyFile(
      join(repository, "node_modules", "world-atlas", "countries-110m.json"),
      join(directory, "countries-110m.json")
    );
    await copyFile(join(repository, "src", "style", "map.css"), join(directory, "map.css"));
    await writeFile(
      join(directory, "index.html"),
      '<!doctype html><link rel="icon" href="data:,"><link rel="stylesheet" href="map.css"><body><script type="module" src="page.js"></script>'
    );
    const server = await serveDirectory(directory);
    const chromium = await launchChromium();
    try {
      const page = await chromium.newPage({viewport: {width: 1280, height: 900}});
      await page.goto(server.url);
      const perSecond = async (surface: "flat" | "globe") => {
        const times = await page.evaluate<FrameTimes>(`drag(${JSON.stringify({points, surface, seconds})})`);
        const total = times.reduce((sum, time) => sum + time, 0);
        return (1000 * times.length) / total;
      };
      const flat = await perSecond("flat");
      const globe = await perSecond("globe");
      return [
        figure(
          "map.fps",
          flat,
          "frames/s",
          {name: "bar: 50", value: 50},
          `${points.toLocaleString("en-US")} points dragged for ${seconds} s, 900 x 480; as a globe ${globe.toFixed(1)}`
        )
      ];
    } finally {
      await chromium.close();
      await server.close();
      await rm(directory, {recursive: true});
    }
  }
};
