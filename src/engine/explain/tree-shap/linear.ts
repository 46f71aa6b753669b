import type {Edges, ValuedTrees} from "./model.js";
import type {Quadrature} from "./quadrature.js";

/** Points that are summed over together; rules have a multiple of them. */
export const pointsTogether = 4;

/** Room for one tree at a time. */
export interface LinearScratch {
  /** Per node: 1 when the row gives the answer that leads here to all questions about the edge's column. */
  readonly answers: Uint8Array;
  /** Node x points together: how much of the row comes here, as a polynomial in the probability that a column is known. */
  readonly arrivals: Float64Array;
  /** Node x points together: the values of the leaves below, times how much arrives there. */
  readonly sums: Float64Array;
}

export function createLinearScratch(nodes: number): LinearScratch {
  return {
    answers: new Uint8Array(nodes),
    arrivals: new Float64Array(nodes * pointsTogether),
    sums: new Float64Array(nodes * pointsTogether)
  };
}

/**
 * Adds the Shapley values of one tree for one row to `out` (outputs x columns, from `at`), without tables: nodes x points
 * steps per output, whatever the depth.
 *
 * A leaf of value v, whose path asks m columns with answers a (0 or 1) and shares r, gives column j
 * v (a_j - r_j) times the integral over t in [0, 1] of the product over the other columns of t a + (1 - t) r: the weight of a
 * coalition in Shapley's formula is a beta integral (Owen's multilinear extension, https://doi.org/10.1287/mnsc.18.5.64). A
 * quadrature of m / 2 points does it exactly, and at each point leaves below an edge can be summed before they are
 * weighed, as in Linear TreeSHAP (Yu et al. 2022, https://arxiv.org/abs/2209.08192).
 */
export function addLinear(
  forest: ValuedTrees,
  edges: Edges,
  tree: number,
  rule: Quadrature,
  scratch: LinearScratch,
  rows: Float32Array,
  start: number,
  out: Float64Array,
  at: number
): void {
  for (let first = 0; first < rule.points.length; first += pointsTogether) {
    arrive(forest, edges, tree, rule, first, scratch, rows, start);
    for (let output = 0; output < forest.outputs; ++output) {
      weigh(forest, edges, tree, rule.points, first, scratch, output, out, at + output * forest.columns);
    }
  }
}

// Every index below is in range by construction; `?? 0` would cost speed. Four points are written out rather than looped over,
// which makes the first row, for which nothing is compiled yet, twice as fast. At a point t the factor of a column with
// answer a and share r is t a + (1 - t) r = r + t (a - r).

function arrive(
  {feature, split, roots}: ValuedTrees,
  {parent, before, share}: Edges,
  tree: number,
  {points, weights}: Quadrature,
  first: number,
  {answers, arrivals}: LinearScratch,
  rows: Float32Array,
  start: number
): void {
  const root = roots[tree] as number;
  const end = roots[tree + 1] as number;
  const t0 = points[first] as number;
  const t1 = points[first + 1] as number;
  const t2 = points[first + 2] as number;
  const t3 = points[first + 3] as number;
  for (let q = 0; q < pointsTogether; ++q) arrivals[q] = weights[first + q] as number;
  for (let node = root + 1, to = pointsTogether; node < end; ++node, to += pointsTogether) {
    const above = parent[node] as number;
    const goesLeft = (rows[start + (feature[above] as number)] || 0) <= (split[above] as number);
    const same = before[node] as number;
    const r = share[node] as number;
    let answer = goesLeft === (node === above + 1) ? 1 : 0;
    if (same >= 0) answer *= answers[same - root] as number;
    answers[node - root] = answer;
    const gain = answer - r;
    const from = (above - root) * pointsTogether;
    arrivals[to] = (arrivals[from] as number) * (r + t0 * gain);
    arrivals[to + 1] = (arrivals[from + 1] as number) * (r + t1 * gain);
    arrivals[to + 2] = (arrivals[from + 2] as number) * (r + t2 * gain);
    arrivals[to + 3] = (arrivals[from + 3] as number) * (r + t3 * gain);
    // This factor takes in the questions before about the column, and so theirs gives way.
    if (same >= 0) divide(arrivals, to, share[same] as number, answers[same - root] as number, points, first);
  }
}

function weigh(
  {feature, roots, outputs, values}: ValuedTrees,
  {parent, before, share}: Edges,
  tree: number,
  points: Float64Array,
  first: number,
  {answers, arrivals, sums}: LinearScratch,
  output: number,
  out: Float64Array,
  at: number
): void {
  const root = roots[tree] as number;
  const end = roots[tree + 1] as number;
  const t0 = points[first] as number;
  const t1 = points[first + 1] as number;
  const t2 = points[first + 2] as number;
  const t3 = points[first + 3] as number;
  sums.fill(0, 0, (end - root) * pointsTogether);
  // Backwards, all leaves below a node are known before it.
  for (let node = end - 1; node > root; --node) {
    const above = parent[node] as number;
    // A leaf has nothing below it, a split no value.
    const value = (feature[node] as number) < 0 ? (values[node * outputs + output] as number) : 0;
    const from = (node - root) * pointsTogether;
    const to = (above - root) * pointsTogether;
    const s0 = (sums[from] as number) + value * (arrivals[from] as number);
    const s1 = (sums[from + 1] as number) + value * (arrivals[from + 1] as number);
    const s2 = (sums[from + 2] as number) + value * (arrivals[from + 2] as number);
    const s3 = (sums[from + 3] as number) + value * (arrivals[from + 3] as number);
    sums[to] = (sums[to] as number) + s0;
    sums[to + 1] = (sums[to + 1] as number) + s1;
    sums[to + 2] = (sums[to + 2] as number) + s2;
    sums[to + 3] = (sums[to + 3] as number) + s3;
    const r = share[node] as number;
    const gain = (answers[node - root] as number) - r;
    let part = 0;
    // Without an answer and without a share nothing arrives.
    if (gain !== 0) {
      part =
        gain * (s0 / (r + t0 * gain) + s1 / (r + t1 * gain) + s2 / (r + t2 * gain) + s3 / (r + t3 * gain));
    }
    const same = before[node] as number;
    // What the leaves below would have given this column had it not been asked again is taken back.
    if (same >= 0) {
      const gainBefore = (answers[same - root] as number) - (share[same] as number);
      const rBefore = share[same] as number;
      if (gainBefore !== 0) {
        part -=
          gainBefore *
          (s0 / (rBefore + t0 * gainBefore) +
            s1 / (rBefore + t1 * gainBefore) +
            s2 / (rBefore + t2 * gainBefore) +
            s3 / (rBefore + t3 * gainBefore));
      }
    }
    const place = at + (feature[above] as number);
    out[place] = (out[place] as number) + part;
  }
}

/** Takes the factor of a column with this share and answer out of what arrives. */
function divide(
  arrivals: Float64Array,
  at: number,
  r: number,
  answer: number,
  points: Float64Array,
  first: number
): void {
  const gain = answer - r;
  for (let q = 0; q < pointsTogether; ++q) {
    const divisor = r + (points[first + q] as number) * gain;
    // Where the factor was 0, so is what has arrived.
    if (divisor > 0) arrivals[at + q] = (arrivals[at + q] as number) / divisor;
  }
}
