import {tailProbability} from "../detect/calibration/calibration.js";
import {
  calibrateGroups,
  calibrationOf,
  type GroupCalibration
} from "../detect/calibration/group-calibration.js";
import type {Detector, FittedDetector} from "../detect/detector.js";
import {rowsWhere, takeRows} from "./folds.js";
import type {Category} from "./labelled-rows.js";

/** What a detector is fitted to, calibrated on and judged on: row numbers of one table, ascending. */
export interface SplitRows {
  /** Row-major. */
  readonly rows: Float32Array;
  readonly names: readonly string[];
  readonly scales: readonly ("linear" | "log")[];
  /** Columns that may enter the model. */
  readonly use: readonly number[];
  /** What each row reached for: a score is calibrated among its own kind. */
  readonly application: Category;
  /** Days since 1970-01-01 UTC; null for tables without time. */
  readonly day: Int32Array | null;
  readonly fit: Int32Array;
  readonly calibrate: Int32Array;
  readonly test: Int32Array;
  /** Parts of consecutive days, at most, that benign scores are learnt from, each by a model of the others. */
  readonly calibrationFolds: number;
}

/** Where results go: by row of the table, so that splits fill one array together. */
export interface SplitScores {
  /** Raw scores, comparable within one split. */
  readonly raw: Float64Array;
  /** Probabilities that a benign row scores this high or higher: comparable between splits. */
  readonly probability: Float64Array;
}

/** Fewer rows than this make no model. */
const leastLearnt = 100;
/** Rows scored at a time. */
const block = 8192;

/**
 * Fits a detector, learns from the `calibrate` rows what benign scores look like, and scores and calibrates the `test` rows; none
 * of it sees a label. As in a build, benign scores come from models that did not see their days, because a model finds the rows that
 * it learnt from less unusual than those of a new day; where the rows are of one day, from the model itself.
 * @returns the calibration; throws a RangeError with fewer than 500 rows to calibrate on.
 */
export function scoreSplit(
  detector: Detector,
  split: SplitRows,
  seed: number,
  out: SplitScores
): GroupCalibration {
  const {rows, application, fit, calibrate, test} = split;
  const fitted = fitTo(detector, split, fit, seed);
  const benign = new Float64Array(calibrate.length);
  for (const {learnt, places} of foldDays(split)) {
    const model = learnt === fit ? fitted : fitTo(detector, split, learnt, seed);
    const scored = places.map(place => calibrate[place] as number);
    scoreRows(model, rows, scored, (i, score) => {
      benign[places[i] as number] = score;
    });
  }
  const calibration = calibrateGroups(
    benign,
    calibrate.map(row => application.codes[row] ?? -1),
    application.names
  );
  if (calibration === null) {
    throw new RangeError(`a calibration needs at least 500 benign rows, has ${calibrate.length}`);
  }
  const calibrations = application.names.map(name => calibrationOf(calibration, name));
  scoreRows(fitted, rows, test, (place, score) => {
    const row = test[place] as number;
    out.raw[row] = score;
    const own = calibrations[application.codes[row] ?? -1] ?? calibration.rest;
    out.probability[row] = tailProbability(own, score);
  });
  return calibration;
}

function fitTo(
  detector: Detector,
  {rows, names, scales, use}: SplitRows,
  learnt: Int32Array,
  seed: number
): FittedDetector {
  const taken = takeRows(rows, names.length, learnt);
  return detector.fit(taken, names.length, {
    seed,
    names,
    scales,
    use: usableColumns(taken, names.length, use)
  });
}

interface CalibrationFold {
  readonly learnt: Int32Array;
  /** Which of `calibrate` are to be scored. */
  readonly places: Int32Array;
}

/** Stretches of days among the rows to calibrate on, each with the rows of other days to learn from. */
function foldDays({day, fit, calibrate, calibrationFolds}: SplitRows): readonly CalibrationFold[] {
  const whole = [{learnt: fit, places: calibrate.map((_, place) => place)}];
  if (day === null) return whole;
  const days = [...new Set(calibrate.map(row => day[row] as number))].sort((a, b) => a - b);
  const count = Math.min(calibrationFolds, days.length);
  if (count < 2) return whole;
  const starts = Array.from({length: count}, (_, k) => days[Math.floor((k * days.length) / count)] ?? 0);
  const foldOf = (row: number) => starts.filter(start => start <= (day[row] as number)).length - 1;
  const folds = starts.map((_, k) => ({
    learnt: fit.filter(row => foldOf(row) !== k),
    places: rowsWhere(calibrate.length, place => foldOf(calibrate[place] as number) === k)
  }));
  return folds.some(({learnt}) => learnt.length < leastLearnt) ? whole : folds;
}

/** Which of `use` are measured in at least half of the rows and vary: a model is told nothing by the others. */
export function usableColumns(
  rows: Float32Array,
  columns: number,
  use: readonly number[]
): readonly number[] {
  const count = rows.length / columns;
  return use.filter(column => {
    const first = rows[column] || 0;
    let missing = 0;
    let varies = false;
    for (let k = column; k < rows.length; k += columns) {
      const value = rows[k] as number;
      if (Number.isNaN(value)) ++missing;
      if ((value || 0) !== first) varies = true;
    }
    return varies && missing <= count / 2;
  });
}

function scoreRows(
  fitted: FittedDetector,
  rows: Float32Array,
  numbers: Int32Array,
  take: (place: number, score: number) => void
): void {
  const scores = new Float64Array(block);
  for (let from = 0; from < numbers.length; from += block) {
    const part = numbers.subarray(from, from + block);
    fitted.score(takeRows(rows, fitted.columns, part), scores);
    for (let i = 0; i < part.length; ++i) take(from + i, scores[i] as number);
  }
}
