import type {DetectorOptions, FittedDetector} from "../../detect/detector.js";
import {detectorNamed} from "../../detect/detectors.js";
import {decode} from "../../detect/isolation-forest/file.js";
import {scoreBlock} from "../../detect/isolation-forest/score.js";

/**
 * A model as it travels to a worker: a forest's file, or what a detector is fitted on, since a fit is reproducible and not every
 * detector has a file. `id` is the same for the same model, so that a worker fits it once.
 */
export type ModelSource =
  | {readonly id: string; readonly forest: Uint8Array; readonly columns: number}
  | {
      readonly id: string;
      readonly detector: string;
      /** Row-major; shared where threads can, so that nothing is copied between them. */
      readonly sample: Float32Array;
      readonly columns: number;
      readonly options: DetectorOptions;
    };

export interface Model {
  readonly columns: number;
  score(rows: Float32Array, out: Float64Array): void;
  /** Null for a forest from its file, which only scores. */
  readonly fitted: FittedDetector | null;
}

export function openModel(source: ModelSource): Model {
  const {columns} = source;
  if ("forest" in source) {
    const forest = decode(source.forest);
    return {columns, score: (rows, out) => scoreBlock(forest, rows, columns, out), fitted: null};
  }
  const fitted = detectorNamed(source.detector).fit(source.sample, columns, source.options);
  return {columns, score: (rows, out) => fitted.score(rows, out), fitted};
}

/** A copy that threads can share, where they can share at all: a page needs to be isolated from others for it. */
export function shared(rows: Float32Array): Float32Array {
  if (typeof SharedArrayBuffer === "undefined") return rows;
  const copy = new Float32Array(new SharedArrayBuffer(rows.byteLength));
  copy.set(rows);
  return copy;
}
