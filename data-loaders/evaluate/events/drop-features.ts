import type {Detector} from "../../../src/engine/detect/detector.js";
import {takeRows} from "../../../src/engine/evaluate/folds.js";
import {byMeasure} from "../../../src/engine/evaluate/judge.js";
import {type Measure, measures} from "../../../src/engine/evaluate/measures.js";
import type {Split} from "../../../src/engine/evaluate/protocols.js";
import {rankScores, tally} from "../../../src/engine/evaluate/ranking.js";
import {samplePositions} from "../../../src/engine/evaluate/sample-positions.js";
import {scoreSplit, usableColumns} from "../../../src/engine/evaluate/score-split.js";
import {collectImportance} from "../../../src/engine/explain/global-importance.js";
import type {LabelledFamily} from "./labelled-events.js";
import {applicationOf, referencesOf} from "./score-event-split.js";

/** Fits a detector without some of the columns and judges it on the later part. */
export interface DropRequest {
  readonly kind: "drop";
  readonly data: LabelledFamily;
  readonly split: Split;
  readonly detector: string;
  readonly seed: number;
  /** Positions of the columns to leave out. */
  readonly without: readonly number[];
  /** Rows that the model learns from at most. */
  readonly mostLearnt: number;
  /** Whether to say how much each column matters. */
  readonly importance: boolean;
}

export interface DropReply {
  readonly measures: Readonly<Record<Measure, number>>;
  /** Positions of the columns, those that matter most first; empty where not asked for. */
  readonly important: readonly number[];
}

/** Rows explained to find out what matters. */
const explainedRows = 512;

export function dropFeatures(request: DropRequest, detector: Detector): DropReply {
  const {data, split, seed, without, mostLearnt} = request;
  const {rows, names, scales, attack} = data;
  const left = new Set(without);
  const use = names.flatMap((_, column) => (left.has(column) ? [] : [column]));
  const references = referencesOf(data, split.train);
  const fit = samplePositions(references, mostLearnt, seed);
  const out = {raw: new Float64Array(attack.length), probability: new Float64Array(attack.length)};
  scoreSplit(
    detector,
    {
      rows,
      names,
      scales,
      use,
      application: applicationOf(data),
      day: data.day,
      calibrationFolds: 1,
      fit,
      calibrate: references,
      test: split.test
    },
    seed,
    out
  );
  const counts = tally(
    rankScores(
      Float64Array.from(split.test, row => -(out.probability[row] as number)),
      Uint8Array.from(split.test, row => attack[row] as number)
    )
  );
  return {
    measures: byMeasure(measure => measures[measure](counts)),
    important: request.importance ? rankColumns(request, detector, fit, use) : []
  };
}

function rankColumns(
  {data: {rows, names, scales}, seed}: DropRequest,
  detector: Detector,
  fit: Int32Array,
  use: readonly number[]
): readonly number[] {
  const columns = names.length;
  const learnt = takeRows(rows, columns, fit);
  const fitted = detector.fit(learnt, columns, {
    seed,
    names,
    scales,
    use: usableColumns(learnt, columns, use)
  });
  const collector = collectImportance(columns);
  for (const row of samplePositions(fit, explainedRows, seed + 2)) {
    collector.add(fitted.explain(rows.slice(row * columns, (row + 1) * columns)).parts);
  }
  return collector.result().flatMap(({column, importance}) => (importance > 0 ? [column] : []));
}
