import {join} from "node:path";
import {openCache} from "../data-loaders/cache.js";
import {type Database, openDatabase} from "../data-loaders/database.js";
import {openGeolocator} from "../data-loaders/enrich/geolocate.js";
import {readCampus} from "../data-loaders/enrich/read-campus.js";
import {paths} from "../data-loaders/paths.js";
import {createProgress} from "../data-loaders/progress.js";
import {readEvents} from "../data-loaders/read-events.js";
import {readRuleFiles} from "../data-loaders/rules/read-rule-files.js";
import {simulate} from "../data-loaders/simulate/simulate.js";
import {type RuleRun, runRules} from "../src/engine/analysis/detect/run-rules.js";
import {stageEvents} from "../src/engine/analysis/stage-events.js";
import {createLogsOfStaged} from "../src/engine/build/logs.js";
import {compileRules} from "../src/engine/sigma/compile/compile-rules.js";
import {readRules} from "../src/engine/sigma/read-rules.js";
import {type Benchmark, figure, median} from "./figure.js";
import {createNetworkRules} from "./network-rules.js";
import {withDirectory} from "./prepare.js";

const ruleCount = 200;
const threads = 2;
const runs = 5;
const listed = 3;

/** Two hundred rules about networks, ours and ones like public ones, over the simulated week, with what they match written down. */
export const rules: Benchmark = {
  figures: ["rules.events_per_s"],
  run: () =>
    withDirectory(async directory => {
      const {database, events} = await openWeek(join(directory, "week"));
      const own = (await readRuleFiles([paths.rules])).rules.slice(0, ruleCount);
      const others = createNetworkRules(ruleCount - own.length, 1);
      const read = readRules(others.map(({yaml}) => yaml).join("---\n"), "network-rules.yml");
      const compiled = compileRules([...own, ...read.rules]);
      const wrong = compiled.find(one => one.state !== "compiled");
      if (read.errors[0] || wrong || compiled.length !== ruleCount) {
        throw new Error(
          `not all of ${ruleCount} rules compile: ${read.errors[0]?.message ?? wrong?.rule.title}`
        );
      }
      const seconds: number[] = [];
      const byHand: number[] = [];
      let ran: readonly RuleRun[] = [];
      // In turns, so that both meet the same weather.
      for (let run = 0; run < runs; ++run) {
        let begun = performance.now();
        ran = await runRules(database, compiled);
        seconds.push((performance.now() - begun) / 1000);
        const refused = ran.find(({error}) => error !== null);
        if (refused) throw new Error(`${refused.rule.title}: ${refused.error}`);
        await database.run("DROP TABLE rule_matches");
        begun = performance.now();
        for (const {sql} of others) await database.run(`SELECT count(*) FROM logs WHERE ${sql}`);
        byHand.push(((performance.now() - begun) / 1000) * (ruleCount / others.length));
      }
      database.close();
      return [
        figure(
          "rules.events_per_s",
          events / median(seconds),
          "events/s",
          {
            name: `the ${others.length} generated rules by hand: SELECT count(*) with ILIKE, as if they were ${ruleCount}`,
            value: events / median(byHand)
          },
          `${events} events, each against ${ruleCount} rules, ${own.length} of them ours, ${
            compiled.filter(({rule}) => rule.kind === "correlation").length
          } correlations; ${threads} threads, median of ${runs}; slowest: ${most(ran, "milliseconds")}; noisiest: ${most(ran, "hits")}`
        )
      ];
    })
};

function most(ran: readonly RuleRun[], by: "milliseconds" | "hits"): string {
  const sorted = ran.toSorted((a, b) => b[by] - a[by]).slice(0, listed);
  const unit = by === "hits" ? "hits" : "ms";
  return sorted.map(run => `${run.rule.title} (${Math.round(run[by])} ${unit})`).join(", ");
}

/** The simulated week as `npm run data` has it when rules are run. */
async function openWeek(path: string): Promise<{readonly database: Database; readonly events: number}> {
  await simulate({seed: 1, directory: path});
  const input = {path, simulation: {}, skip: new Set(["simulated.json", "truth.csv"])};
  const cache = await openCache(null);
  const database = await openDatabase(cache.scratch, threads);
  const campus = await readCampus(paths.campus);
  await readEvents(database, input, campus, cache, threads, createProgress(process.stderr));
  await stageEvents(database, campus, await openGeolocator(paths.geo));
  const [bounds] = await database.rows(
    "SELECT count(*) AS events, epoch_ms(min(event_time)) AS first, epoch_ms(max(event_time)) AS last FROM staged"
  );
  const {timeZone, businessHours, country} = campus.config;
  const [from, to] = [Number(bounds?.first), Number(bounds?.last)];
  await database.run(createLogsOfStaged({timeZone, businessHours, country, from, to}));
  await cache.close();
  return {database, events: Number(bounds?.events)};
}
