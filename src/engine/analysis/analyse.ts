import {createEvents} from "../build/events.js";
import {createRuleFigures} from "../build/rules.js";
import type {Campus} from "../campus.js";
import type {FeatureDistributions} from "../feature-distributions.js";
import type {ModelFamily} from "../features/event-block.js";
import type {Geolocator} from "../places/place.js";
import type {SuppressedBy} from "../published.js";
import type {DetectionContent} from "./content.js";
import type {Database} from "./database.js";
import {buildIncidents} from "./detect/build-incidents.js";
import {createUnsuppressed} from "./detect/create-unsuppressed.js";
import {detectEvents} from "./detect/detect-events.js";
import {type LookUp, nameHosts} from "./name-hosts.js";
import type {Progress} from "./progress.js";
import {collectFeatures, readApplications} from "./score/collect-features.js";
import {distributeFeatures} from "./score/distribute-features.js";
import {explainAlerts} from "./score/explain-alerts.js";
import type {RowStore} from "./score/row-store.js";
import {type FamilyModel, type GivenForests, scoreEvents} from "./score/score-events.js";
import {stageEvents} from "./stage-events.js";
import {stagedRanges} from "./staged-ranges.js";
import type {WorkerPool} from "./workers.js";

/** Where an analysis runs. */
export interface Host {
  /** Holds `parsed` and `files`, as `createStaged` wants them. */
  readonly database: Database;
  /** Of workers that answer with `createScorer`. Asked for when there is something to score. */
  readonly openPool: () => WorkerPool;
  readonly createStore: (family: ModelFamily, columns: number) => RowStore;
  readonly progress: Progress;
}

/** What an analysis goes by. */
export interface Materials {
  readonly campus: Campus;
  readonly geolocator: Pick<Geolocator, "locate">;
  readonly content: DetectionContent;
  /** Whether all logs are simulated. */
  readonly simulated: boolean;
  readonly seed: number;
  /** Judge in place of forests trained here. @default none */
  readonly forests?: GivenForests;
  /** Creates `reputation`; returns what people should know. */
  readonly askReputation: (database: Database) => Promise<readonly string[]>;
  readonly lookUp: LookUp;
  /** As `createLabelTruth`, which it is where nobody knows more than the logs. */
  readonly createTruth: (database: Database) => Promise<string | null>;
  /** Called when `parsed` is needed no more. */
  readonly onStaged?: () => Promise<void>;
  /** As of `DetectOptions`. */
  readonly onFindings?: () => Promise<void>;
}

export interface Analysis {
  readonly models: readonly FamilyModel[];
  readonly distributions: FeatureDistributions;
  /** As of `createTruth`. */
  readonly judged: string | null;
  /** What analysts said to be expected, and what it silenced. */
  readonly suppressed: readonly SuppressedBy[];
  /** By file and line of each rule, milliseconds that its query took. */
  readonly ruleMilliseconds: Readonly<Record<string, number>>;
  /** What people should know: one sentence each. */
  readonly messages: readonly string[];
}

/** The whole way from parsed events to the tables that are published, stage by stage. The same input and seed give the same tables. */
export async function analyse(
  {database, openPool, createStore, progress}: Host,
  materials: Materials
): Promise<Analysis> {
  const {campus, content, simulated, seed} = materials;
  await stageEvents(database, campus, materials.geolocator);
  await materials.onStaged?.();
  const {onFindings} = materials;
  const detected = await detectEvents(database, content, {campus, simulated, seed, onFindings}, progress);
  const reputation = await materials.askReputation(database);
  await nameHosts(database, materials.lookUp);

  progress.stage("score");
  const {timeZone, businessHours} = campus.config;
  const matrices = await collectFeatures(database, {timeZone, businessHours, createStore}, progress);
  const applications = await readApplications(database);
  const pool = openPool();
  const models = await scoreEvents(database, matrices, applications, pool, seed, progress, materials.forests);
  for (const sql of createEvents(await stagedRanges(database))) await database.run(sql);
  const distributions = await distributeFeatures(database, matrices);

  progress.stage("explain");
  const suppressed = await createUnsuppressed(database, content.decisions ?? []);
  await buildIncidents(database, campus, progress);
  await explainAlerts(database, matrices, models, applications, pool, progress);

  const judged = await materials.createTruth(database);
  await database.run(createRuleFigures(judged));
  return {
    models,
    distributions,
    judged,
    suppressed,
    ruleMilliseconds: detected.ruleMilliseconds,
    messages: [...detected.messages, ...reputation]
  };
}
