import {type EvidenceName, evidenceNames} from "./measure-sequences.js";
import type {SequenceKind} from "./sequence-set.js";

export const defaults = {
  /** A part of at least this score is told. */
  toldFrom: 0.4,
  /** Parts that are told at most. */
  mostTold: 3
} as const;

const nouns: Readonly<Record<SequenceKind, string>> = {
  commands: "commands",
  events: "events",
  ports: "changes of port"
};

/** A sequence's verdict, for a sentence. */
export interface DescribedSequence {
  readonly kind: SequenceKind;
  readonly honeypot: boolean;
  readonly values: Readonly<Record<EvidenceName, number>>;
  readonly parts: Readonly<Record<EvidenceName, number>>;
  readonly usual: Readonly<Record<EvidenceName, number>>;
  /** The most surprising step, and the one before it; null at the begin. */
  readonly worst: string;
  readonly before: string | null;
  /** Set where the recurrent network's score is the one that counts: its probability of an attack. */
  readonly network: number | null;
}

/** The same text for the same kind of thing. */
export function nameSequence(kind: SequenceKind, honeypot: boolean): string {
  if (honeypot) return "Unusual honeypot session";
  return kind === "ports" ? "Unusual ports over time" : "Unusual order of events";
}

/** Why a sequence is unusual, in one sentence: its strongest parts, and its most surprising step. */
export function describeSequence(sequence: DescribedSequence): string {
  const {kind, honeypot, values, parts, usual, worst, before, network} = sequence;
  const noun = nouns[kind];
  const phrases: Record<EvidenceName, string> = {
    mean_bits: `${values.mean_bits.toFixed(1)} bits of surprise each where ${usual.mean_bits.toFixed(1)} are usual`,
    worst_bits: `one of them a surprise of ${values.worst_bits.toFixed(1)} bits where ${usual.worst_bits.toFixed(1)} are usual`,
    new_steps: `${values.new_steps} never seen to follow the one before`,
    length: `more than the usual ${usual.length.toFixed(0)}`,
    count_distance: "in numbers that are not usual together"
  };
  const told = evidenceNames
    .filter(name => parts[name] >= defaults.toldFrom)
    .sort((a, b) => parts[b] - parts[a])
    .slice(0, defaults.mostTold)
    .map(name => phrases[name]);
  const count = values.length === 1 ? `1 ${noun.replace(/s\b/, "")}` : `${values.length} ${noun}`;
  const where = honeypot ? "in one visit to this honeypot" : "from one source within an hour";
  const step = before === null ? `${worst} as the first` : `${worst} after ${before}`;
  const said =
    network === null ? "" : `; a network trained on labels gives ${network.toFixed(2)} to an attack`;
  const why = told.length > 0 ? told.join(", ") : "not far from others of its kind";
  return `${count} ${where}, ${why}; the least expected is ${step}${said}.`;
}
