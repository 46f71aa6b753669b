import type {WorkerPool} from "../../../src/engine/analysis/workers.js";
import {rowsWhere} from "../../../src/engine/evaluate/folds.js";
import type {Judgement} from "../../../src/engine/evaluate/judge.js";
import type {LabelledFamily} from "./labelled-events.js";
import {judgedRows, type Plan, shuffledLabels} from "./plan-family.js";
import {reference, type ScoredFamily} from "./score-family.js";

export interface JudgedFamily {
  /** With the controls. */
  readonly all: Judgement;
  /** By application; those with too few host-hours of either class left out. */
  readonly applications: ReadonlyMap<string, Judgement>;
}

/** Host-hours of attacks, and of normal rows, that an interval needs. */
const leastClusters = 10;

/** Judges a family under its first plan: detectors, their differences and the controls, by resampled host-hours. */
export async function judgeFamily(
  data: LabelledFamily,
  plan: Plan,
  {detectors, controls}: ScoredFamily,
  options: {readonly seed: number; readonly replicates: number; readonly model: string},
  pool: WorkerPool
): Promise<JudgedFamily> {
  const own = detectors.filter(one => one.plan === plan);
  const scores = Object.fromEntries(
    own.map(({detector, bySeed}) => [detector.name, bySeed.map(({scores}) => scores.probability)])
  );
  const judged = judgedRows(plan);
  const shuffledSeeds = own.find(({detector}) => detector.name === reference)?.detector.seeds ?? [];
  const run = (rows: Int32Array, withControls: boolean) =>
    pool.run<Judgement>({
      kind: "judge",
      data,
      rows,
      detectors: scores,
      controls: withControls ? controls : {},
      shuffled: withControls ? shuffledSeeds.map(seed => shuffledLabels(data.attack, seed)) : null,
      options: {...options, reference}
    });
  const parts = (data.application?.names ?? []).flatMap((name, code) => {
    const rows = judged.filter(row => data.application?.codes[row] === code);
    return hasClusters(data, rows) ? [{name, rows}] : [];
  });
  const all = run(judged, true);
  const applications = await Promise.all(
    parts.map(async ({name, rows}) => [name, await run(rows, false)] as const)
  );
  return {all: await all, applications: new Map(applications)};
}

function hasClusters({attack, cluster}: LabelledFamily, rows: Int32Array): boolean {
  return [0, 1].every(label => {
    const own = rowsWhere(rows.length, place => attack[rows[place] as number] === label);
    return new Set(own.map(place => cluster?.[rows[place] as number] ?? place)).size >= leastClusters;
  });
}
