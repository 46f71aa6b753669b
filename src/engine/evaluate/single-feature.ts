import {rankScores, tally} from "./ranking.js";
import {rocAuc} from "./roc.js";

/** One column as a detector. */
export interface SingleFeature {
  readonly column: number;
  /** 1 where attacks have high values, -1 where they have low ones. */
  readonly direction: 1 | -1;
  /** ROC-AUC on the rows it was chosen on, at least 0.5. */
  readonly rocAuc: number;
  /** Scores rows of the same width: the value's place among the training rows' values, in [0, 1], turned by the direction. */
  score(rows: Float32Array): Float64Array;
}

/**
 * The column that, taken alone, tells attacks from normal rows best. It is chosen with labels, which detectors never see, so it may
 * beat them. NaN counts as 0. Throws a RangeError on rows of one class only.
 * @param rows row-major training rows.
 */
export function bestSingleFeature(rows: Float32Array, columns: number, attack: Uint8Array): SingleFeature {
  let best = {column: 0, direction: 1 as 1 | -1, rocAuc: 0};
  for (let column = 0; column < columns; ++column) {
    const auc = columnAuc(rows, columns, column, attack);
    const either = Math.max(auc, 1 - auc);
    if (either > best.rocAuc) best = {column, direction: auc >= 0.5 ? 1 : -1, rocAuc: either};
  }
  const {column, direction} = best;
  const sorted = readColumn(rows, columns, column).sort();
  return {
    ...best,
    score(table) {
      return readColumn(table, columns, column).map(value => {
        // The middle of the places that the value could take, so that ties with training rows count half.
        const place = (lowerBound(sorted, value, false) + lowerBound(sorted, value, true)) / 2;
        return direction === 1 ? place / sorted.length : 1 - place / sorted.length;
      });
    }
  };
}

/** ROC-AUC of one column's values, high being taken for attacks; below 0.5 where attacks have low values. */
export function columnAuc(rows: Float32Array, columns: number, column: number, attack: Uint8Array): number {
  return rocAuc(tally(rankScores(readColumn(rows, columns, column), attack)));
}

function readColumn(rows: Float32Array, columns: number, column: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({length: rows.length / columns}, (_, row) => rows[row * columns + column] || 0);
}

/** How many of the ascending values are below `value`, or not above it. */
function lowerBound(sorted: Float64Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = sorted[middle] as number;
    if (item < value || (orEqual && item === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
