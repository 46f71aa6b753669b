import type {WorkerPool} from "../../../src/engine/analysis/workers.js";
import {defaultDetectors} from "../../../src/engine/detect/default-detectors.js";
import {describeTails} from "../../../src/engine/evaluate/calibration-check.js";
import {chooseWinner} from "../../../src/engine/evaluate/choose-winner.js";
import type {EvaluationRow} from "../../../src/engine/evaluate/evaluation-rows.js";
import {byMeasure} from "../../../src/engine/evaluate/judge.js";
import {distinctDays} from "../../../src/engine/evaluate/protocols.js";
import type {
  DetectorEvaluation,
  DriftEvaluation,
  DuplicateCount,
  FamilyEvaluation
} from "../../../src/engine/evaluate/published-evaluation.js";
import {isoDay} from "../../../src/engine/evaluate/slices.js";
import type {Assessed, AssessRequest} from "./assess-scores.js";
import type {DuplicatesReply} from "./count-duplicates.js";
import {describeDetector, listSlices} from "./describe-detector.js";
import {dropFamily} from "./drop-family.js";
import {evaluateKnownAttacks, listKnownAttacks} from "./evaluate-known-attacks.js";
import type {DriftRequest} from "./find-drift.js";
import {judgeFamily} from "./judge-family.js";
import type {LabelledFamily} from "./labelled-events.js";
import {judgedRows, type Plan, planFamily, shareFamily, whyUnjudged} from "./plan-family.js";
import {type DetectorPlan, reference, type ScoredDetector, scoreFamily} from "./score-family.js";

export interface FamilyOptions {
  readonly detectors: readonly DetectorPlan[];
  readonly seed: number;
  readonly replicates: number;
  /** Leaves out what takes long and says nothing about the detectors' rank. */
  readonly quick: boolean;
}

export interface EvaluatedFamily {
  readonly evaluation: FamilyEvaluation;
  readonly rows: readonly EvaluationRow[];
}

/** A detector under a protocol, with its figures of every seed. */
export interface AssessedDetector extends ScoredDetector {
  readonly assessed: readonly Assessed[];
}

/** Evaluates all detectors on one family of events. */
export async function evaluateFamily(
  own: LabelledFamily,
  options: FamilyOptions,
  pool: WorkerPool,
  report: (detail: string) => void
): Promise<EvaluatedFamily> {
  const about = describeData(own);
  const unjudged = whyUnjudged(own);
  if (unjudged !== null) return {evaluation: {...about, ...nothing, unjudged}, rows: []};
  const data = shareFamily(own);
  const plans = planFamily(data, options);
  const [headline] = plans;
  const later = plans.find(({protocol}) => protocol === "chronological") ?? headline;
  if (headline === undefined || later === undefined)
    throw new Error(`${own.family}: no protocol can be carried out`);
  const scored = await scoreFamily(data, plans, options.detectors, pool, (done, of) =>
    report(`${own.family}: ${done} of ${of} fits`)
  );
  report(`${own.family}: intervals`);
  const [judged, assessed, duplicates, dropped, knownAttacks, drift] = await Promise.all([
    judgeFamily(data, headline, scored, {...options, model: defaultDetectors[own.family].name}, pool),
    Promise.all(scored.detectors.map(one => assess(data, one, headline, pool))),
    Promise.all(plans.map(plan => countDuplicates(data, plan, pool))),
    options.quick ? null : dropFamily(data, later, reference, options.seed, pool),
    options.quick ? null : evaluateKnownAttacks(data, headline, options.seed, pool),
    options.quick ? null : watch(data, scored.detectors, later, pool)
  ]);
  const benign = judgedRows(headline).filter(row => data.attack[row] === 0);
  const described = options.detectors.map(({name}) => {
    const protocols = assessed.filter(({detector}) => detector.name === name);
    const first = protocols.find(({plan}) => plan === headline)?.bySeed[0];
    const tails =
      first && data.application
        ? describeTails(first.calibrations, data.application, first.scores.probability, benign)
        : [];
    return describeDetector(own.family, name, protocols, judged, tails);
  });
  const detectors = described.flatMap(({evaluation}) => (evaluation ? [evaluation] : []));
  const {controls} = judged.all;
  return {
    evaluation: {
      ...about,
      unjudged: null,
      winner: chooseWinner(detectors, reference),
      slices: listSlices(assessed.find(({plan}) => plan === headline)),
      detectors,
      controls,
      verdict: conclude(controls, judged.all.model),
      duplicates,
      dropped: dropped && {...dropped, seedSpread: spreadOf(assessed, later)},
      knownAttacks,
      drift
    },
    rows: [
      ...described.flatMap(({rows}) => rows),
      ...(knownAttacks ? listKnownAttacks(own.family, knownAttacks) : [])
    ]
  };
}

const nothing = {
  winner: null,
  slices: [],
  detectors: [] as DetectorEvaluation[],
  controls: [],
  verdict: null,
  duplicates: [],
  dropped: null,
  knownAttacks: null,
  drift: null
};

function describeData({family, attack, reference: references, day}: LabelledFamily) {
  const sum = (values: Uint8Array | null) => values?.reduce((total, one) => total + one, 0) ?? 0;
  return {
    family,
    rows: attack.length,
    attacks: sum(attack),
    references: sum(references),
    contaminated: sum(attack.map((label, row) => label * (references?.[row] ?? 0))),
    days: day === null ? [] : distinctDays(day).map(isoDay)
  };
}

async function assess(
  data: LabelledFamily,
  one: ScoredDetector,
  headline: Plan,
  pool: WorkerPool
): Promise<AssessedDetector> {
  const assessed = await Promise.all(
    one.bySeed.map(({scores}, i) => {
      const curves = one.plan === headline && i === 0;
      const request: AssessRequest = {kind: "assess", data, judged: one.plan.judged, scores, curves};
      return pool.run<Assessed>(request);
    })
  );
  return {...one, assessed};
}

async function countDuplicates(
  data: LabelledFamily,
  {protocol, splits}: Plan,
  pool: WorkerPool
): Promise<DuplicateCount> {
  return {protocol, ...(await pool.run<DuplicatesReply>({kind: "duplicates", data, splits}))};
}

/** Drift, by the reference's scores with its first seed. */
async function watch(
  data: LabelledFamily,
  detectors: readonly ScoredDetector[],
  {protocol, judged}: Plan,
  pool: WorkerPool
): Promise<DriftEvaluation | null> {
  const own = detectors.find(({plan, detector}) => plan.protocol === protocol && detector.name === reference);
  const probability = own?.bySeed[0]?.scores.probability;
  if (probability === undefined) return null;
  const request: DriftRequest = {kind: "drift", data, detector: reference, judged, probability};
  return pool.run<DriftEvaluation>(request);
}

/** How far the reference's figures lie apart that differ by the seed alone. */
function spreadOf(assessed: readonly AssessedDetector[], plan: Plan) {
  const own = assessed.find(one => one.plan === plan && one.detector.name === reference);
  return byMeasure(measure => {
    const values = own?.assessed.map(({slices}) => slices[0]?.calibrated?.[measure] ?? 0) ?? [];
    return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
  });
}

/** What the controls come to, in a sentence. */
function conclude(controls: FamilyEvaluation["controls"], model: string): string {
  const failed = controls.filter(({passed}) => !passed);
  if (failed.length === 0) return `${model} stands up to all ${controls.length} negative controls.`;
  const list = failed.map(({name, verdict}) => `${name}: ${verdict}`).join(" ");
  return `${model} does not stand up to ${failed.length} of ${controls.length} negative controls. ${list}`;
}
