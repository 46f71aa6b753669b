import {createLogsOfStaged} from "../../src/engine/build/logs.js";
import type {Campus} from "../../src/engine/campus.js";
import {createEvidence, selectSuspects} from "../../src/engine/detect/evidence.js";
import type {Database} from "../database.js";
import type {Input} from "../input.js";
import {paths} from "../paths.js";
import type {Progress} from "../progress.js";
import {findBeacons} from "./find-beacons.js";
import {findBursts} from "./find-bursts.js";
import {findIndicators} from "./find-indicators.js";
import {findRuleHits} from "./find-rule-hits.js";
import {findSequences} from "./find-sequences.js";
import {findSignatures} from "./find-signatures.js";
import {readAllowFile} from "./read-allow-list.js";

/** What the detectors that need no model found. */
export interface DetectedEvents {
  /** What people should know of broken rules, signatures and lists: one sentence each. */
  readonly messages: readonly string[];
  /** By file and line of each rule, milliseconds that its query took. */
  readonly ruleMilliseconds: Readonly<Record<string, number>>;
}

/**
 * Makes `evidence` of the staged events, and the tables of every detector that leaves some: what sensors, honeypots and logins say by
 * themselves, Sigma rules, payload signatures, indicator lists, beacons, sequences. Marks in `places` who is no benign reference.
 */
export async function detectEvents(
  database: Database,
  input: Input,
  campus: Campus,
  seed: number,
  progress: Progress
): Promise<DetectedEvents> {
  progress.stage("detect");
  await createLogs(database, campus);
  await database.run(createEvidence);
  const rules = await findRuleHits(database, paths.rules, progress);
  const signatures = await findSignatures(database, paths.signatures, progress);
  const simulated = input.simulation !== null;
  const indicators = await findIndicators(database, paths.intel, {simulated, campus}, progress);
  const allowed = await readAllowFile(paths.allow);
  await findBeacons(database, allowed, progress);
  await findBursts(database, progress);
  await database.run(`UPDATE places SET suspect = true WHERE address IN (${selectSuspects})`);
  await findSequences(database, {seed}, progress);
  return {
    messages: [...rules.messages, ...signatures.errors, ...indicators.messages, ...allowed.errors],
    ruleMilliseconds: rules.milliseconds
  };
}

async function createLogs(database: Database, campus: Campus): Promise<void> {
  const {timeZone, businessHours, country} = campus.config;
  const [bounds = {}] = await database.rows(
    "SELECT epoch_ms(min(event_time)) AS first, epoch_ms(max(event_time)) AS last FROM staged"
  );
  const from = Number(bounds.first);
  const to = Number(bounds.last);
  await database.run(createLogsOfStaged({timeZone, businessHours, country, from, to}));
}
