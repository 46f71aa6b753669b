import {createRandom, randomInteger} from "../random.js";

/** A uniform sample of rows that come one block after the other, in a table of fixed size. */
export interface Reservoir {
  push(rows: Float32Array): void;
  /** The sample, row-major. */
  rows(): Float32Array;
}

/** Vitter's algorithm R, https://doi.org/10.1145/3147.3165. @param size rows kept at most. */
export function createReservoir(columns: number, size: number, seed: number): Reservoir {
  const random = createRandom(seed);
  const kept = new Float32Array(columns * size);
  let seen = 0;
  return {
    push(rows) {
      for (let start = 0; start < rows.length; start += columns) {
        const place = seen < size ? seen : randomInteger(random, seen + 1);
        if (place < size) kept.set(rows.subarray(start, start + columns), place * columns);
        seen++;
      }
    },
    rows: () => kept.subarray(0, Math.min(seen, size) * columns)
  };
}
