import {type Judge, nearestClearing} from "../../explain/counterfactual.js";
import type {Model, ModelSource} from "./model-source.js";

/** Asks how the scores of rows came about. */
export interface ExplainRequest {
  readonly model: ModelSource;
  /** Row-major. */
  readonly rows: Float32Array;
  /** By row: the raw score below which it would not have been flagged. */
  readonly thresholds: Float64Array;
  /** Row-major, as wide as `rows`: what is usual of each column in the row's group; NaN where nothing is. */
  readonly usual: Float32Array;
  readonly scales: readonly ("linear" | "log")[];
}

export interface ExplainedRows {
  readonly bases: Float64Array;
  /** Row-major: what each column adds. */
  readonly parts: Float64Array;
  /** Row-major: the nearest value of the column alone with which the row would not have been flagged; NaN where none was found. */
  readonly clearing: Float32Array;
}

/** Columns of a row that are asked what would have cleared it: those that add most. */
const asked = 5;
/** Steps from a row's value to the usual one, at each of which the row is scored again. */
const steps = 16;

/** Exact parts of each row's score, and what would have cleared it. */
export function explainRows(
  {rows, thresholds, usual, scales}: ExplainRequest,
  {columns, fitted, score}: Model
): ExplainedRows {
  if (fitted === null) throw new Error("a forest read from its file is not explained here");
  const count = rows.length / columns;
  const bases = new Float64Array(count);
  const parts = new Float64Array(rows.length);
  const clearing = new Float32Array(rows.length).fill(Number.NaN);
  for (let row = 0; row < count; ++row) {
    const start = row * columns;
    const values = rows.subarray(start, start + columns);
    const explanation = fitted.explain(values);
    bases[row] = explanation.base;
    parts.set(explanation.parts, start);
    const judge = {score, threshold: thresholds[row] ?? 0};
    const usualHere = usual.subarray(start, start + columns);
    const found = findClearing(judge, values, explanation.parts, usualHere, scales);
    for (const {column, value} of found) clearing[start + column] = value;
  }
  return {bases, parts, clearing};
}

/**
 * Of the columns that add most to a row's score, the nearest value on the way to the usual one with which, all else being
 * equal, the row would not have been flagged. Columns without such a value are left out.
 */
export function findClearing(
  judge: Judge,
  row: Float32Array,
  parts: Float64Array,
  usual: Float32Array,
  scales: readonly ("linear" | "log")[]
): readonly {readonly column: number; readonly value: number}[] {
  return largest(parts).flatMap(column => {
    const scale = scales[column] ?? "linear";
    const candidates = between(row[column] || 0, usual[column] ?? Number.NaN, scale);
    const value = nearestClearing(judge, row, column, candidates, scale);
    return value === null ? [] : [{column, value}];
  });
}

/** The columns with the largest positive parts, at most `asked`. */
function largest(parts: Float64Array): readonly number[] {
  return Array.from(parts.keys())
    .filter(column => (parts[column] ?? 0) > 0)
    .sort((a, b) => (parts[b] ?? 0) - (parts[a] ?? 0) || a - b)
    .slice(0, asked);
}

/** Values from `value` to `usual`, evenly spaced in the column's scale, the last being `usual`; none where nothing is usual. */
function between(value: number, usual: number, scale: "linear" | "log"): number[] {
  if (Number.isNaN(usual) || usual === value) return [];
  const to = scale === "log" ? (x: number) => Math.sign(x) * Math.log1p(Math.abs(x)) : (x: number) => x;
  const from = scale === "log" ? (x: number) => Math.sign(x) * Math.expm1(Math.abs(x)) : (x: number) => x;
  const [start, end] = [to(value), to(usual)];
  return Array.from({length: steps}, (_, i) =>
    i === steps - 1 ? usual : from(start + ((end - start) * (i + 1)) / steps)
  );
}
