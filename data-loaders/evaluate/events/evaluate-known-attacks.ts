import type {WorkerPool} from "../../../src/engine/analysis/workers.js";
import {type EvaluationRow, evaluationRow} from "../../../src/engine/evaluate/evaluation-rows.js";
import {
  type KnownAttackLine,
  tabulateKnownAttacks
} from "../../../src/engine/evaluate/known-attack-figures.js";
import {
  judgeKnownAttacks,
  type KnownAttackCounts,
  leaveOneTypeOut
} from "../../../src/engine/evaluate/known-attacks.js";
import type {ProtocolName, Split} from "../../../src/engine/evaluate/protocols.js";
import type {KnownAttackEvaluation} from "../../../src/engine/evaluate/published-evaluation.js";
import type {LabelledFamily} from "./labelled-events.js";
import type {Plan} from "./plan-family.js";

/** Fits the known-attack classifier to one part of a family's events and asks it about the other. */
export interface KnownAttackRequest {
  readonly kind: "known";
  readonly data: LabelledFamily;
  readonly split: Split;
  readonly seed: number;
}

export function judgeKnownSplit({data, split, seed}: KnownAttackRequest): KnownAttackCounts | null {
  return judgeKnownAttacks(data, split, seed);
}

/** The known-attack classifier, which learns from labels: on unseen days, and on types of attack that it was not taught. */
export async function evaluateKnownAttacks(
  data: LabelledFamily,
  headline: Plan,
  seed: number,
  pool: WorkerPool
): Promise<KnownAttackEvaluation> {
  const run = (split: Split) => {
    const request: KnownAttackRequest = {kind: "known", data, split, seed};
    return pool.run<KnownAttackCounts | null>(request);
  };
  const days = Promise.all(headline.splits.map(run));
  const types = await Promise.all(
    leaveOneTypeOut(data, seed).map(async ({type, split}) => ({type, counts: await run(split)}))
  );
  const byDay = (await days).flatMap(counts => counts ?? []);
  const mean = (read: (counts: KnownAttackCounts) => number) =>
    byDay.length === 0 ? null : byDay.reduce((sum, counts) => sum + read(counts), 0) / byDay.length;
  const confusion = sumConfusion(byDay);
  return {
    outOfBagAccuracy: mean(counts => counts.outOfBagAccuracy),
    outOfBagBalanced: mean(counts => counts.outOfBagBalanced),
    unseenDays: tabulateKnownAttacks(byDay),
    confusion,
    unseenTypes: types.flatMap(({type, counts}) => {
      const lines = counts === null ? [] : tabulateKnownAttacks([counts]);
      const own = lines.find(line => line.type === type);
      const normal = lines.find(line => line.type === "Normal") ?? null;
      return own ? [{...own, normalCalledAttack: normal && raised(normal)}] : [];
    })
  };
}

/** The same as rows of the table, under the name of "random_forest". */
export function listKnownAttacks(
  family: string,
  {unseenDays, unseenTypes}: KnownAttackEvaluation
): readonly EvaluationRow[] {
  const list = (protocol: ProtocolName, lines: readonly KnownAttackLine[]) =>
    lines.flatMap(({type, rows, right, calledNormal, calledOther, unknown}) => {
      const context = {
        family,
        protocol,
        detector: "random_forest",
        slice_kind: "attack_type",
        slice: type,
        rows,
        attacks: type === "Normal" ? 0 : rows
      };
      const shares = {
        called_right: right,
        called_normal: calledNormal,
        called_other: calledOther,
        called_unknown: unknown
      };
      return Object.entries(shares).map(([measure, value]) => evaluationRow(context, measure, value));
    });
  return [...list("leave_one_day_out", unseenDays), ...list("leave_one_type_out", unseenTypes)];
}

/** Of normal rows, the share not called normal. */
const raised = (normal: KnownAttackLine) => 1 - normal.calledNormal;

/** Counts by true type and answer over all splits. */
function sumConfusion(parts: readonly KnownAttackCounts[]): KnownAttackEvaluation["confusion"] {
  const answers = [...new Set(parts.flatMap(part => part.answers))];
  answers.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const types = parts[0]?.types ?? [];
  const counts = types.map(() => answers.map(() => 0));
  for (const part of parts) {
    part.counts.forEach((count, cell) => {
      const row = counts[Math.floor(cell / part.answers.length)];
      const column = answers.indexOf(part.answers[cell % part.answers.length] ?? "");
      if (row !== undefined) row[column] = (row[column] ?? 0) + count;
    });
  }
  const present = counts.flatMap((row, t) => (row.some(count => count > 0) ? [t] : []));
  return {
    types: present.map(t => types[t] ?? ""),
    answers,
    counts: present.map(t => counts[t] ?? [])
  };
}

/** "Normal" first, "unknown" last. */
const rank = (answer: string) => (answer === "Normal" ? -1 : answer === "unknown" ? 1 : 0);
