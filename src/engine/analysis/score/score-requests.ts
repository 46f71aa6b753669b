import {type ExplainRequest, explainRows} from "./explain-rows.js";
import {type Model, type ModelSource, openModel} from "./model-source.js";
import type {RowPart} from "./row-store.js";

/** Asks for the scores of rows, in their order, as a `Float64Array`. */
export interface ScoreRequest {
  readonly model: ModelSource;
  readonly rows: RowPart;
}

/** Rows read at a time. */
const pieceRows = 16_384;

/** Reads rows `from` up to `to` of a file of rows. */
export type ReadRows = (path: string, columns: number, from: number, to: number) => Float32Array;

/** What a worker answers requests with. @param readRows for rows that lie in a file */
export function createScorer(readRows: ReadRows) {
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

  function score({columns, score}: Model, rows: RowPart): Float64Array {
    if (rows instanceof Float32Array) {
      const scores = new Float64Array(rows.length / columns);
      score(rows, scores);
      return scores;
    }
    const {path, from, to} = rows;
    const scores = new Float64Array(to - from);
    for (let row = from; row < to; row += pieceRows) {
      const end = Math.min(row + pieceRows, to);
      score(readRows(path, columns, row, end), scores.subarray(row - from, end - from));
    }
    return scores;
  }

  return async (request: ScoreRequest | ExplainRequest): Promise<unknown> => {
    const model = modelOf(request.model);
    return "usual" in request ? explainRows(request, model) : score(model, request.rows);
  };
}
