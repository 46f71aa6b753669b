import type {Interval} from "./bootstrap.js";
import type {DatasetProbe} from "./dataset-probe.js";

/** Ways of scoring that know nothing about attacks, or that cheat: a model is worth what it is better by. */
export const controlMeanings = {
  shuffled_labels:
    "The isolation forest, fitted and judged with shuffled labels: 0.5, unless the evaluation itself leaks.",
  missingness_only:
    "What sees only which values are missing or zero, turned round where that tells more: what the way of recording gives away.",
  time_only:
    "The isolation forest when it sees only hour and day, turned round where that tells more: what the time of recording gives away.",
  best_single_feature:
    "The one column, with its direction, that tells the labels best on training rows: what needs no model.",
  dataset_probe:
    "Balanced accuracy of a small tree that tells from the features which dataset a row is of: what pooling gives away."
} as const;

export type ControlName = keyof typeof controlMeanings;

/** A negative control, beside the model. */
export interface Control extends Interval {
  readonly name: ControlName;
  /** What it means, in a sentence. */
  readonly meaning: string;
  readonly measure: "roc_auc" | "balanced_accuracy";
  /** What guessing comes to. */
  readonly chance: number;
  /** Per detector, by how much its ROC-AUC exceeds the control's; empty where that means nothing. */
  readonly differences: Readonly<Record<string, Interval>>;
  /** Whether the model stands up to it. */
  readonly passed: boolean;
  /** That, in a sentence. */
  readonly verdict: string;
}

/** @param interval of the ROC-AUC with labels that mean nothing. */
export function shuffledControl(interval: Interval): Control {
  const passed = interval.low <= 0.5 && interval.high >= 0.5;
  return {
    ...describe("shuffled_labels", interval, "roc_auc", 0.5),
    differences: {},
    passed,
    verdict: passed
      ? "0.5 lies within its interval, as it must."
      : "0.5 lies outside its interval: the evaluation tells labels that mean nothing, do not trust it."
  };
}

/**
 * @param model the detector that the verdict is about, a key of `differences`.
 * @param differences per detector, its ROC-AUC less the control's, on the same resamples.
 */
export function comparedControl(
  name: "missingness_only" | "time_only" | "best_single_feature",
  interval: Interval,
  model: string,
  differences: Readonly<Record<string, Interval>>
): Control {
  const difference = differences[model];
  if (difference === undefined) {
    throw new RangeError(`unknown detector: "${model}"; have ${Object.keys(differences).join(", ")}`);
  }
  const passed = difference.low > 0;
  const verdict = passed
    ? `${model} is better than this control.`
    : difference.high < 0
      ? `${model} is worse than this control.`
      : `${model} is no better than this control.`;
  return {...describe(name, interval, "roc_auc", 0.5), differences, passed, verdict};
}

export function probeControl({balancedAccuracy, chance}: DatasetProbe): Control {
  const passed = balancedAccuracy.low <= chance;
  return {
    ...describe("dataset_probe", balancedAccuracy, "balanced_accuracy", chance),
    differences: {},
    passed,
    verdict: passed
      ? "The features do not tell which dataset a row is of."
      : "The features tell which dataset a row is of: figures over pooled datasets may mean no more than that."
  };
}

function describe(
  name: ControlName,
  {value, low, high}: Interval,
  measure: Control["measure"],
  chance: number
) {
  return {name, meaning: controlMeanings[name], measure, chance, value, low, high};
}

/** A table of 0 and 1, row-major. */
export interface Indicators {
  readonly names: readonly string[];
  readonly rows: Float32Array;
}

/** Per column whether a value is missing (NaN) and whether it is 0, for a detector that may see nothing else. */
export function missingnessRows(rows: Float32Array, names: readonly string[]): Indicators {
  const columns = names.length;
  const indicators = new Float32Array(2 * rows.length);
  for (let row = 0; row < rows.length / columns; ++row) {
    for (let column = 0; column < columns; ++column) {
      const value = rows[row * columns + column] as number;
      const start = 2 * row * columns;
      indicators[start + column] = Number.isNaN(value) ? 1 : 0;
      indicators[start + columns + column] = value === 0 ? 1 : 0;
    }
  }
  return {
    names: [...names.map(name => `${name} missing`), ...names.map(name => `${name} zero`)],
    rows: indicators
  };
}

const timeNames =
  /^(is_)?(hour|minute|day|month|week|weekday|weekend|day_?of_?week|hour_?of_?day|day_?of_?month|time_?of_?day|business_?hours|night)(_(sin|cos))?$/i;

/** Positions of the columns that hold nothing but hour or day, by their names. */
export function timeColumns(names: readonly string[]): readonly number[] {
  return names.flatMap((name, column) =>
    timeNames.test(name.trim().replace(/[\s-]+/g, "_")) ? [column] : []
  );
}

/** Whether any of the columns varies: what is constant tells nothing, and no detector can be fitted to it. */
export function anyVaries(rows: Float32Array, columns: number, use: readonly number[]): boolean {
  return use.some(column => {
    const first = rows[column] || 0;
    for (let k = column; k < rows.length; k += columns) if ((rows[k] || 0) !== first) return true;
    return false;
  });
}
