import {createTape} from "./gru.js";
import {rowsOf} from "./measure-sequences.js";
import {countSequences, type SequenceSet, unknownType} from "./sequence-set.js";
import {trainGru, defaults as training} from "./train-gru.js";

export const defaults = {
  /** Different steps that the network tells apart, the most frequent ones; all others are one. */
  mostNames: 512,
  /** Sequences of a class that are too few to learn it from. */
  leastOfClass: 20,
  /** Probability of an attack from which on the network is said to see one. */
  attackFrom: 0.5
} as const;

/** What the recurrent challenger says of one sequence, having learnt from labels of other parts of the days. */
export interface ChallengerVerdict {
  /** Probability of an attack in batches that are half attacks, in [0, 1]; NaN where the two could not be learnt. */
  readonly attack: number;
  /** The most probable type if it is an attack, an index into the set's types; -1 where none was learnt. */
  readonly type: number;
  /** That type's probability among the types, in [0, 1]; NaN where there is none. */
  readonly typeProbability: number;
}

export interface Challenger {
  /** Asks about one sequence of the set: a network is only run over what somebody wants to know. */
  verdict(row: number): ChallengerVerdict;
  /** True where attacks were learnt from normal sequences, for every part of the days that has any. */
  readonly tellsAttacks: boolean;
  /** Sequences whose labels taught: attacks and normal ones, honeypots' left out. */
  readonly taughtAttacks: number;
  readonly taughtNormal: number;
}

/**
 * Trains a small recurrent network on the labels that logs and rules give (`SequenceSet.weakType`, not the truth), once for each part of
 * the days without that part, which answers for the part. Honeypots see attacks only: of their commands a network of their own learns
 * types of attack from what they say, and nothing of attack or not.
 * @param part by sequence, of `partSequences`; with one part, that part teaches itself
 */
export function challengeSequences(
  set: SequenceSet,
  part: Int32Array,
  {seed, updates = training.updates}: {readonly seed: number; readonly updates?: number}
): Challenger {
  const count = countSequences(set);
  const encoded = encodeSteps(set);
  const data = {
    starts: encoded.starts,
    tokens: encoded.tokens,
    attack: Uint8Array.from(set.weakType, type => (type > 0 ? 1 : 0)),
    type: set.weakType.map(type => (set.types[type] === unknownType ? -1 : type - 1))
  };
  const sizes = {vocabulary: encoded.vocabulary, types: Math.max(1, set.types.length - 1)};
  const parts = part.reduce((most, k) => Math.max(most, k + 1), 0);
  const isHoneypot = (row: number) => set.groups[set.group[row] as number]?.honeypot === true;
  const countAttacks = (rows: Int32Array) => rows.reduce((sum, row) => sum + (data.attack[row] as number), 0);

  function teach(own: Int32Array, k: number, honeypot: boolean): Asker | null {
    const learnt = parts < 2 ? own : own.filter(row => part[row] !== k);
    const attacks = countAttacks(learnt);
    if (attacks < defaults.leastOfClass) return null;
    if (!honeypot && learnt.length - attacks < defaults.leastOfClass) return null;
    const {gru} = trainGru(data, learnt, sizes, {seed: seed + k, updates});
    const tellsTypes = learnt.some(row => (data.type[row] as number) >= 0);
    return createAsker(gru, data, {tellsAttacks: !honeypot, tellsTypes});
  }

  const own = rowsOf(count, row => !isHoneypot(row));
  const isAsked = (rows: Int32Array, k: number) => rows.some(row => part[row] === k);
  const ordinary = Array.from({length: parts}, (_, k) => (isAsked(own, k) ? teach(own, k, false) : null));
  const visits = set.kind === "commands" ? rowsOf(count, isHoneypot) : new Int32Array(0);
  const trapped = Array.from({length: parts}, (_, k) => (isAsked(visits, k) ? teach(visits, k, true) : null));
  const taughtAttacks = countAttacks(own);
  return {
    verdict(row) {
      const asker = (isHoneypot(row) ? trapped : ordinary)[part[row] as number];
      return asker?.(row) ?? {attack: Number.NaN, type: -1, typeProbability: Number.NaN};
    },
    tellsAttacks: own.length > 0 && own.every(row => ordinary[part[row] as number] !== null),
    taughtAttacks,
    taughtNormal: own.length - taughtAttacks
  };
}

type Asker = (row: number) => ChallengerVerdict;

/** Asks a network about sequences; of equal ones, which machines make many of, only once. */
function createAsker(
  gru: Parameters<typeof createTape>[0],
  {starts, tokens}: {readonly starts: Int32Array; readonly tokens: Int32Array},
  {tellsAttacks, tellsTypes}: {readonly tellsAttacks: boolean; readonly tellsTypes: boolean}
): Asker {
  const tape = createTape(gru, training.mostSteps);
  const known = new Map<string, ChallengerVerdict>();
  return row => {
    const from = starts[row] as number;
    const to = Math.min(starts[row + 1] as number, from + training.mostSteps);
    const key = tokens.subarray(from, to).join(" ");
    const before = known.get(key);
    if (before) return before;
    tape.forward(tokens, from, to);
    const type = tellsTypes ? tape.type.indexOf(Math.max(...tape.type)) : -1;
    const verdict = {
      attack: tellsAttacks ? (tape.attack[1] as number) : Number.NaN,
      // Types of the set begin with "Normal".
      type: tellsTypes ? type + 1 : -1,
      typeProbability: tellsTypes ? (tape.type[type] as number) : Number.NaN
    };
    known.set(key, verdict);
    return verdict;
  };
}

/**
 * Steps as the network reads them: each sequence begins with its group, and the names that are no member of the most frequent ones are
 * one, "another". Groups come first in the vocabulary, then "another", then names.
 */
function encodeSteps({starts, tokens, names, group, groups}: SequenceSet) {
  const times = new Int32Array(names.length);
  for (const token of tokens) times[token] = (times[token] as number) + 1;
  const frequent = Array.from(names, (_, code) => code)
    .sort((a, b) => (times[b] as number) - (times[a] as number) || a - b)
    .slice(0, defaults.mostNames);
  const other = groups.length;
  const codeOf = new Int32Array(names.length).fill(other);
  frequent.forEach((code, place) => {
    codeOf[code] = other + 1 + place;
  });
  const count = starts.length - 1;
  const encoded = new Int32Array(tokens.length + count);
  for (let row = 0; row < count; ++row) {
    const from = starts[row] as number;
    encoded[from + row] = group[row] as number;
    for (let at = from; at < (starts[row + 1] as number); ++at)
      encoded[at + row + 1] = codeOf[tokens[at] as number] as number;
  }
  return {
    starts: starts.map((start, row) => start + row),
    tokens: encoded,
    vocabulary: other + 1 + frequent.length
  };
}
