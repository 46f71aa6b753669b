import {type BinnedRows, maxBins} from "./bins.js";

/** A tree's bootstrap sample. */
export interface Sample {
  /** Of each training row, its class in the lower 16 bits and how often it was drawn above them: read together, millions of times. */
  readonly draws: Int32Array;
  /** Weight of a row, per class. */
  readonly weights: Float64Array;
}

/** The best split found so far at one node. */
export interface Split {
  /** Weighted sum of squared class shares on both sides: the greater, the lower the Gini impurity. */
  purity: number;
  column: number;
  /** The greatest bin that goes left, and the least that goes right, of those that the node has rows in. */
  left: number;
  right: number;
}

/**
 * Looks at splits of nodes by histograms. One column at a time: counts rows by bin and class, then moves the border from
 * bin to bin. Only bins that hold rows are visited, so that small nodes cost little.
 */
export function createSplitter({count, bins}: BinnedRows, classes: number, leastLeaf: number) {
  const histogram = new Int32Array(maxBins * classes);
  const occupied = new Int32Array(maxBins / 32);
  const left = new Float64Array(classes);
  const right = new Float64Array(classes);

  /**
   * Improves `best` by a split on `column` of the rows at from..to of `order`, which hold `held` draws per class.
   * Returns whether the column varies there. Indices are in range by construction; `?? 0` would cost speed in these loops.
   */
  return function improve(
    best: Split,
    column: number,
    order: Int32Array,
    from: number,
    to: number,
    {draws, weights}: Sample,
    held: Int32Array
  ): boolean {
    const at = column * count;
    for (let i = from; i < to; ++i) {
      const row = order[i] as number;
      const bin = bins[at + row] as number;
      const drawn = draws[row] as number;
      const k = bin * classes + (drawn & 0xffff);
      histogram[k] = (histogram[k] as number) + (drawn >>> 16);
      occupied[bin >>> 5] = (occupied[bin >>> 5] as number) | (1 << (bin & 31));
    }

    let rowsRight = 0;
    let weightRight = 0;
    let squaresRight = 0;
    for (let k = 0; k < classes; ++k) {
      const rows = held[k] as number;
      const weight = rows * (weights[k] as number);
      rowsRight += rows;
      weightRight += weight;
      squaresRight += weight * weight;
      left[k] = 0;
      right[k] = weight;
    }
    let rowsLeft = 0;
    let weightLeft = 0;
    let squaresLeft = 0;
    let before = -1;
    let varies = false;
    for (let word = 0; word < occupied.length; ++word) {
      for (let bits = occupied[word] as number; bits !== 0; bits &= bits - 1) {
        const bin = word * 32 + 31 - Math.clz32(bits & -bits);
        if (before >= 0) {
          varies = true;
          if (rowsLeft >= leastLeaf && rowsRight >= leastLeaf) {
            const purity = squaresLeft / weightLeft + squaresRight / weightRight;
            if (purity > best.purity) {
              best.purity = purity;
              best.column = column;
              best.left = before;
              best.right = bin;
            }
          }
        }
        before = bin;
        for (let k = 0, h = bin * classes; k < classes; ++k, ++h) {
          const rows = histogram[h] as number;
          if (rows === 0) continue;
          histogram[h] = 0;
          const weight = rows * (weights[k] as number);
          rowsLeft += rows;
          rowsRight -= rows;
          weightLeft += weight;
          weightRight -= weight;
          squaresLeft += weight * (2 * (left[k] as number) + weight);
          squaresRight += weight * (weight - 2 * (right[k] as number));
          left[k] = (left[k] as number) + weight;
          right[k] = (right[k] as number) - weight;
        }
      }
      occupied[word] = 0;
    }
    return varies;
  };
}
