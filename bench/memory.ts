import {once} from "node:events";
import {createWriteStream} from "node:fs";
import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {simulate} from "../data-loaders/simulate/simulate.js";
import {type Benchmark, figure} from "./figure.js";
import {prepare, withDirectory} from "./prepare.js";

const rows = 5_000_000;

/** The most memory that five million ISCX rows take, in one file, with two workers. */
export const memory: Benchmark = {
  figures: ["ingest.peak_mb"],
  run: () =>
    withDirectory(async directory => {
      await simulate({seed: 1, directory: join(directory, "week")});
      const input = join(directory, "input.csv");
      await repeatRows(join(directory, "week", "iscx"), input);
      const {peakMb, seconds, records} = await prepare(input, join(directory, "output"));
      if (peakMb === null) return [];
      const note = `${records} ISCX rows in ${seconds.toFixed(0)} s`;
      return [figure("ingest.peak_mb", peakMb, "MB", {name: "bar: 2 GB", value: 2000}, note)];
    })
};

/** One CSV file of `rows` rows: those of a directory's files, over and over. */
async function repeatRows(directory: string, target: string): Promise<void> {
  const names = (await readdir(directory)).sort();
  const files = await Promise.all(names.map(name => readFile(join(directory, name), "utf8")));
  const [header = ""] = files[0]?.split("\n") ?? [];
  const lines = files.flatMap(file => file.trimEnd().split("\n").slice(1));
  const output = createWriteStream(target);
  output.write(`${header}\n`);
  for (let written = 0; written < rows; written += lines.length) {
    const part = lines.slice(0, rows - written);
    if (!output.write(`${part.join("\n")}\n`)) await once(output, "drain");
  }
  output.end();
  await once(output, "close");
}
