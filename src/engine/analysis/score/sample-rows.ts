import {createRandom} from "../../random.js";
import {type FeatureMatrix, readRows} from "./collect-features.js";

/** Rows of a family that a model learns from. */
export interface Sample {
  /** Their places in the matrix, ascending. */
  readonly index: Int32Array;
  /** Row-major. */
  readonly rows: Float32Array;
  /** Whether they are benign references, rather than rows of which nothing is known. */
  readonly isBenign: boolean;
}

/** More rows teach a forest nothing: its trees see 51,200 at most. */
const mostRows = 65_536;
/** With fewer reference rows than this, a model learns from all rows. */
const leastReferences = 500;
/** Rows read at a time. */
const pieceRows = 16_384;

/** A uniform sample of a family's reference rows; of all rows where there are too few of those to learn from. */
export function sampleRows(matrix: FeatureMatrix, seed: number): Sample {
  const references = matrix.reference.reduce((sum, isReference) => sum + isReference, 0);
  const isBenign = references >= leastReferences;
  const eligible = isBenign ? references : matrix.rows;
  const size = Math.min(mostRows, eligible);
  const index = new Int32Array(size);
  const random = createRandom(seed);
  // Selection sampling, Knuth's algorithm S: each row with the chance that is left for it.
  let left = eligible;
  let taken = 0;
  for (let row = 0; row < matrix.rows && taken < size; ++row) {
    if (isBenign && !matrix.reference[row]) continue;
    if (random() * left < size - taken) index[taken++] = row;
    left--;
  }
  return {index, rows: gatherRows(matrix, index), isBenign};
}

/** The given rows of a matrix; `index` is ascending. Read one stretch of neighbours at a time. */
export function gatherRows(matrix: FeatureMatrix, index: Int32Array): Float32Array {
  const {columns} = matrix;
  const rows = new Float32Array(index.length * columns);
  for (let i = 0; i < index.length; ) {
    const first = index[i] ?? 0;
    let end = i + 1;
    while (end < index.length && (index[end] ?? 0) - first < pieceRows) ++end;
    const read = readRows(matrix, first, (index[end - 1] ?? first) + 1);
    for (; i < end; ++i) {
      const at = ((index[i] ?? first) - first) * columns;
      rows.set(read.subarray(at, at + columns), i * columns);
    }
  }
  return rows;
}
