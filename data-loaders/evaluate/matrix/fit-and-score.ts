import type {Detector} from "../../../src/engine/detect/detector.js";
import {takeRows} from "../../../src/engine/evaluate/folds.js";

/** Fits a detector to some rows of one table and scores some of another. Tables are shared, so that nothing is copied between threads. */
export interface FitRequest {
  readonly detector: string;
  readonly seed: number;
  readonly names: readonly string[];
  readonly scales: readonly ("linear" | "log")[];
  readonly categories: readonly (readonly number[])[];
  /** Columns that enter the model; null for all. */
  readonly use: readonly number[] | null;
  /** Row-major. */
  readonly train: Float32Array;
  /** Numbers of the rows to fit on. */
  readonly fit: Int32Array;
  /** Row-major, of the same columns. */
  readonly test: Float32Array;
  /** Numbers of the rows to score. */
  readonly judged: Int32Array;
  /** Shared; scores go to the places of their rows in `test`. */
  readonly scores: Float64Array;
}

/** Throws a RangeError on an unknown detector, or what that detector refuses, naming it. */
export function fitAndScore(detectors: readonly Detector[], request: FitRequest): void {
  const {names, scales, categories, seed, use, train, fit, test, judged, scores} = request;
  const detector = detectors.find(one => one.name === request.detector);
  if (!detector) throw new RangeError(`unknown detector: "${request.detector}"`);
  const columns = names.length;
  const own = new Float64Array(judged.length);
  try {
    const fitted = detector.fit(takeRows(train, columns, fit), columns, {
      seed,
      names,
      scales,
      categories,
      ...(use === null ? {} : {use})
    });
    fitted.score(takeRows(test, columns, judged), own);
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${detector.name}: ${error.message}`);
    throw error;
  }
  judged.forEach((row, i) => {
    scores[row] = own[i] as number;
  });
}
