import {open} from "node:fs/promises";
import {answerRequests} from "../workers/answer.js";
import {type ExplainRequest, explainRows} from "./explain-rows.js";
import {type Model, type ModelSource, openModel} from "./model-source.js";

/** Scores the rows `from` up to `to` of a file of row-major 32-bit floats into `scores`, at the same places. */
export interface ScoreRequest {
  readonly model: ModelSource;
  readonly path: string;
  readonly from: number;
  readonly to: number;
  /** Shared, so that nothing is copied between threads. */
  readonly scores: Float64Array;
}

/** Rows read at a time. */
const pieceRows = 16_384;

/** Scores the rows of a sample in memory, at the given places, into `scores`, at the same places. */
export interface ScoreSampleRequest {
  readonly model: ModelSource;
  /** Row-major; shared, as `scores` is. */
  readonly sample: Float32Array;
  readonly from: number;
  readonly to: number;
  readonly scores: Float64Array;
}

/** The last model of each sort: reading a forest is cheap, and must not drive out what took seconds to fit. */
const last = new Map<"file" | "fitted", {readonly id: string; readonly model: Model}>();

function modelOf(source: ModelSource): Model {
  const sort = "forest" in source ? "file" : "fitted";
  const known = last.get(sort);
  if (known?.id === source.id) return known.model;
  const model = openModel(source);
  last.set(sort, {id: source.id, model});
  return model;
}

answerRequests<ScoreRequest | ScoreSampleRequest | ExplainRequest>(async request => {
  const model = modelOf(request.model);
  if ("path" in request) return scoreFile(request, model);
  return "sample" in request ? scoreSample(request, model) : explainRows(request, model);
});

function scoreSample({sample, from, to, scores}: ScoreSampleRequest, {columns, score}: Model): void {
  score(sample.subarray(from * columns, to * columns), scores.subarray(from, to));
}

async function scoreFile({path, from, to, scores}: ScoreRequest, {columns, score}: Model): Promise<void> {
  const rows = new Float32Array(pieceRows * columns);
  const file = await open(path);
  try {
    for (let row = from; row < to; row += pieceRows) {
      const count = Math.min(pieceRows, to - row);
      const part = rows.subarray(0, count * columns);
      await file.read(new Uint8Array(part.buffer, 0, part.byteLength), 0, part.byteLength, row * columns * 4);
      score(part, scores.subarray(row, row + count));
    }
  } finally {
    await file.close();
  }
}
