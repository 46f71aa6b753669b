import {anomalyScore, severityThresholds} from "../../../engine/detect/calibration/calibration.js";
import {
  type GroupCalibration,
  groupTailProbability
} from "../../../engine/detect/calibration/group-calibration.js";
import type {IsolationForest} from "../../../engine/detect/isolation-forest/model.js";
import {scoreBlock} from "../../../engine/detect/isolation-forest/score.js";
import {findCounterfactual, type Judge, splitCandidates} from "../../../engine/explain/counterfactual.js";
import type {ModelFamily} from "../../../engine/features/event-block.js";
import type {FeatureSpec} from "../../../engine/features/feature-spec.js";
import {featureSets} from "../../../engine/features/features.js";
import {featureLabel, featureValue, isWhole} from "../../model/feature-text.js";
import {type Part, rowOf} from "./explanation.js";

export const defaults = {
  /** Features with the largest parts that a clearing value is looked for of. */
  features: 6
} as const;

/** A value of one feature that would have kept the event below every severity, the others as they were. */
export interface Clearing {
  readonly feature: string;
  /** The event's own. */
  readonly value: number;
  /** The nearest that clears; null where none does. */
  readonly clears: number | null;
  /** Whether every value beyond it clears as well: then it is "at most" or "at least". */
  readonly beyond: boolean;
}

export interface Clearings {
  readonly single: readonly Clearing[];
  /** Features that clear the event when all are put at their usual values; null where a single one does, or none do. */
  readonly together: readonly Pick<Part, "feature" | "value" | "usual">[] | null;
}

/**
 * What would have cleared an event that the forest flags, in the group that its score is calibrated in. Null when the forest does
 * not flag it.
 */
export function findClearings(
  forest: IsolationForest,
  family: ModelFamily,
  parts: readonly Part[],
  calibration: GroupCalibration,
  application: string
): Clearings | null {
  const specs = featureSets[family];
  const row = rowOf(parts, family);
  const judge: Judge = {
    threshold: severityThresholds.low,
    score(rows, out) {
      scoreBlock(forest, rows, forest.columns, out);
      // Severities follow from scores of four decimals.
      for (let i = 0; i < out.length; ++i) {
        const score = anomalyScore(groupTailProbability(calibration, application, out[i] ?? 0));
        out[i] = Math.round(score * 10_000) / 10_000;
      }
    }
  };
  const own = new Float64Array(1);
  judge.score(row, own);
  if ((own[0] ?? 0) < judge.threshold) return null;

  const candidatesOf = (column: number) => candidates(forest, column, specs[column]);
  const columns = parts
    .filter(({contribution, value}) => contribution > 0 && value !== null)
    .sort((a, b) => b.contribution - a.contribution)
    .slice(0, defaults.features)
    .map(({feature}) => specs.findIndex(({name}) => name === feature));
  const usual = new Map(parts.map(part => [part.feature, part.usual ?? 0]));
  const {nearest, together} = findCounterfactual({
    ...judge,
    row,
    columns,
    candidates: candidatesOf,
    usual: specs.map(({name}) => usual.get(name) ?? 0),
    scales: specs.map(({scale}) => scale)
  });
  return {
    single: nearest.map(({column, value}) => ({
      feature: specs[column]?.name ?? "",
      value: row[column] ?? Number.NaN,
      clears: value,
      beyond: value !== null && clearsBeyond(judge, row, column, value, candidatesOf(column))
    })),
    together:
      together?.flatMap(column => parts.filter(({feature}) => feature === specs[column]?.name)) ?? null
  };
}

/** Values of a column that are worth trying: what can be measured on either side of each threshold. */
function candidates(forest: IsolationForest, column: number, spec: FeatureSpec | undefined): Float32Array {
  const splits = splitCandidates(forest, column);
  if (spec === undefined || !isWhole(spec)) return splits.filter(value => value >= 0);
  const whole = new Set<number>();
  for (const value of splits)
    whole.add(Math.max(0, Math.floor(value))).add(Math.max(0, Math.floor(value) + 1));
  return Float32Array.from(whole).sort();
}

/** Whether all candidates that are further away in the same direction clear the row too. */
function clearsBeyond(
  judge: Judge,
  row: Float32Array,
  column: number,
  value: number,
  all: Float32Array
): boolean {
  const down = value < (row[column] ?? 0);
  const further = all.filter(candidate => (down ? candidate < value : candidate > value));
  const rows = new Float32Array(further.length * row.length);
  further.forEach((candidate, i) => {
    rows.set(row, i * row.length);
    rows[i * row.length + column] = candidate;
  });
  const scores = new Float64Array(further.length);
  judge.score(rows, scores);
  return scores.every(score => score < judge.threshold);
}

/** "bytes sent had been at most 1.2 MB (it was 87.7 MB)": what clears an event, as the end of a sentence. */
export function clearingText({feature, value, clears, beyond}: Clearing, family: ModelFamily): string {
  const spec = featureSets[family].find(({name}) => name === feature);
  if (spec === undefined || clears === null) return `${featureLabel(feature)}: no value does`;
  const isChoice = ["0/1", "0-6", "1-3", "0-23"].includes(spec.unit);
  const bound = !beyond || isChoice ? "" : clears < value ? "at most " : "at least ";
  return `${featureLabel(feature)}: ${bound}${featureValue(clears, spec)} instead of ${featureValue(value, spec)}`;
}
