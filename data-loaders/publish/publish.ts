import {createReadStream, createWriteStream} from "node:fs";
import {pipeline} from "node:stream/promises";
import {createSources} from "../../src/engine/build/rollups.js";
import {selectRaw} from "../../src/engine/build/stage.js";
import {impliedFalseAlertsPerMillion} from "../../src/engine/detect/calibration/calibration.js";
import {type Severity, severities} from "../../src/engine/event.js";
import {modelFamilies} from "../../src/engine/features/event-block.js";
import type {PublishedModel, Site} from "../../src/engine/published.js";
import {evaluation, raw, rawShards, tables} from "../../src/engine/tables.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import type {ReadFile} from "../read/read-files.js";
import type {FamilyModel} from "../score/score-events.js";
import {notEvaluated} from "./evaluated.js";
import {type Publisher, selectNothing} from "./publisher.js";
import {createQuality} from "./quality.js";
import {readBounds, readCube, readOverview} from "./rollups.js";
import {selectsOf} from "./selects.js";

const newline = 10;

/** The shards of `raw`, from `parsed` and `files`: the bulk of all bytes, and independent of everything that comes later. */
export function publishRaw(publisher: Publisher): Promise<void> {
  return publisher.tables(
    Array.from({length: rawShards}, (_, i) => ({table: raw, select: selectRaw(i), file: `raw-${i}`}))
  );
}

/** Makes and publishes all else, from `staged`, `events`, `alerts`, `explanations` and `places`. Returns totals for the summary. */
export async function publishTables(
  database: Database,
  publisher: Publisher,
  results: {
    readonly files: readonly ReadFile[];
    readonly models: readonly FamilyModel[];
    readonly site: Site;
    /** Whether an evaluation of the same logs is in place already. */
    readonly evaluated: boolean;
    /** As of `createTruth`. */
    readonly judged: string | null;
    readonly ruleMilliseconds: Readonly<Record<string, number>>;
  },
  progress: Progress
): Promise<PublishedTotals> {
  await database.run(createSources);
  await createQuality(database, results.files);
  const selects = selectsOf(results.judged);
  const others = tables.filter(table => table !== raw && !(table === evaluation && results.evaluated));
  progress.update(`${tables.length} tables`);
  await publisher.tables(
    others.map(table => ({table, select: selects[table.name] ?? selectNothing(table), file: table.name}))
  );
  progress.update("rollups");
  const bounds = await readBounds(database);
  await publisher.file("overview.json", JSON.stringify(await readOverview(database, bounds)));
  await publisher.file("cube.json", JSON.stringify(await readCube(database, bounds)));
  if (!results.evaluated) await publisher.file("evaluation.json", JSON.stringify(notEvaluated));
  await publisher.file("site.json", JSON.stringify(results.site));
  const byFamily = (family: string) => results.models.find(m => m.family === family);
  for (const family of modelFamilies)
    await publisher.file(`model-${family}.bin`, byFamily(family)?.trees ?? new Uint8Array());
  await publisher.file("model.json", JSON.stringify(describeModels(results.models)));
  const costs = Object.entries(results.ruleMilliseconds).map(([rule, ms]) => [
    rule,
    Math.round(ms * 10) / 10
  ]);
  await publisher.file("rule-costs.json", JSON.stringify({milliseconds: Object.fromEntries(costs)}));
  await publishQuarantine(results.files, publisher.path("quarantine.jsonl"));
  const [totals = {}] = await database.rows(
    `SELECT ${totalNames.map(name => `(SELECT count(*) FROM ${name}) AS ${name}`).join(", ")}`
  );
  return Object.fromEntries(
    totalNames.map(name => [name, Number(totals[name])])
  ) as unknown as PublishedTotals;
}

const totalNames = ["events", "alerts", "incidents", "campaigns"] as const;
export type PublishedTotals = Readonly<Record<(typeof totalNames)[number], number>>;

function describeModels(models: readonly FamilyModel[]): PublishedModel {
  return {
    families: models.map(({trees: _, source: __, ...rest}) => rest),
    falseAlertsPerMillion: Object.fromEntries(
      severities.map(severity => [severity, impliedFalseAlertsPerMillion(severity)])
    ) as Record<Severity, number>
  };
}

/** One file for all that was quarantined, each record with the file it came from. */
async function publishQuarantine(files: readonly ReadFile[], path: string): Promise<void> {
  async function* pieces() {
    for (const {name, quarantine} of files) {
      if (!quarantine) continue;
      let inLine = false;
      for await (const piece of createReadStream(quarantine)) {
        if (!(piece instanceof Uint8Array)) throw new Error(`${quarantine}: not read as bytes`);
        // A line may be as long as a file, so it is passed on as it comes; each begins with the brace of an object.
        for (let from = 0; from < piece.length; ) {
          if (!inLine) yield `{"file":${JSON.stringify(name)},`;
          const end = piece.indexOf(newline, from);
          const to = end < 0 ? piece.length : end + 1;
          yield piece.subarray(inLine ? from : from + 1, to);
          inLine = end < 0;
          from = to;
        }
      }
    }
  }
  await pipeline(pieces, createWriteStream(path));
}
