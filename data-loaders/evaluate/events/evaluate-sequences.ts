import {prepareSequences, readSequences} from "../../../src/engine/analysis/detect/read-sequences.js";
import {sequenceKinds} from "../../../src/engine/detect/sequences/sequence-set.js";
import type {EvaluationRow} from "../../../src/engine/evaluate/evaluation-rows.js";
import {judgeSequences, type SequenceJudgement} from "../../../src/engine/evaluate/sequences.js";
import type {Database} from "../../database.js";
import type {Progress} from "../../progress.js";

/** What came of judging both models of sequences. */
export interface SequenceEvaluation {
  readonly rows: readonly EvaluationRow[];
  /** By kind, those that there are sequences of. */
  readonly kinds: readonly Omit<SequenceJudgement, "rows">[];
}

/**
 * Judges the models of sequences on `logs`, `evidence`, `places` and `truth` (seq, attack_type). The evidence must be of rules: what
 * detectors of sequences found is no label.
 */
export async function evaluateSequences(
  database: Database,
  seed: number,
  progress: Progress,
  replicates?: number
): Promise<SequenceEvaluation> {
  await prepareSequences(database);
  const names = [
    "Normal",
    ...(await database.rows("SELECT DISTINCT attack_type AS name FROM truth ORDER BY name")).map(({name}) =>
      String(name)
    )
  ];
  const codeOf = new Map(names.map((name, code) => [name, code]));
  const typeOf = new Map<number, number>();
  for (const {seq, attack_type} of await database.rows("SELECT seq, attack_type FROM truth"))
    typeOf.set(Number(seq), codeOf.get(String(attack_type)) ?? 0);
  const rows: EvaluationRow[] = [];
  const kinds: Omit<SequenceJudgement, "rows">[] = [];
  for (const kind of sequenceKinds) {
    const set = await readSequences(database, kind);
    if (set === null) continue;
    progress.update(`sequences of ${kind}`);
    const sources = await database.rows(
      "SELECT dense_rank() OVER (ORDER BY who) AS source FROM sequence_list ORDER BY number"
    );
    const codes = Int32Array.from(sources, (_, row) => {
      for (let at = set.starts[row] as number; at < (set.starts[row + 1] as number); ++at) {
        const code = typeOf.get(set.seqs[at] as number);
        if (code !== undefined) return code;
      }
      return 0;
    });
    const {rows: own, ...judgement} = judgeSequences(
      set,
      {type: {names, codes}, cluster: Int32Array.from(sources, ({source}) => Number(source))},
      replicates === undefined ? {seed} : {seed, replicates}
    );
    rows.push(...own);
    kinds.push(judgement);
  }
  return {rows, kinds};
}
