import type {FeatureMatrix} from "../analysis/score/collect-features.js";
import {createMemoryStore} from "../analysis/score/row-store.js";

/** Rows copied at a time. */
const pieceRows = 16_384;

/** Some rows of a matrix as one of their own, and where each stands in the whole. */
export interface SelectedRows {
  readonly matrix: FeatureMatrix;
  /** By row: its place in the whole matrix, ascending. */
  readonly place: Int32Array;
}

/**
 * The rows of the selected events: the matrix itself where that is all of them. What a row counts lately stays what it was among all
 * events.
 * @param selected by number of the event, 1 where it is selected
 */
export function selectRows(matrix: FeatureMatrix, selected: Uint8Array): SelectedRows {
  const {rows, seq, columns} = matrix;
  const all = Int32Array.from({length: rows}, (_, row) => row);
  const place = all.filter(row => selected[seq[row] ?? 0]);
  if (place.length === rows) return {matrix, place};
  const store = createMemoryStore(columns);
  for (let from = 0; from < rows; from += pieceRows) {
    const to = Math.min(from + pieceRows, rows);
    const read = matrix.store.read(from, to);
    let kept = 0;
    for (let row = from; row < to; ++row) {
      if (!selected[seq[row] ?? 0]) continue;
      read.copyWithin(kept, (row - from) * columns, (row - from + 1) * columns);
      kept += columns;
    }
    store.push(read.subarray(0, kept));
  }
  store.end();
  return {
    matrix: {
      family: matrix.family,
      columns,
      store,
      rows: place.length,
      seq: place.map(row => seq[row] ?? 0),
      application: place.map(row => matrix.application[row] ?? 0),
      reference: Uint8Array.from(place, row => matrix.reference[row] ?? 0),
      dayStarts: selectDays(matrix.dayStarts, place)
    },
    place
  };
}

/** The first selected row of each day that has any. */
function selectDays(dayStarts: Int32Array, place: Int32Array): Int32Array {
  const starts: number[] = [];
  let row = 0;
  dayStarts.forEach((start, day) => {
    const end = dayStarts[day + 1] ?? Number.POSITIVE_INFINITY;
    while (row < place.length && (place[row] ?? 0) < start) ++row;
    if (row < place.length && (place[row] ?? 0) < end) starts.push(row);
  });
  return Int32Array.from(starts);
}
