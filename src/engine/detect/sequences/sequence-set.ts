/** What sequences are made of: a shell's commands, types of events, destination ports. */
export const sequenceKinds = ["commands", "events", "ports"] as const;

export type SequenceKind = (typeof sequenceKinds)[number];

/** Sequences of one kind, in columns, in order of time. */
export interface SequenceSet {
  readonly kind: SequenceKind;
  /** Where each sequence begins in `tokens`; one more entry ends the last. No sequence is empty. */
  readonly starts: Int32Array;
  /** Steps of all sequences, one after the other: indices into `names`. */
  readonly tokens: Int32Array;
  /** By step: number of the event that it comes from. */
  readonly seqs: Int32Array;
  /** What a step is, as a reader knows it; unique. */
  readonly names: readonly string[];
  /** By sequence: an index into `groups`. What is usual is told by others of the group. */
  readonly group: Int32Array;
  /** Who is compared with whom: the log and the side that the source is on. */
  readonly groups: readonly SequenceGroup[];
  /** By sequence: days since 1970-01-01 UTC. */
  readonly day: Int32Array;
  /** By sequence: 1 where nothing speaks against its source, so that it may teach what is usual. */
  readonly reference: Uint8Array;
  /**
   * By sequence: 0 where it is not to be raised, however unusual. Sources that the reference leaves out for no more than a low finding,
   * strangers who failed to log in, are unusual beside the reference because it was chosen without their like, and that finding has
   * said what there is to say.
   */
  readonly raisable: Uint8Array;
  /** By sequence, what the logs themselves and rules of high level say of it: an index into `types`. Not the truth. */
  readonly weakType: Int32Array;
  /** "Normal" first. "Unknown" is an attack whose type nothing tells. */
  readonly types: readonly string[];
}

/** The type of attacks whose type is not known, as logs and labels name it. */
export const unknownType = "Unknown";

export interface SequenceGroup {
  readonly name: string;
  /** True of honeypots, which see nothing benign. */
  readonly honeypot: boolean;
}

export const countSequences = (set: Pick<SequenceSet, "starts">) => set.starts.length - 1;

/**
 * Parts of the days, each judged by what was learnt from the others: whole days where there are two and more, else stretches of
 * equally many sequences. At most `parts`; each has at least one sequence.
 * @param day by sequence, never falling
 * @returns by sequence, the number of its part: 0, 1, ...
 */
export function partSequences(day: Int32Array, parts: number): Int32Array {
  const days = [...new Set(day)].sort((a, b) => a - b);
  if (days.length < 2) return day.map((_, i) => Math.floor((i * Math.min(parts, day.length)) / day.length));
  const count = Math.min(parts, days.length);
  const partOf = new Map(days.map((one, place) => [one, Math.floor((place * count) / days.length)]));
  return day.map(one => partOf.get(one) ?? 0);
}

/** The given sequences by themselves, ascending. */
export function takeSequences(set: SequenceSet, rows: Int32Array): SequenceSet {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, k) => {
    starts[k + 1] = (starts[k] as number) + ((set.starts[row + 1] as number) - (set.starts[row] as number));
  });
  const tokens = new Int32Array(starts[rows.length] as number);
  const seqs = new Int32Array(tokens.length);
  rows.forEach((row, k) => {
    const from = set.starts[row] as number;
    const to = set.starts[row + 1] as number;
    tokens.set(set.tokens.subarray(from, to), starts[k]);
    seqs.set(set.seqs.subarray(from, to), starts[k]);
  });
  const pick = <T extends Int32Array | Uint8Array>(values: T): T =>
    values.filter((_, row) => isTaken[row] === 1) as T;
  const isTaken = new Uint8Array(countSequences(set));
  for (const row of rows) isTaken[row] = 1;
  return {
    ...set,
    starts,
    tokens,
    seqs,
    group: pick(set.group),
    day: pick(set.day),
    reference: pick(set.reference),
    raisable: pick(set.raisable),
    weakType: pick(set.weakType)
  };
}
