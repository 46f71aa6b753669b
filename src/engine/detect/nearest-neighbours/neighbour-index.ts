import {type Random, randomInteger} from "../../random.js";

/** Rounds of k-means that shape the clusters; more hardly tighten them. */
const rounds = 3;
/** Bounds are widened by this share of the distance, so that rounding never prunes a true neighbour. */
const slack = 1e-6;

/** Finds the exact nearest neighbours of a row among reference rows. */
export interface NeighbourIndex {
  /**
   * The nearest references of the row that starts at `start` of `rows`, nearest first, as many as `distances` has places: their
   * positions into `neighbours`, their squared Euclidean distances into `distances`. A reference that counts several times fills several
   * places. With fewer references than places, the last fills the rest.
   */
  search(rows: Float32Array, start: number, neighbours: Int32Array, distances: Float64Array): void;
}

/**
 * References in clusters. The triangle inequality rules out whole clusters, and within a cluster all references whose distance
 * to the centre differs from the row's by more than the best distance found; what is left is compared
 * column by column until the sum exceeds that distance (Elkan 2003, https://cdn.aaai.org/ICML/2003/ICML03-022.pdf, prunes k-means alike).
 * Distances do not depend on the clusters; which of several equally distant references is named does.
 * @param references row-major, `width` columns; those that vary most should come first
 * @param copies how often each reference counts, at least once; at least one reference
 */
export function createNeighbourIndex(
  references: Float32Array,
  width: number,
  copies: Uint32Array,
  random: Random
): NeighbourIndex {
  const clusters = Math.max(1, Math.round(Math.sqrt(copies.length)));
  const {centres, members, starts, radii} = createClusters(
    references,
    width,
    copies.length,
    clusters,
    random
  );
  // References lie in memory in the order in which they are visited.
  const ordered = new Float32Array(references.length);
  members.forEach((row, place) => {
    ordered.set(references.subarray(row * width, (row + 1) * width), place * width);
  });
  const weights = Uint32Array.from(members, row => copies[row] ?? 1);
  const farthest = Float64Array.from({length: clusters}, (_, c) =>
    starts[c + 1] === starts[c] ? Number.NEGATIVE_INFINITY : (radii[(starts[c + 1] as number) - 1] as number)
  );
  const toCentre = new Float64Array(clusters);
  /** The clusters that may still hold a neighbour, in no order. */
  const candidates = new Int32Array(clusters);

  return {
    search(rows, start, neighbours, distances) {
      const k = distances.length;
      distances.fill(Number.POSITIVE_INFINITY);
      let left = clusters;
      for (let c = 0; c < clusters; ++c) {
        candidates[c] = c;
        toCentre[c] = Math.sqrt(
          squaredDistance(rows, start, centres, c * width, width, Number.POSITIVE_INFINITY)
        );
      }
      let bound = Number.POSITIVE_INFINITY;
      while (left > 0) {
        // The cluster with the nearest centre, the first of equals, among those that are not ruled out; others are passed by for good.
        const limit = Math.sqrt(bound);
        let nearest = -1;
        let at = 0;
        let centre = Number.POSITIVE_INFINITY;
        let kept = 0;
        for (let i = 0; i < left; ++i) {
          const c = candidates[i] as number;
          const distance = toCentre[c] as number;
          if (distance - (farthest[c] as number) > limit + slack * (1 + distance)) continue;
          candidates[kept] = c;
          if (distance < centre || (distance === centre && c < nearest)) {
            nearest = c;
            centre = distance;
            at = kept;
          }
          ++kept;
        }
        if (nearest < 0) break;
        left = kept - 1;
        candidates[at] = candidates[left] as number;

        const end = starts[nearest + 1] as number;
        let place = starts[nearest] as number;
        const margin = slack * (1 + centre);
        let reach = limit + margin;
        // The first member that is not too near to the centre.
        for (let high = end; place < high; ) {
          const middle = (place + high) >>> 1;
          if (centre - (radii[middle] as number) > reach) place = middle + 1;
          else high = middle;
        }
        for (; place < end && (radii[place] as number) - centre <= reach; ++place) {
          const distance = squaredDistance(rows, start, ordered, place * width, width, bound);
          if (distance >= bound) continue;
          insert(neighbours, distances, members[place] as number, distance, weights[place] as number);
          bound = distances[k - 1] as number;
          reach = Math.sqrt(bound) + margin;
        }
      }
      for (let i = 1; i < k; ++i) {
        if ((distances[i] as number) < Number.POSITIVE_INFINITY) continue;
        distances[i] = distances[i - 1] as number;
        neighbours[i] = neighbours[i - 1] as number;
      }
    }
  };
}

/** The squared distance, or some number of at least `bound` once it is sure to reach that. */
function squaredDistance(
  a: Float32Array,
  aStart: number,
  b: Float32Array,
  bStart: number,
  width: number,
  bound: number
): number {
  let sum = 0;
  let i = 0;
  // Indices are in range by construction, and `?? 0` would cost a third of the speed. Eight columns between two looks at the
  // bound pay best.
  for (; i + 8 <= width; i += 8) {
    const p = aStart + i;
    const q = bStart + i;
    const d0 = (a[p] as number) - (b[q] as number);
    const d1 = (a[p + 1] as number) - (b[q + 1] as number);
    const d2 = (a[p + 2] as number) - (b[q + 2] as number);
    const d3 = (a[p + 3] as number) - (b[q + 3] as number);
    const d4 = (a[p + 4] as number) - (b[q + 4] as number);
    const d5 = (a[p + 5] as number) - (b[q + 5] as number);
    const d6 = (a[p + 6] as number) - (b[q + 6] as number);
    const d7 = (a[p + 7] as number) - (b[q + 7] as number);
    sum += d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3) + (d4 * d4 + d5 * d5) + (d6 * d6 + d7 * d7);
    if (sum >= bound) return sum;
  }
  for (; i < width; ++i) {
    const d = (a[aStart + i] as number) - (b[bStart + i] as number);
    sum += d * d;
  }
  return sum;
}

/** Puts a neighbour and its copies in their places; the farthest fall out. */
function insert(
  neighbours: Int32Array,
  distances: Float64Array,
  reference: number,
  distance: number,
  copies: number
): void {
  const last = distances.length - 1;
  for (let copy = 0; copy < copies && distance < (distances[last] as number); ++copy) {
    let place = last;
    for (; place > 0 && (distances[place - 1] as number) > distance; --place) {
      distances[place] = distances[place - 1] as number;
      neighbours[place] = neighbours[place - 1] as number;
    }
    distances[place] = distance;
    neighbours[place] = reference;
  }
}

interface Clusters {
  /** Row-major. */
  readonly centres: Float32Array;
  /** References by cluster, within it by rising distance to the centre. */
  readonly members: Int32Array;
  /** Where each cluster begins in `members`; one more entry ends the last. */
  readonly starts: Int32Array;
  /** By place in `members`, the distance to the centre. */
  readonly radii: Float64Array;
}

function createClusters(
  rows: Float32Array,
  width: number,
  count: number,
  clusters: number,
  random: Random
): Clusters {
  const centres = new Float32Array(clusters * width);
  for (let c = 0; c < clusters; ++c) {
    const row = randomInteger(random, count);
    centres.set(rows.subarray(row * width, (row + 1) * width), c * width);
  }
  const cluster = new Int32Array(count);
  const squared = new Float64Array(count);
  const sizes = new Int32Array(clusters);
  const sums = new Float64Array(clusters * width);
  for (let round = 0; ; ++round) {
    sizes.fill(0);
    for (let row = 0; row < count; ++row) {
      const start = row * width;
      // The cluster of the round before is a good first bound.
      let best = cluster[row] as number;
      let least = squaredDistance(rows, start, centres, best * width, width, Number.POSITIVE_INFINITY);
      for (let c = 0; c < clusters; ++c) {
        const distance = squaredDistance(rows, start, centres, c * width, width, least);
        if (distance >= least) continue;
        least = distance;
        best = c;
      }
      cluster[row] = best;
      squared[row] = least;
      sizes[best] = (sizes[best] as number) + 1;
    }
    if (round === rounds) break;
    sums.fill(0);
    cluster.forEach((c, row) => {
      for (let i = 0; i < width; ++i) {
        sums[c * width + i] = (sums[c * width + i] as number) + (rows[row * width + i] as number);
      }
    });
    sums.forEach((sum, i) => {
      const size = sizes[Math.floor(i / width)] as number;
      if (size > 0) centres[i] = sum / size;
    });
  }

  const starts = new Int32Array(clusters + 1);
  sizes.forEach((size, c) => {
    starts[c + 1] = (starts[c] as number) + size;
  });
  const members = Int32Array.from({length: count}, (_, row) => row).sort(
    (a, b) =>
      (cluster[a] as number) - (cluster[b] as number) ||
      (squared[a] as number) - (squared[b] as number) ||
      a - b
  );
  return {
    centres,
    members,
    starts,
    radii: Float64Array.from(members, row => Math.sqrt(squared[row] as number))
  };
}
