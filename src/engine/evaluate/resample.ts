import {type Random, randomInteger} from "../random.js";

/** Draws, again and again, how often each row counts. */
export interface Resampler {
  /** Units that are drawn. */
  readonly clusters: number;
  /** Fills `weights` (one entry per row) with the next draw and returns it. */
  next(): Uint16Array;
}

/**
 * The bootstrap over clusters (Field and Welsh 2007, https://doi.org/10.1111/j.1467-9868.2007.00593.x): as many clusters as there
 * are, drawn with replacement, each with all of its rows, so that rows of one host and hour, which resemble each other,
 * do not pass for independent evidence. Throws a RangeError on fewer than two clusters: then nothing can vary.
 * @param cluster of each row, any integers; null: each row by itself.
 */
export function createResampler(cluster: Int32Array | null, rows: number, random: Random): Resampler {
  if (cluster !== null && cluster.length !== rows) {
    throw new RangeError(`need one cluster for each row, have ${cluster.length} for ${rows} rows`);
  }
  const unit = cluster === null ? null : numberClusters(cluster);
  const clusters = unit === null ? rows : unit.reduce((most, k) => Math.max(most, k), -1) + 1;
  if (clusters < 2) throw new RangeError(`a bootstrap needs at least 2 clusters, has ${clusters}`);
  const drawn = new Uint16Array(clusters);
  const weights = unit === null ? drawn : new Uint16Array(rows);
  return {
    clusters,
    next() {
      drawn.fill(0);
      for (let draw = 0; draw < clusters; ++draw) {
        const k = randomInteger(random, clusters);
        drawn[k] = (drawn[k] as number) + 1;
      }
      if (unit !== null)
        for (let row = 0; row < rows; ++row) weights[row] = drawn[unit[row] as number] as number;
      return weights;
    }
  };
}

/** Clusters numbered 0, 1, ... in order of appearance. */
function numberClusters(cluster: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return cluster.map(id => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, numbers.size);
    return numbers.size - 1;
  });
}
