import {createSources} from "../../build/rollups.js";
import {selectRaw} from "../../build/stage.js";
import type {Decision} from "../../decisions/decision.js";
import {formatDecisions} from "../../decisions/format-decisions.js";
import {impliedFalseAlertsPerMillion} from "../../detect/calibration/calibration.js";
import {type Severity, severities} from "../../event.js";
import {modelFamilies} from "../../features/event-block.js";
import type {PublishedModel, Site} from "../../published.js";
import type {ReadFile} from "../../read-file.js";
import type {PublishedStories} from "../../replay/story/published-stories.js";
import {evaluation, raw, rawShards, type Table, tables} from "../../tables.js";
import type {Analysis} from "../analyse.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import type {FamilyModel} from "../score/score-events.js";
import {createQuality} from "./quality.js";
import {readBounds, readCube, readOverview} from "./rollups.js";
import {selectsOf} from "./selects.js";

/** Takes what is published: into files of the site in a loader, into the browser's own storage in a page. */
export interface Publisher {
  /**
   * Publishes what queries return, with the columns and types of each table's schema; `file` is the file's name without
   * extension.
   */
  tables(
    contents: readonly {readonly table: Table; readonly select: string; readonly file: string}[]
  ): Promise<void>;
  file(name: string, content: string | Uint8Array): Promise<void>;
}

/** What `evaluation.json` holds until `npm run evaluate` has run on the same logs. */
export const notEvaluated = {status: "not evaluated"};

/** The shards of `raw`, from `parsed` and `files`: the bulk of all bytes, and independent of everything that comes later. */
export function publishRaw(publisher: Publisher): Promise<void> {
  return publisher.tables(
    Array.from({length: rawShards}, (_, i) => ({table: raw, select: selectRaw(i), file: `raw-${i}`}))
  );
}

/**
 * Makes and publishes all but `raw` and what was quarantined, from the tables of an analysis. Returns totals for a summary.
 * @param evaluated whether an evaluation of the same logs is in place already, and stays.
 */
export async function publishTables(
  database: Database,
  publisher: Publisher,
  {
    files,
    analysis: {models, distributions, judged, suppressed, ruleMilliseconds},
    site,
    decisions,
    stories,
    evaluated
  }: {
    readonly files: readonly ReadFile[];
    readonly analysis: Analysis;
    readonly site: Site;
    /** Of files of decisions, in order of time. */
    readonly decisions: readonly Decision[];
    readonly stories: PublishedStories;
    readonly evaluated: boolean;
  },
  progress: Progress
): Promise<PublishedTotals> {
  await database.run(createSources);
  await createQuality(database, files);
  const selects = selectsOf(judged);
  const others = tables.filter(table => table !== raw && !(table === evaluation && evaluated));
  progress.update(`${tables.length} tables`);
  await publisher.tables(
    others.map(table => ({table, select: selects[table.name] ?? selectNothing(table), file: table.name}))
  );
  progress.update("rollups");
  const bounds = await readBounds(database);
  await publisher.file("overview.json", JSON.stringify(await readOverview(database, bounds)));
  await publisher.file("cube.json", JSON.stringify(await readCube(database, bounds)));
  if (!evaluated) await publisher.file("evaluation.json", JSON.stringify(notEvaluated));
  await publisher.file("site.json", JSON.stringify({...site, suppressed} satisfies Site));
  await publisher.file("decisions.json", formatDecisions(decisions));
  await publisher.file("stories.json", JSON.stringify(stories));
  const byFamily = (family: string) => models.find(m => m.family === family);
  for (const family of modelFamilies)
    await publisher.file(`model-${family}.bin`, byFamily(family)?.trees ?? new Uint8Array());
  await publisher.file("model.json", JSON.stringify(describeModels(models)));
  await publisher.file("feature-distributions.json", JSON.stringify(distributions));
  const costs = Object.entries(ruleMilliseconds).map(([rule, ms]) => [rule, Math.round(ms * 10) / 10]);
  await publisher.file("rule-costs.json", JSON.stringify({milliseconds: Object.fromEntries(costs)}));
  const [totals = {}] = await database.rows(
    `SELECT ${totalNames.map(name => `(SELECT count(*) FROM ${name}) AS ${name}`).join(", ")}`
  );
  return Object.fromEntries(
    totalNames.map(name => [name, Number(totals[name])])
  ) as unknown as PublishedTotals;
}

const totalNames = ["events", "alerts", "incidents", "campaigns"] as const;
export type PublishedTotals = Readonly<Record<(typeof totalNames)[number], number>>;

/** A query with the columns and types of a table's schema. */
export function typedSelect({columns}: Table, select: string): string {
  return `SELECT ${columns.map(c => `"${c.name}"::${c.type} AS "${c.name}"`).join(", ")} FROM (${select})`;
}

/** A query that returns nothing, for tables whose makers are yet to come. */
export function selectNothing({columns}: Table): string {
  return `SELECT ${columns.map(c => `NULL::${c.type} AS "${c.name}"`).join(", ")} WHERE false`;
}

function describeModels(models: readonly FamilyModel[]): PublishedModel {
  return {
    families: models.map(({trees: _, source: __, ...rest}) => rest),
    falseAlertsPerMillion: Object.fromEntries(
      severities.map(severity => [severity, impliedFalseAlertsPerMillion(severity)])
    ) as Record<Severity, number>
  };
}
