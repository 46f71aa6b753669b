import {availableParallelism, cpus, totalmem} from "node:os";
import {browser} from "./browser.js";
import {brush} from "./brush.js";
import {cold} from "./cold.js";
import {drop} from "./drop.js";
import type {Benchmark} from "./figure.js";
import {fiveMillion} from "./five-million.js";
import {forest} from "./forest.js";
import {forestThreads} from "./forest-threads.js";
import {hunt} from "./hunt.js";
import {ingest} from "./ingest.js";
import {investigate} from "./investigate.js";
import {map} from "./map.js";
import {memory} from "./memory.js";
import {nextPage} from "./next-page.js";
import {page} from "./page.js";
import {randomForest} from "./random-forest.js";
import {replay, replayMany, replayMemory} from "./replay.js";
import {rules} from "./rules.js";
import {shap} from "./shap.js";
import {triage} from "./triage.js";

const benchmarks: readonly Benchmark[] = [
  forest,
  forestThreads,
  browser,
  shap,
  randomForest,
  rules,
  ingest,
  memory,
  cold,
  page,
  nextPage,
  brush,
  investigate,
  hunt,
  triage,
  map,
  replay,
  drop,
  replayMemory,
  replayMany,
  fiveMillion
];

async function main(names: readonly string[]): Promise<number> {
  const known = benchmarks.flatMap(b => b.figures);
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length) {
    console.error(`unknown figure: ${unknown.join(", ")}; there are ${known.join(", ")}`);
    return 2;
  }
  const memory = Math.round(totalmem() / 2 ** 30);
  console.error(
    `${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), ${memory} GiB, Node ${process.version}`
  );
  for (const {figures, isLong = false, run} of benchmarks) {
    if (names.length ? !figures.some(name => names.includes(name)) : isLong) continue;
    for (const result of await run()) {
      if (!names.length || names.includes(result.figure)) console.log(JSON.stringify(result));
    }
  }
  return 0;
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
);
