import type {SequenceSet} from "../../../../src/engine/detect/sequences/sequence-set.js";

/** One sequence of a set for tests: its steps by name, and what is not as usual about it. */
export interface TestSequence {
  readonly steps: readonly string[];
  readonly day?: number;
  /** Default: "log outside", of which sequences may teach. */
  readonly group?: string;
  readonly reference?: boolean;
  readonly raisable?: boolean;
  readonly type?: string;
}

/** A set of events; a group named "honeypot" is one. */
export function setOf(sequences: readonly TestSequence[]): SequenceSet {
  const names = [...new Set(sequences.flatMap(({steps}) => steps))].sort();
  const groups = [...new Set(sequences.map(({group = "log outside"}) => group))].sort();
  const types = ["Normal", ...new Set(sequences.flatMap(({type}) => type ?? []))];
  const starts = [0];
  for (const {steps} of sequences) starts.push((starts.at(-1) ?? 0) + steps.length);
  const tokens = Int32Array.from(sequences.flatMap(({steps}) => steps.map(step => names.indexOf(step))));
  return {
    kind: "events",
    starts: Int32Array.from(starts),
    tokens,
    seqs: tokens.map((_, at) => at),
    names,
    group: Int32Array.from(sequences, ({group = "log outside"}) => groups.indexOf(group)),
    groups: groups.map(name => ({name, honeypot: name === "honeypot"})),
    day: Int32Array.from(sequences, ({day = 0}) => day),
    reference: Uint8Array.from(sequences, ({reference = true, group}) =>
      reference && group !== "honeypot" ? 1 : 0
    ),
    raisable: Uint8Array.from(sequences, ({raisable = true}) => (raisable ? 1 : 0)),
    weakType: Int32Array.from(sequences, ({type = "Normal"}) => types.indexOf(type)),
    types
  };
}
