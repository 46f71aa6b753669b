import {compareHalves, watchScores} from "../../../src/engine/evaluate/drift.js";
import {rowsWhere} from "../../../src/engine/evaluate/folds.js";
import type {DriftEvaluation} from "../../../src/engine/evaluate/published-evaluation.js";
import {anomalyScores} from "../../../src/engine/evaluate/severity-table.js";
import type {LabelledFamily} from "./labelled-events.js";

/** Looks for drift: in the features of rows taken for benign, and in the scores that one model gives to later days. */
export interface DriftRequest {
  readonly kind: "drift";
  readonly data: LabelledFamily;
  readonly detector: string;
  /** By row: 1 where the chronological protocol judged it. */
  readonly judged: Uint8Array;
  readonly probability: Float64Array;
}

export function findDrift({data, detector, judged, probability}: DriftRequest): DriftEvaluation {
  const {attack, reference, day} = data;
  const isReference = (row: number) => (reference === null ? attack[row] === 0 : reference[row] === 1);
  const anomaly = anomalyScores(probability.map((p, row) => (judged[row] === 1 ? p : 1)));
  const stream = (belongs: (row: number) => boolean) =>
    watchScores(
      anomaly,
      day ?? new Int32Array(attack.length),
      rowsWhere(attack.length, row => judged[row] === 1 && belongs(row))
    );
  return {
    detector,
    features: compareHalves(data, rowsWhere(attack.length, isReference)),
    all: stream(() => true),
    references: stream(isReference)
  };
}
