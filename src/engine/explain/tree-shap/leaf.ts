import type {Quadrature} from "./quadrature.js";

/** Room for the tables of one leaf at a time. */
export interface LeafScratch {
  /** Per pattern of answers and column, the Shapley value of a leaf of value 1. */
  readonly table: Float64Array;
  readonly products: Float64Array;
  readonly known: Float64Array;
  readonly unknown: Float64Array;
}

export function createLeafScratch(questions: number): LeafScratch {
  const patterns = 2 ** questions;
  return {
    table: new Float64Array(patterns * questions),
    products: new Float64Array(patterns),
    known: new Float64Array(patterns),
    unknown: new Float64Array(patterns)
  };
}

/**
 * Fills `scratch.table` [2^m patterns][m columns] with the Shapley values that a leaf of value 1 gives the m columns its path
 * asks about, for each pattern of answers (bit j: the row answers column j's questions as this leaf wants) and shares `r` (`Edges`).
 * The pattern is all that matters of a row, as FastTreeSHAP v2 observed (Yang 2021, https://arxiv.org/abs/2109.09847).
 *
 * With A the columns answered and U the others, column j of A gets (1 - r_j) R(U) G(A \ j) and each of U -R(U) G(A), where R
 * is the product of the shares and G(B) the integral of the product over B of t + (1 - t) r, times (1 - t)^(m - 1 - |B|).
 */
export function fillLeafTable(
  {table, products, known, unknown}: LeafScratch,
  {points, weights}: Quadrature,
  r: Float64Array,
  m: number
): void {
  const patterns = 1 << m;
  // Every index is in range by construction; `?? 0` would cost speed in these loops.
  known.fill(0, 0, patterns);
  for (let q = 0; q < points.length; ++q) {
    const t = points[q] as number;
    // Not **, whose last bit differs between engines.
    let first = weights[q] as number;
    for (let j = 1; j < m; ++j) first *= 1 - t;
    products[0] = first;
    known[0] = (known[0] as number) + first;
    for (let j = 0, half = 1; j < m; ++j, half *= 2) {
      const factor = (t + (1 - t) * (r[j] as number)) / (1 - t);
      for (let pattern = 0; pattern < half; ++pattern) {
        const product = (products[pattern] as number) * factor;
        products[half + pattern] = product;
        known[half + pattern] = (known[half + pattern] as number) + product;
      }
    }
  }
  unknown[0] = 1;
  for (let j = 0, half = 1; j < m; ++j, half *= 2) {
    for (let pattern = 0; pattern < half; ++pattern) {
      unknown[half + pattern] = (unknown[pattern] as number) * (r[j] as number);
    }
  }
  for (let pattern = 0; pattern < patterns; ++pattern) {
    const others = unknown[patterns - 1 - pattern] as number;
    const missing = -others * (known[pattern] as number);
    for (let j = 0; j < m; ++j) {
      const bit = 1 << j;
      table[pattern * m + j] =
        pattern & bit ? (1 - (r[j] as number)) * others * (known[pattern ^ bit] as number) : missing;
    }
  }
}
