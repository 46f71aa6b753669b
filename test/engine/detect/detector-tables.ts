import * as fc from "fast-check";
import type {FittedDetector} from "../../../src/engine/detect/detector.js";
import {normalRows} from "./isolation-forest/forests.js";

/** Values as logs have them: ties, switches, heavy tails, missing ones. */
const value = fc.oneof(
  fc.constantFrom(0, -0, 1, 2, Number.NaN),
  fc.float({noNaN: true, noDefaultInfinity: true, min: -1000, max: 1000}),
  fc.float({noNaN: true, noDefaultInfinity: true})
);

/** Tables in which something varies, with a row to score and a scale for each column. */
export const tables = fc
  .record({columns: fc.integer({min: 1, max: 5}), count: fc.integer({min: 2, max: 30})})
  .chain(({columns, count}) => {
    const values = (length: number) =>
      fc.array(value, {minLength: length, maxLength: length}).map(list => Float32Array.from(list));
    return fc.record({
      columns: fc.constant(columns),
      rows: values(columns * count),
      row: values(columns),
      scales: fc.array(fc.constantFrom("linear" as const, "log" as const), {
        minLength: columns,
        maxLength: columns
      }),
      seed: fc.nat()
    });
  })
  .filter(({rows, columns}) => rows.some((x, k) => (x || 0) !== (rows[k % columns] || 0)));

export function namesOf(columns: number): string[] {
  return Array.from({length: columns}, (_, k) => `column ${k}`);
}

export function scoresOf(fitted: FittedDetector, rows: Float32Array): Float64Array {
  const scores = new Float64Array(rows.length / fitted.columns);
  fitted.score(rows, scores);
  return scores;
}

export function scoreOf(fitted: FittedDetector, row: readonly number[]): number {
  return scoresOf(fitted, Float32Array.from(row))[0] ?? Number.NaN;
}

/** Two values that rise and fall together, a count with a heavy tail, and a switch that is set once in fifty rows. */
export function trafficRows(count: number, seed: number): Float32Array {
  const normal = normalRows(count, 4, seed);
  const rows = new Float32Array(count * 4);
  for (let k = 0; k < rows.length; k += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = normal.subarray(k, k + 4);
    rows.set([a, a + 0.1 * b, Math.floor(Math.exp(2 * c)), d > 2.05 ? 1 : 0], k);
  }
  return rows;
}

export const trafficScales = ["linear", "linear", "log", "linear"] as const;
