import {defaultSequenceModels, type SequenceModel} from "../../detect/sequences/choose-sequence-model.js";
import {keepSequences} from "../../detect/sequences/keep-sequences.js";
import {
  createFoundSequences,
  createSequences,
  foundColumns,
  insertSequenceEvidence,
  insertSequences
} from "../../detect/sequences/publish-queries.js";
import {scoreSequences} from "../../detect/sequences/score-sequences.js";
import {type SequenceKind, sequenceKinds} from "../../detect/sequences/sequence-set.js";
import {type ToldSequence, tellSequence} from "../../detect/sequences/tell-sequence.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import {prepareSequences, readSequences} from "./read-sequences.js";

export interface FoundSequences {
  readonly kind: SequenceKind;
  /** Sequences that were judged, and rows of them in `sequences`. */
  readonly sequences: number;
  readonly published: number;
  /** Sequences raised: low, medium, high, critical. */
  readonly raised: readonly number[];
  readonly model: SequenceModel;
  /** Labels, of logs and rules, that the recurrent network was taught. */
  readonly taughtAttacks: number;
  readonly taughtNormal: number;
}

/**
 * Finds unusual sequences in `logs` beside `evidence` and `places`. Creates `sequences`, empty where there are none, and adds what is
 * unusual enough to `evidence`.
 * @param models whose score counts, by kind
 */
export async function findSequences(
  database: Database,
  {
    seed,
    models = defaultSequenceModels
  }: {readonly seed: number; readonly models?: Readonly<Record<SequenceKind, SequenceModel>>},
  progress: Progress
): Promise<readonly FoundSequences[]> {
  await database.run(createSequences);
  await prepareSequences(database);
  const found: FoundSequences[] = [];
  for (const kind of sequenceKinds) {
    const set = await readSequences(database, kind);
    if (set === null) continue;
    progress.update(`sequences of ${kind}`);
    const scored = scoreSequences(set, {seed, model: models[kind]});
    const kept = keepSequences(set, scored);
    await database.run(createFoundSequences);
    const told = [...kept].map((row): ToldSequence => ({number: row, ...tellSequence(set, scored, row)}));
    await database.append(
      "found_sequences",
      told.map(row => columns.map(name => row[name] ?? null))
    );
    await database.run(insertSequences);
    found.push({
      kind,
      sequences: scored.level.length,
      published: kept.length,
      raised: [1, 2, 3, 4].map(level => scored.level.filter(own => own === level).length),
      model: scored.used,
      taughtAttacks: scored.challenger.taughtAttacks,
      taughtNormal: scored.challenger.taughtNormal
    });
  }
  await database.run(insertSequenceEvidence);
  return found;
}

/** Of `found_sequences`. */
const columns = ["number", "seq", "finding", "reason", ...foundColumns.map(({name}) => name)] as const;
