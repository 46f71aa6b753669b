import type {AllowList} from "../../../src/engine/detect/beacons/allow-list.js";
import {evaluateBeacons} from "../../../src/engine/evaluate/beacons.js";
import {evaluateBursts} from "../../../src/engine/evaluate/evaluate-bursts.js";
import type {EvaluationRow} from "../../../src/engine/evaluate/evaluation-rows.js";
import type {PatternEvaluation} from "../../../src/engine/evaluate/pattern-evaluation.js";
import type {Database} from "../../database.js";
import type {Progress} from "../../progress.js";
import {evaluateSequences} from "./evaluate-sequences.js";
import {judgeEvidence} from "./judge-evidence.js";

/**
 * Judges what needs no model of events, but for incidents, which need alerts: evidence by the truth, beacons and bursts by simulation,
 * models of sequences day by day.
 * @param judged as of `createTruth`
 */
export async function evaluatePatterns(
  database: Database,
  {judged, allowed}: {readonly judged: string; readonly allowed: AllowList},
  {seed, quick}: {readonly seed: number; readonly quick: boolean},
  progress: Progress
): Promise<{
  readonly patterns: Omit<PatternEvaluation, "incidents">;
  readonly rows: readonly EvaluationRow[];
}> {
  progress.stage("patterns");
  const {rows, ...evidence} = await judgeEvidence(database, judged);
  progress.update("beacons");
  const beacons = evaluateBeacons(seed, allowed, quick ? quickBeacons : {});
  progress.update("bursts");
  const bursts = evaluateBursts(seed);
  const sequences = quick ? {rows: [], kinds: []} : await evaluateSequences(database, seed, progress);
  return {
    patterns: {...evidence, beacons, bursts, sequences: sequences.kinds},
    rows: [...rows, ...sequences.rows]
  };
}

const quickBeacons = {beacons: 60, pairs: 300, regular: 20};
