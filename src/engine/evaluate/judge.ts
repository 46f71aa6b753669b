import {bootstrap, type Interval} from "./bootstrap.js";
import {type Control, comparedControl, shuffledControl} from "./controls.js";
import {type Measure, measureNames, measures} from "./measures.js";
import {type Ranking, rankScores, tally} from "./ranking.js";

/** Scores of the same rows, one array per seed. */
export type SeedScores = readonly Float64Array[];

export interface JudgeInput {
  /** By row: 1 attack, 0 normal. */
  readonly attack: Uint8Array;
  /** Which rows belong together; null: each by itself. */
  readonly cluster: Int32Array | null;
  /** By detector. */
  readonly scores: Readonly<Record<string, SeedScores>>;
  /** Scores of the controls that were run. */
  readonly controls?: {
    readonly missingness_only?: SeedScores;
    readonly time_only?: SeedScores;
    readonly best_single_feature?: SeedScores;
    /** One array of labels for each array of scores: those that the scores were made with. */
    readonly shuffled_labels?: {readonly scores: SeedScores; readonly attack: readonly Uint8Array[]};
  };
}

export interface JudgeOptions {
  readonly seed: number;
  readonly replicates?: number;
  /** The detector that the others are compared with; the first one where it was not run. */
  readonly reference: string;
  /** The detector that the controls' verdicts are about; the reference where it was not run. */
  readonly model: string;
}

export interface JudgedDetector {
  /** Mean over the seeds, and 95% bootstrap interval. */
  readonly measures: Readonly<Record<Measure, Interval>>;
  /** Each seed by itself. */
  readonly bySeed: readonly Readonly<Record<Measure, number>>[];
  /** By how much it exceeds the reference, on the same resamples; null for the reference itself. */
  readonly difference: Readonly<Record<Measure, Interval>> | null;
}

export interface Judgement {
  readonly reference: string;
  readonly model: string;
  readonly detectors: Readonly<Record<string, JudgedDetector>>;
  /** By how much the model exceeds each other detector, on the same resamples. */
  readonly modelDifferences: Readonly<Record<string, Readonly<Record<Measure, Interval>>>>;
  readonly controls: readonly Control[];
}

/** The interval that must hold 0.5 with shuffled labels: wider than the others', so that it seldom fails by chance. */
const shuffledLevel = 0.99;

/**
 * Judges detectors and controls on one test part by the same resamples. Throws a RangeError on scores that are not finite, on
 * lengths that differ, and on rows of one class only; the message names the detector.
 */
export function judge(
  {attack, cluster, scores, controls = {}}: JudgeInput,
  options: JudgeOptions
): Judgement {
  const names = Object.keys(scores);
  const first = names[0];
  if (first === undefined) throw new RangeError("nothing to judge: no detector has scores");
  const reference = names.includes(options.reference) ? options.reference : first;
  const model = names.includes(options.model) ? options.model : reference;
  const {shuffled_labels: shuffled, ...compared} = controls;
  const controlNames = (["missingness_only", "time_only", "best_single_feature"] as const).filter(
    name => compared[name] !== undefined
  );

  const rankings: Record<string, readonly Ranking[]> = {};
  for (const name of names) rankings[name] = rankAll(name, scores[name] ?? [], attack);
  for (const name of controlNames)
    rankings[`control ${name}`] = turnRound(rankAll(name, compared[name] ?? [], attack));
  const resamples = bootstrap(rankings, {...options, cluster});

  const detectors = Object.fromEntries(
    names.map((name): [string, JudgedDetector] => [
      name,
      {
        measures: byMeasure(measure => resamples.interval(name, measure)),
        bySeed: (rankings[name] ?? []).map(ranking => {
          const counts = tally(ranking);
          return byMeasure(measure => measures[measure](counts));
        }),
        difference:
          name === reference ? null : byMeasure(measure => resamples.difference(name, reference, measure))
      }
    ])
  );
  const judged: Control[] = [];
  if (shuffled) {
    const ranked = shuffled.scores.map((one, i) =>
      rankNamed("shuffled_labels", one, shuffled.attack[i] ?? new Uint8Array(0))
    );
    const draws = bootstrap({shuffled: ranked}, {...options, cluster, level: shuffledLevel});
    judged.push(shuffledControl(draws.interval("shuffled", "roc_auc")));
  }
  for (const name of controlNames) {
    const key = `control ${name}`;
    const differences = Object.fromEntries(
      names.map(detector => [detector, resamples.difference(detector, key, "roc_auc")])
    );
    judged.push(comparedControl(name, resamples.interval(key, "roc_auc"), model, differences));
  }
  const modelDifferences = Object.fromEntries(
    names
      .filter(name => name !== model)
      .map(name => [name, byMeasure(measure => resamples.difference(model, name, measure))])
  );
  return {reference, model, detectors, modelDifferences, controls: judged};
}

/** One value for each measure. */
export function byMeasure<T>(compute: (measure: Measure) => T): Record<Measure, T> {
  return Object.fromEntries(measureNames.map(measure => [measure, compute(measure)])) as Record<Measure, T>;
}

function rankAll(name: string, scores: SeedScores, attack: Uint8Array): readonly Ranking[] {
  return scores.map(one => rankNamed(name, one, attack));
}

/** The rankings, or their reverse where that tells more: a control may know from which side attacks come. */
function turnRound(rankings: readonly Ranking[]): readonly Ranking[] {
  const aucs = rankings.map(ranking => measures.roc_auc(tally(ranking)));
  if (aucs.reduce((sum, auc) => sum + auc, 0) >= aucs.length / 2) return rankings;
  return rankings.map(({order, starts, attack, scores}) => ({
    order: order.toReversed(),
    starts: starts.toReversed().map(start => order.length - start),
    attack,
    scores: scores.toReversed().map(score => -score)
  }));
}

function rankNamed(name: string, scores: Float64Array, attack: Uint8Array): Ranking {
  try {
    return rankScores(scores, attack);
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${name}: ${error.message}`);
    throw error;
  }
}
