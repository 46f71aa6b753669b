import type {WorkerPool} from "../../../src/engine/analysis/workers.js";
import {groupFeatures} from "../../../src/engine/evaluate/feature-groups.js";
import {byMeasure} from "../../../src/engine/evaluate/judge.js";
import type {DroppedFeatures, DroppedLine} from "../../../src/engine/evaluate/published-evaluation.js";
import type {DropReply, DropRequest} from "./drop-features.js";
import type {LabelledFamily} from "./labelled-events.js";
import type {Plan} from "./plan-family.js";
import {mostLearnt} from "./score-family.js";

/** Features left out one by one: those that matter most. */
const mostFeatures = 10;

/** What changes when a detector goes without a group of features, or one of the ten that matter most to it. */
export async function dropFamily(
  data: LabelledFamily,
  {protocol, splits}: Plan,
  detector: string,
  seed: number,
  pool: WorkerPool
): Promise<Omit<DroppedFeatures, "seedSpread"> | null> {
  const [split] = splits;
  if (split === undefined) return null;
  const run = (without: readonly number[], importance: boolean) => {
    const request: DropRequest = {kind: "drop", data, split, detector, seed, without, mostLearnt, importance};
    return pool.run<DropReply>(request);
  };
  const whole = await run([], true);
  const groups = groupFeatures(data.names).filter(
    ({columns}) => columns.some(column => whole.important.includes(column)) && columns.length > 1
  );
  const candidates = [
    ...groups.map(({name, columns}) => ({name, kind: "group" as const, columns})),
    ...whole.important
      .slice(0, mostFeatures)
      .map(column => ({name: data.names[column] ?? "", kind: "feature" as const, columns: [column]}))
  ].filter(({columns}) => whole.important.some(column => !columns.includes(column)));
  const lines = await Promise.all(
    candidates.map(async ({name, kind, columns}): Promise<DroppedLine> => {
      const {measures} = await run(columns, false);
      return {
        name,
        kind,
        features: columns.map(column => data.names[column] ?? ""),
        change: byMeasure(measure => measures[measure] - whole.measures[measure])
      };
    })
  );
  return {detector, protocol, before: whole.measures, lines};
}
