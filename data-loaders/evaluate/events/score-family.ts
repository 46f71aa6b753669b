import type {WorkerPool} from "../../../src/engine/analysis/workers.js";
import type {GroupCalibration} from "../../../src/engine/detect/calibration/group-calibration.js";
import {anyVaries, timeColumns} from "../../../src/engine/evaluate/controls.js";
import type {SplitScores} from "../../../src/engine/evaluate/score-split.js";
import type {LabelledFamily} from "./labelled-events.js";
import {newScores, type Plan} from "./plan-family.js";
import type {ScoreSplitRequest} from "./score-event-split.js";

/** How often a detector is run, and with how many rows. */
export interface DetectorPlan {
  readonly name: string;
  readonly label: string;
  readonly seeds: readonly number[];
  /** Whether only the first of them serves the protocols that are not the headline. */
  readonly isSpared: boolean;
  /** Rows that it learns from at most. */
  readonly mostLearnt: number;
  /** Rows of each application that its benign scores are learnt from at most. */
  readonly mostCalibrated: number;
  /** Parts of days that they are learnt from, each by a model of the others. */
  readonly calibrationFolds: number;
}

/** Scores of one detector under one protocol, by seed. */
export interface ScoredDetector {
  readonly plan: Plan;
  readonly detector: DetectorPlan;
  readonly bySeed: readonly {
    readonly scores: SplitScores;
    /** One for each split. */
    readonly calibrations: readonly GroupCalibration[];
  }[];
}

export interface ScoredFamily {
  readonly detectors: readonly ScoredDetector[];
  /** Of the headline protocol; by control, probabilities of each seed. */
  readonly controls: Readonly<Record<string, readonly Float64Array[]>>;
}

/** Rows that a model learns from, as in a build. */
export const mostLearnt = 65_536;

/** The detector that the controls use, and the others are compared with. */
export const reference = "isolation_forest";

/** Scores a family's rows by every detector, seed and split of all plans, and by the controls under the first plan. */
export async function scoreFamily(
  data: LabelledFamily,
  plans: readonly Plan[],
  detectors: readonly DetectorPlan[],
  pool: WorkerPool,
  report: (done: number, of: number) => void
): Promise<ScoredFamily> {
  const rows = data.attack.length;
  let done = 0;
  let total = 0;
  const run = async (request: Omit<ScoreSplitRequest, "kind" | "data">) => {
    ++total;
    const calibration = await pool.run<GroupCalibration | null>({kind: "score", data, ...request});
    report(++done, total);
    return calibration;
  };

  async function scorePlan(plan: Plan, detector: DetectorPlan): Promise<ScoredDetector> {
    const seeds = detector.isSpared && plan !== plans[0] ? detector.seeds.slice(0, 1) : detector.seeds;
    const bySeed = seeds.map(async seed => {
      const scores = newScores(rows);
      const {name, mostLearnt, mostCalibrated, calibrationFolds} = detector;
      const calibrations = await Promise.all(
        plan.splits.map(split =>
          run({
            split,
            detector: name,
            seed,
            sees: "all",
            mostLearnt,
            mostCalibrated,
            calibrationFolds,
            out: scores
          })
        )
      );
      return {scores, calibrations: calibrations.flatMap(c => c ?? [])};
    });
    return {plan, detector, bySeed: await Promise.all(bySeed)};
  }

  async function scoreControl(sees: "time" | "missingness" | "best_single_feature", seed: number) {
    const out = newScores(rows);
    const splits = plans[0]?.splits ?? [];
    const mostCalibrated = Number.POSITIVE_INFINITY;
    await Promise.all(
      splits.map(split =>
        run({split, detector: reference, seed, sees, mostLearnt, mostCalibrated, calibrationFolds: 1, out})
      )
    );
    return out.probability;
  }

  // The slowest first, so that no long one is left for the end, when there is nothing to do beside it.
  const order = [...detectors].sort((a, b) => a.calibrationFolds - b.calibrationFolds);
  const begun = new Map(order.map(detector => [detector.name, plans.map(plan => scorePlan(plan, detector))]));
  const scored = plans.flatMap((_, i) => detectors.flatMap(({name}) => begun.get(name)?.[i] ?? []));
  const seeds = detectors[0]?.seeds ?? [];
  const timeVaries = anyVaries(data.rows, data.names.length, timeColumns(data.names));
  const controls = {
    missingness_only: [scoreControl("missingness", seeds[0] ?? 1)],
    best_single_feature: [scoreControl("best_single_feature", seeds[0] ?? 1)],
    ...(timeVaries ? {time_only: seeds.map(seed => scoreControl("time", seed))} : {})
  };
  const controlScores = await Promise.all(
    Object.entries(controls).map(async ([name, scores]) => [name, await Promise.all(scores)] as const)
  );
  return {detectors: await Promise.all(scored), controls: Object.fromEntries(controlScores)};
}
