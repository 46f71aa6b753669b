import type {Interval} from "../../engine/evaluate/bootstrap.js";
import type {PatternEvaluation} from "../../engine/evaluate/pattern-evaluation.js";
import {formatShare} from "../format.js";

export type SequenceLine = PatternEvaluation["sequences"][number];

export const kindLabel: Readonly<Record<string, string>> = {
  commands: "Commands",
  events: "Events",
  ports: "Ports"
};

export const modelLabel = {ngram: "n-gram model", gru: "recurrent network"} as const satisfies Record<
  SequenceLine["chosen"],
  string
>;

/** One model's PR-AUC on sequences of one kind. */
export interface SequencePoint extends Interval {
  readonly kind: string;
  readonly model: keyof typeof modelLabel;
  /** Whether it is the one that is used. */
  readonly chosen: boolean;
  /** Share of attacks: what guessing comes to. */
  readonly guess: number;
}

/** Both models of every kind that could be judged. */
export function sequencePoints(lines: readonly SequenceLine[]): SequencePoint[] {
  return lines.flatMap(({kind, sequences, attacks, chosen, ...contest}) =>
    (["ngram", "gru"] as const).flatMap(model => {
      const interval = contest[model];
      if (interval === null) return [];
      return [
        {
          kind: kindLabel[kind] ?? kind,
          model,
          chosen: chosen === model,
          guess: attacks / sequences,
          ...interval
        }
      ];
    })
  );
}

/** "The recurrent network is better at ports, and used there; of events the n-gram model is used". */
export function sequenceFinding(lines: readonly SequenceLine[]): string {
  const judged = lines.filter(({gain}) => gain !== null);
  if (judged.length === 0) return "Which model of sequences is better?";
  const of = (model: SequenceLine["chosen"]) =>
    judged
      .filter(({chosen}) => chosen === model)
      .map(({kind}) => kind)
      .join(" and ");
  const network = of("gru");
  const counted = of("ngram");
  if (network === "")
    return `The recurrent network gains nothing beyond chance; the n-gram model is used everywhere`;
  if (counted === "") return "The recurrent network is better beyond chance everywhere, and used";
  return `The recurrent network is better beyond chance on ${network}, and used there; on ${counted} the n-gram model stays`;
}

/** "Of attacks that the network finds it names the right type for 11.8% among events, 2.7% among ports". */
export function verdictFinding(lines: readonly SequenceLine[]): string {
  const named = lines.flatMap(({kind, typesRight}) =>
    typesRight === null ? [] : [`${formatShare(typesRight)} among ${kind}`]
  );
  if (named.length === 0) return "Which model is used for what, and why";
  return `Of the attacks that the network finds it names the type as the truth does for ${named.join(", ")}`;
}
