import type {GroupCalibration} from "../../../src/engine/detect/calibration/group-calibration.js";
import type {Detector} from "../../../src/engine/detect/detector.js";
import {timeColumns} from "../../../src/engine/evaluate/controls.js";
import {takeRows} from "../../../src/engine/evaluate/folds.js";
import type {LabelledRows} from "../../../src/engine/evaluate/labelled-rows.js";
import {missingnessScores} from "../../../src/engine/evaluate/missingness.js";
import type {Split} from "../../../src/engine/evaluate/protocols.js";
import {samplePerGroup, samplePositions} from "../../../src/engine/evaluate/sample-positions.js";
import {type SplitScores, scoreSplit} from "../../../src/engine/evaluate/score-split.js";
import {bestSingleFeature} from "../../../src/engine/evaluate/single-feature.js";
import type {LabelledFamily} from "./labelled-events.js";

/** Learns from one part of a family's events and scores the other. */
export interface ScoreSplitRequest {
  readonly kind: "score";
  readonly data: LabelledFamily;
  readonly split: Split;
  readonly detector: string;
  readonly seed: number;
  /** "all" columns; or what a negative control sees instead. */
  readonly sees: "all" | "time" | "missingness" | "best_single_feature";
  /** Rows that a model learns from at most. */
  readonly mostLearnt: number;
  /** Rows of each application that benign scores are learnt from at most. */
  readonly mostCalibrated: number;
  /** Parts of days that benign scores are learnt from at most, each by a model of the others. */
  readonly calibrationFolds: number;
  /** Shared; by row of the family. */
  readonly out: SplitScores;
}

/** @returns the calibration; null for controls without a detector, whose turned-round scores stand in for probabilities. */
export function scoreEventSplit(
  {data, split, seed, sees, mostLearnt, mostCalibrated, calibrationFolds, out}: ScoreSplitRequest,
  detector: Detector
): GroupCalibration | null {
  const {rows, names, scales} = data;
  const columns = names.length;
  const references = referencesOf(data, split.train);
  const fit = samplePositions(references, mostLearnt, seed);
  if (sees === "missingness" || sees === "best_single_feature") {
    const judged = takeRows(rows, columns, split.test);
    const scores =
      sees === "missingness"
        ? missingnessScores(takeRows(rows, columns, fit), judged, columns)
        : scoreSingleFeature(data, split.train, judged);
    split.test.forEach((row, place) => {
      out.raw[row] = scores[place] as number;
      out.probability[row] = -(scores[place] as number);
    });
    return null;
  }
  const use = sees === "time" ? timeColumns(names) : names.map((_, column) => column);
  const application = applicationOf(data);
  const calibrate = samplePerGroup(references, application.codes, mostCalibrated, seed + 1);
  return scoreSplit(
    detector,
    {
      rows,
      names,
      scales,
      use,
      application,
      day: data.day,
      fit,
      calibrate,
      test: split.test,
      calibrationFolds
    },
    seed,
    out
  );
}

/** The rows among these that a build would take for benign; where that is not known, those that are. */
export function referencesOf({reference, attack}: LabelledRows, rows: Int32Array): Int32Array {
  return rows.filter(row => (reference === null ? attack[row] === 0 : reference[row] === 1));
}

/** What rows reached for; all the same where that is not known. */
export function applicationOf({application, attack}: LabelledRows) {
  return application ?? {names: ["all"], codes: new Int32Array(attack.length)};
}

/** Labels choose the column, on training rows: this control cheats on purpose. */
function scoreSingleFeature(data: LabelledRows, train: Int32Array, judged: Float32Array): Float64Array {
  const columns = data.names.length;
  const labels = Uint8Array.from(train, row => data.attack[row] as number);
  return bestSingleFeature(takeRows(data.rows, columns, train), columns, labels).score(judged);
}
