import {join} from "node:path";
import {allowListOf} from "../../../src/engine/analysis/content.js";
import {buildIncidents} from "../../../src/engine/analysis/detect/build-incidents.js";
import {detectEvents} from "../../../src/engine/analysis/detect/detect-events.js";
import {
  collectFeatures,
  type FeatureMatrix,
  readApplications
} from "../../../src/engine/analysis/score/collect-features.js";
import {scoreEvents} from "../../../src/engine/analysis/score/score-events.js";
import {stageEvents} from "../../../src/engine/analysis/stage-events.js";
import {createAlerts} from "../../../src/engine/build/alerts.js";
import {createEvents} from "../../../src/engine/build/events.js";
import {createRuleFigures} from "../../../src/engine/build/rules.js";
import type {Campus} from "../../../src/engine/campus.js";
import type {EvaluationRow} from "../../../src/engine/evaluate/evaluation-rows.js";
import type {IncidentFigures, PatternEvaluation} from "../../../src/engine/evaluate/pattern-evaluation.js";
import type {BruteForceEvaluation} from "../../../src/engine/evaluate/published-evaluation.js";
import type {Cache} from "../../cache.js";
import type {Database} from "../../database.js";
import {openGeolocator} from "../../enrich/geolocate.js";
import {readCampus} from "../../enrich/read-campus.js";
import {hashInput} from "../../hash-input.js";
import type {Input} from "../../input.js";
import {paths} from "../../paths.js";
import type {Progress} from "../../progress.js";
import {isEvaluated} from "../../publish/evaluated.js";
import {readContent} from "../../read-content.js";
import {readEvents} from "../../read-events.js";
import {createFileStore} from "../../score/file-rows.js";
import {createTruth} from "../../truth.js";
import {createWorkerPool} from "../../workers/pool.js";
import {evaluatePatterns} from "./evaluate-patterns.js";
import {judgeBruteForce} from "./judge-brute-force.js";
import {judgeIncidents} from "./judge-incidents.js";
import {type LabelledFamily, readLabelled} from "./labelled-events.js";
import type {EventOptions} from "./options.js";

export interface LoadedEvents {
  readonly families: readonly LabelledFamily[];
  /** What the alerts that a build would make of these logs are worth; empty when it is to be quick. */
  readonly bruteForce: BruteForceEvaluation;
  readonly patterns: PatternEvaluation;
  /** What the table `evaluation` holds of them. */
  readonly patternRows: readonly EvaluationRow[];
  /** SHA-256 over the contents of all logs and of the truth, in hexadecimal. */
  readonly input: string;
  /** Whether flows are those of the ISCX recordings themselves. */
  readonly hasIscx: boolean;
}

/** Says why there is nothing to evaluate, which is no error where an evaluation was wanted only if needed. */
export class NotNeeded extends Error {}

/** Reads, stages, scores and labels the input as a build does. Throws an Error when nothing says what is an attack. */
export async function loadEvents(
  database: Database,
  input: Input,
  options: Pick<EventOptions, "seed" | "workers" | "quick" | "output" | "ifNeeded">,
  cache: Cache,
  progress: Progress
): Promise<LoadedEvents> {
  const campus = await readCampus(paths.campus);
  const files = await readEvents(database, input, campus, cache, options.workers, progress);
  const hash = await hashInput(files, input);
  if (options.ifNeeded && (await isEvaluated(options.output, hash))) {
    throw new NotNeeded(`${options.output}: these logs have been evaluated already`);
  }
  await stageEvents(database, campus, await openGeolocator(paths.geo));
  const content = await readContent(paths);
  const simulated = input.simulation !== null;
  await detectEvents(database, content, {campus, simulated, seed: options.seed}, progress);
  const judged = await createTruth(database, input);
  if (judged === null) {
    const reason = `${input.path}: nothing says what is an attack; an evaluation needs logs with labels of both kinds, or a simulated input with truth.csv`;
    throw options.ifNeeded ? new NotNeeded(reason) : new Error(reason);
  }
  await database.run(createRuleFigures(judged));
  const {patterns, rows} = await evaluatePatterns(
    database,
    {judged, allowed: allowListOf(content)},
    options,
    progress
  );
  progress.stage("score");
  const {timeZone, businessHours} = campus.config;
  const matrices = await collectFeatures(
    database,
    {
      timeZone,
      businessHours,
      createStore: (family, columns) => createFileStore(join(cache.scratch, `${family}.f32`), columns)
    },
    progress
  );
  const applications = await readApplications(database);
  // The whole of a build's scoring, which takes about as long as everything else that a quick evaluation does.
  const judgedAlerts = options.quick
    ? {bruteForce: {by: []}, incidents: null}
    : await judgeAlerts(database, campus, matrices, applications, options, progress);
  const families: LabelledFamily[] = [];
  for (const matrix of matrices) families.push(await readLabelled(database, matrix, applications));
  return {
    families,
    bruteForce: judgedAlerts.bruteForce,
    patterns: {...patterns, incidents: judgedAlerts.incidents},
    patternRows: rows,
    input: hash,
    hasIscx: files.some(({dataset}) => dataset === "iscx")
  };
}

/** Makes the alerts that a build would make, and judges them. */
async function judgeAlerts(
  database: Database,
  campus: Campus,
  matrices: readonly FeatureMatrix[],
  applications: readonly string[],
  {seed, workers}: {readonly seed: number; readonly workers: number},
  progress: Progress
): Promise<{readonly bruteForce: BruteForceEvaluation; readonly incidents: IncidentFigures}> {
  const pool = createWorkerPool(new URL("../../score/worker.js", import.meta.url), workers);
  try {
    await scoreEvents(database, matrices, applications, pool, seed, progress);
  } finally {
    await pool.close();
  }
  for (const sql of createEvents()) await database.run(sql);
  await database.run(createAlerts);
  await buildIncidents(database, campus, progress);
  return {bruteForce: await judgeBruteForce(database), incidents: await judgeIncidents(database)};
}
