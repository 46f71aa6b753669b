import {createLogsOfStaged} from "../../build/logs.js";
import type {Campus} from "../../campus.js";
import {createEvidence, selectSuspects} from "../../detect/evidence.js";
import {allowListOf, type DetectionContent} from "../content.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import {findBeacons} from "./find-beacons.js";
import {findBursts} from "./find-bursts.js";
import {findIndicators} from "./find-indicators.js";
import {findRuleHits} from "./find-rule-hits.js";
import {findSequences} from "./find-sequences.js";
import {findSignatures} from "./find-signatures.js";

/** What the detectors that need no model found. */
export interface DetectedEvents {
  /** What people should know of broken rules, signatures and lists: one sentence each. */
  readonly messages: readonly string[];
  /** By file and line of each rule, milliseconds that its query took. */
  readonly ruleMilliseconds: Readonly<Record<string, number>>;
}

export interface DetectOptions {
  readonly campus: Campus;
  /** Whether all logs are simulated; lists marked as examples are passed over when they are not. */
  readonly simulated: boolean;
  readonly seed: number;
  /** Called when `evidence` holds what sensors, logins and rules say, and again when only sequences are missing, which take a while. */
  readonly onFindings?: (() => Promise<void>) | undefined;
}

/**
 * Makes `evidence` of the staged events, and the tables of every detector that leaves some: what sensors, honeypots and logins say by
 * themselves, Sigma rules, payload signatures, indicator lists, beacons, sequences. Marks in `places` who is no benign reference.
 */
export async function detectEvents(
  database: Database,
  content: DetectionContent,
  {campus, simulated, seed, onFindings}: DetectOptions,
  progress: Progress
): Promise<DetectedEvents> {
  progress.stage("detect");
  await createLogs(database, campus);
  await database.run(createEvidence);
  const rules = await findRuleHits(database, content.rules, progress);
  await onFindings?.();
  const signatures = await findSignatures(database, content.signatures, progress);
  const indicators = await findIndicators(database, content.lists, {simulated, campus}, progress);
  const allowed = allowListOf(content);
  await findBeacons(database, allowed, progress);
  await findBursts(database, progress);
  await database.run(`UPDATE places SET suspect = true WHERE address IN (${selectSuspects})`);
  await onFindings?.();
  await findSequences(database, {seed}, progress);
  return {
    messages: [
      ...content.messages,
      ...rules.messages,
      ...signatures.errors,
      ...indicators.messages,
      ...allowed.errors
    ],
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
