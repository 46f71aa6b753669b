import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {FeatureMatrix} from "../../../src/engine/analysis/score/collect-features.js";
import {createMemoryStore} from "../../../src/engine/analysis/score/row-store.js";
import {selectRows} from "../../../src/engine/retrain/select-rows.js";

/** A matrix of two columns, row i being (i, -i), of every second event. */
function matrixOf(rows: number, dayStarts: readonly number[]): FeatureMatrix {
  const store = createMemoryStore(2);
  store.push(Float32Array.from({length: 2 * rows}, (_, k) => (k % 2 ? -1 : 1) * Math.floor(k / 2)));
  store.end();
  const numbers = Int32Array.from({length: rows}, (_, i) => i);
  return {
    family: "flow",
    columns: 2,
    store,
    rows,
    seq: numbers.map(i => 2 * i),
    application: numbers.map(i => i % 3),
    reference: Uint8Array.from(numbers, i => i % 2),
    dayStarts: Int32Array.from(dayStarts)
  };
}

describe("selectRows", () => {
  it("is the matrix itself where all of its events are selected", () => {
    const matrix = matrixOf(5, [0]);
    expect(selectRows(matrix, new Uint8Array(10).fill(1)).matrix).toBe(matrix);
  });

  it("keeps the selected rows with all that is said of them, and the days that have any", () => {
    const rows = 20_000;
    const mask = fc.array(fc.boolean(), {minLength: 1, maxLength: 50});
    fc.assert(
      fc.property(
        mask,
        fc.uniqueArray(fc.integer({min: 1, max: rows - 1}), {maxLength: 6}),
        (pattern, days) => {
          const dayStarts = [0, ...days.sort((a, b) => a - b)];
          const whole = matrixOf(rows, dayStarts);
          const selected = new Uint8Array(2 * rows);
          for (let row = 0; row < rows; ++row) selected[2 * row] = Number(pattern[row % pattern.length]);
          const {matrix, place} = selectRows(whole, selected);
          const expected = Array.from({length: rows}, (_, row) => row).filter(
            row => pattern[row % pattern.length]
          );
          expect(Array.from(place)).toEqual(expected);
          expect(matrix.rows).toBe(expected.length);
          expect(matrix.store.read(0, matrix.rows)).toEqual(
            Float32Array.from(expected.flatMap(row => [row, row === 0 ? -0 : -row]))
          );
          expect(matrix.seq).toEqual(Int32Array.from(expected, row => 2 * row));
          expect(matrix.application).toEqual(Int32Array.from(expected, row => row % 3));
          expect(matrix.reference).toEqual(Uint8Array.from(expected, row => row % 2));
          const dayOf = (row: number) => dayStarts.filter(start => start <= row).length;
          const firsts = expected.flatMap((row, i) =>
            i === 0 || dayOf(row) !== dayOf(expected[i - 1] ?? 0) ? [i] : []
          );
          expect(Array.from(matrix.dayStarts)).toEqual(firsts);
        }
      ),
      {numRuns: 10}
    );
  });
});
