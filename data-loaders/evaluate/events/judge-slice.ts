import {probeControl} from "../../../src/engine/evaluate/controls.js";
import {probeDataset} from "../../../src/engine/evaluate/dataset-probe.js";
import {takeRows} from "../../../src/engine/evaluate/folds.js";
import {
  type Judgement,
  type JudgeOptions,
  judge,
  type SeedScores
} from "../../../src/engine/evaluate/judge.js";
import type {LabelledFamily} from "./labelled-events.js";

/** Judges all detectors on some rows of a family by the same resamples. */
export interface JudgeRequest {
  readonly kind: "judge";
  readonly data: LabelledFamily;
  /** Numbers of the rows to judge. */
  readonly rows: Int32Array;
  /** Per detector, probabilities of each seed; shared. */
  readonly detectors: Readonly<Record<string, SeedScores>>;
  /** The same of negative controls; empty for none. */
  readonly controls: Readonly<Record<string, SeedScores>>;
  /** Labels that mean nothing, one array for each seed of the reference; null for no such control. */
  readonly shuffled: readonly Uint8Array[] | null;
  readonly options: JudgeOptions;
}

export function judgeSlice({data, rows, detectors, controls, shuffled, options}: JudgeRequest): Judgement {
  const pick = (values: Uint8Array) => Uint8Array.from(rows, row => values[row] as number);
  // Improbable is anomalous. Negating is exact, where a logarithm may differ between machines.
  const turn = (seeds: SeedScores) =>
    seeds.map(values => Float64Array.from(rows, row => -(values[row] as number)));
  const turnAll = (all: Readonly<Record<string, SeedScores>>) =>
    Object.fromEntries(Object.entries(all).map(([name, seeds]) => [name, turn(seeds)]));
  const scores = turnAll(detectors);
  const reference = scores[options.reference];
  const judgement = judge(
    {
      attack: pick(data.attack),
      cluster: data.cluster && Int32Array.from(rows, row => data.cluster?.[row] as number),
      scores,
      controls: {
        ...turnAll(controls),
        ...(shuffled && reference
          ? {shuffled_labels: {scores: reference.slice(0, shuffled.length), attack: shuffled.map(pick)}}
          : {})
      }
    },
    options
  );
  if (shuffled === null || data.dataset === null) return judgement;
  const probe = probeDataset(
    takeRows(data.rows, data.names.length, rows),
    data.names.length,
    {names: data.dataset.names, codes: Int32Array.from(rows, row => data.dataset?.codes[row] as number)},
    {
      seed: options.seed,
      cluster: data.cluster && Int32Array.from(rows, row => data.cluster?.[row] as number),
      ...(options.replicates === undefined ? {} : {replicates: options.replicates})
    }
  );
  return probe === null ? judgement : {...judgement, controls: [...judgement.controls, probeControl(probe)]};
}
