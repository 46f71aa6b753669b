import {fitNgram, walkNgram} from "./ngram.js";
import {countSequences, type SequenceSet} from "./sequence-set.js";
import {countDistance, createCounter, fitCounts} from "./usual-counts.js";

export const defaults = {
  /** Most surprising steps that are kept of a sequence. */
  marked: 3,
  /** Sequences of a group that teach at most, spread evenly: more of them change little and cost memory. */
  mostLearnt: 50_000
} as const;

/** What speaks for a sequence being unusual, each higher the more it does. */
export const evidenceNames = ["mean_bits", "worst_bits", "new_steps", "length", "count_distance"] as const;

export type EvidenceName = (typeof evidenceNames)[number];

/** What the main model says of every sequence, by sequences of other parts of the days. */
export interface SequenceMeasures {
  /**
   * By sequence: surprise in bits per step, and of the most surprising step; different transitions that were never seen; steps; distance
   * of the counts from the usual.
   */
  readonly values: Readonly<Record<EvidenceName, Float64Array>>;
  /** By sequence, `defaults.marked` places of its most surprising steps, counted from its begin, most surprising first; -1 for none. */
  readonly marked: Int32Array;
}

/**
 * Measures every sequence against its group: what the sequences that may teach, of other parts of the days, led to expect.
 * Honeypots, and groups in which nobody may teach, are measured against all their own sequences.
 * @param part by sequence, of `partSequences`
 */
export function measureSequences(set: SequenceSet, part: Int32Array): SequenceMeasures {
  const count = countSequences(set);
  const values = Object.fromEntries(evidenceNames.map(name => [name, new Float64Array(count)])) as Record<
    EvidenceName,
    Float64Array
  >;
  const marked = new Int32Array(count * defaults.marked).fill(-1);
  const parts = part.reduce((most, k) => Math.max(most, k + 1), 0);
  const counter = createCounter(set.names.length);
  set.groups.forEach((_, group) => {
    const own = rowsOf(count, row => set.group[row] === group);
    const teaching = teachersOf(set, group, own);
    for (let k = 0; k < parts; ++k) {
      const judged = own.filter(row => part[row] === k);
      if (judged.length === 0) continue;
      // With one part only, nothing unseen is left to teach.
      const learnt = thin(parts < 2 ? teaching : teaching.filter(row => part[row] !== k));
      const walk = walkNgram(fitNgram(set, learnt, set.names.length));
      const usual = fitCounts(set, learnt);
      for (const row of judged) {
        measureSteps(set, row, walk, values, marked);
        values.count_distance[row] = countDistance(usual, set, row, counter);
      }
    }
  });
  return {values, marked};
}

/** Sequences of a group that teach what is usual in it. */
export function teachersOf(set: SequenceSet, group: number, own: Int32Array): Int32Array {
  const benign = set.groups[group]?.honeypot
    ? own.subarray(0, 0)
    : own.filter(row => set.reference[row] === 1);
  return benign.length > 0 ? benign : own;
}

export function rowsOf(count: number, holds: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(count);
  let n = 0;
  for (let row = 0; row < count; ++row) if (holds(row)) rows[n++] = row;
  return rows.slice(0, n);
}

function thin(rows: Int32Array): Int32Array {
  const step = Math.ceil(rows.length / defaults.mostLearnt);
  return step <= 1 ? rows : rows.filter((_, k) => k % step === 0);
}

function measureSteps(
  {starts, tokens, names}: SequenceSet,
  row: number,
  walk: ReturnType<typeof walkNgram>,
  values: Record<EvidenceName, Float64Array>,
  marked: Int32Array
) {
  const from = starts[row] as number;
  const to = starts[row + 1] as number;
  const most = new Float64Array(defaults.marked);
  const first = row * defaults.marked;
  const fresh = new Set<number>();
  let sum = 0;
  let previous = names.length;
  walk.reset();
  for (let at = from; at < to; ++at) {
    const step = tokens[at] as number;
    const bits = -Math.log2(walk.probability(step));
    if (walk.isNew(step)) fresh.add(previous * names.length + step);
    walk.pass(step);
    previous = step;
    sum += bits;
    // Insertion into the short list of the worst; of equals the first stays.
    let place = defaults.marked;
    while (place > 0 && ((marked[first + place - 1] as number) < 0 || bits > (most[place - 1] as number)))
      --place;
    if (place === defaults.marked) continue;
    for (let k = defaults.marked - 1; k > place; --k) {
      most[k] = most[k - 1] as number;
      marked[first + k] = marked[first + k - 1] as number;
    }
    most[place] = bits;
    marked[first + place] = at - from;
  }
  values.mean_bits[row] = sum / (to - from);
  values.worst_bits[row] = most[0] as number;
  values.new_steps[row] = fresh.size;
  values.length[row] = to - from;
}
