import {type CalibrationPoint, checkCalibration} from "../../../src/engine/evaluate/calibration-check.js";
import {rowsWhere} from "../../../src/engine/evaluate/folds.js";
import {precisionRecallCurve} from "../../../src/engine/evaluate/precision-recall.js";
import {rankScores} from "../../../src/engine/evaluate/ranking.js";
import {rocCurve} from "../../../src/engine/evaluate/roc.js";
import type {SplitScores} from "../../../src/engine/evaluate/score-split.js";
import {
  anomalyScores,
  type SeverityLine,
  tabulateSeverities
} from "../../../src/engine/evaluate/severity-table.js";
import {
  measureSlice,
  type SliceKind,
  type SliceMeasures,
  sliceRows
} from "../../../src/engine/evaluate/slices.js";
import type {LabelledFamily} from "./labelled-events.js";

/** Takes the figures of one detector with one seed under one protocol. */
export interface AssessRequest {
  readonly kind: "assess";
  readonly data: LabelledFamily;
  /** By row: 1 where the protocol judged it. */
  readonly judged: Uint8Array;
  readonly scores: SplitScores;
  /** Whether curves are wanted too. */
  readonly curves: boolean;
}

export interface AssessedSlice {
  readonly kind: SliceKind;
  readonly name: string;
  readonly rows: number;
  readonly attacks: number;
  readonly calibrated: SliceMeasures | null;
  readonly raw: SliceMeasures | null;
  readonly severities: readonly SeverityLine[];
}

export interface Assessed {
  /** The first is of all rows. */
  readonly slices: readonly AssessedSlice[];
  readonly calibration: readonly CalibrationPoint[];
  readonly roc: readonly (readonly [number, number])[];
  readonly precisionRecall: readonly (readonly [number, number])[];
}

/** Steps of a curve that is published. */
const curveSteps = 60;

export function assessScores({data, judged, scores, curves}: AssessRequest): Assessed {
  const {attack} = data;
  // What is not judged has no score; any will do, since it weighs nothing.
  const rank = (values: Float64Array, sign: 1 | -1) =>
    rankScores(
      values.map((value, row) => (judged[row] === 1 ? sign * value : 0)),
      attack
    );
  const calibrated = rank(scores.probability, -1);
  const raw = rank(scores.raw, 1);
  const anomaly = anomalyScores(scores.probability.map((p, row) => (judged[row] === 1 ? p : 1)));
  const days = new Set(data.day?.filter((_, row) => judged[row] === 1) ?? []).size;
  const slices = sliceRows(data, judged).map(slice => ({
    kind: slice.kind,
    name: slice.name,
    rows: slice.rows,
    attacks: slice.attacks,
    calibrated: measureSlice(calibrated, slice),
    raw: measureSlice(raw, slice),
    severities: tabulateSeverities(
      anomaly,
      attack,
      rowsWhere(attack.length, row => slice.weights[row] === 1),
      slice.kind === "day" ? 1 : days
    )
  }));
  const benign = rowsWhere(attack.length, row => judged[row] === 1 && attack[row] === 0);
  return {
    slices,
    calibration: checkCalibration(scores.probability, benign),
    ...(curves ? drawCurves(scores.probability, attack, judged) : {roc: [], precisionRecall: []})
  };
}

function drawCurves(probability: Float64Array, attack: Uint8Array, judged: Uint8Array) {
  const rows = rowsWhere(attack.length, row => judged[row] === 1);
  const ranking = rankScores(
    Float64Array.from(rows, row => -(probability[row] as number)),
    Uint8Array.from(rows, row => attack[row] as number)
  );
  return {
    roc: rocCurve(ranking, curveSteps).map(
      p => [round(p.falsePositiveRate), round(p.truePositiveRate)] as const
    ),
    precisionRecall: precisionRecallCurve(ranking, curveSteps).map(
      p => [round(p.recall), round(p.precision)] as const
    )
  };
}

const round = (value: number) => Number(value.toPrecision(4));
