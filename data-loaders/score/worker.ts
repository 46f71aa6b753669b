import {open} from "node:fs/promises";
import {decode} from "../../src/engine/detect/isolation-forest-file.js";
import {scoreBlock} from "../../src/engine/detect/isolation-forest-score.js";
import {answerRequests} from "../workers/answer.js";

/** Scores the rows `from` up to `to` of a file of row-major 32-bit floats into `scores`, at the same places. */
export interface ScoreRequest {
  readonly path: string;
  readonly forest: Uint8Array;
  readonly columns: number;
  readonly from: number;
  readonly to: number;
  /** Shared, so that nothing is copied between threads. */
  readonly scores: Float64Array;
}

/** Rows read at a time. */
const pieceRows = 16_384;

answerRequests<ScoreRequest>(async ({path, forest: bytes, columns, from, to, scores}) => {
  const forest = decode(bytes);
  const rows = new Float32Array(pieceRows * columns);
  const file = await open(path);
  try {
    for (let row = from; row < to; row += pieceRows) {
      const count = Math.min(pieceRows, to - row);
      const part = rows.subarray(0, count * columns);
      await file.read(new Uint8Array(part.buffer, 0, part.byteLength), 0, part.byteLength, row * columns * 4);
      scoreBlock(forest, part, columns, scores.subarray(row, row + count));
    }
  } finally {
    await file.close();
  }
});
