import type {Interval} from "../../evaluate/bootstrap.js";
import type {SequenceKind} from "./sequence-set.js";

export type SequenceModel = "ngram" | "gru";

/** The model whose score counts, by kind: as `chooseSequenceModel` said when they were last judged (`npm run evaluate`). */
export const defaultSequenceModels: Readonly<Record<SequenceKind, SequenceModel>> = {
  commands: "ngram",
  events: "ngram",
  ports: "gru"
};

export interface SequenceContest {
  /** PR-AUC with its interval; null where it could not be told. */
  readonly ngram: Interval | null;
  readonly gru: Interval | null;
  /** By how much the network exceeds the n-gram, on the same resamples. */
  readonly gain: Interval | null;
}

/**
 * The recurrent network is used only where the interval of its gain in PR-AUC lies above zero: of two models that do as well, the one
 * whose every score can be taken apart is preferred.
 */
export function chooseSequenceModel({ngram, gru, gain}: SequenceContest): {
  readonly model: SequenceModel;
  readonly reason: string;
} {
  if (ngram === null || gru === null || gain === null) {
    return {
      model: "ngram",
      reason: "The two could not be compared: that takes labels of both classes on two days or more."
    };
  }
  const figures = `PR-AUC ${format(gru.value)} of the recurrent network, ${format(ngram.value)} of the n-gram model; gain ${format(gain.value)} [${format(gain.low)}, ${format(gain.high)}]`;
  if (gain.low > 0) return {model: "gru", reason: `${figures}: the network is used.`};
  const why = gain.high < 0 ? "the n-gram model is better" : "no gain beyond chance";
  return {model: "ngram", reason: `${figures}: ${why}, and the n-gram model is used.`};
}

const format = (value: number) => value.toFixed(3);
