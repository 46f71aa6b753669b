import type {ModelFamily} from "../../../engine/features/event-block.js";
import {limits, type RetrainSettings} from "../../../engine/retrain/settings.js";

/** What stands in the form's controls, as text. */
export interface RetrainFields {
  readonly trees: string;
  readonly samples: string;
  readonly contamination: string;
  readonly seed: string;
}

export type RetrainField = keyof RetrainFields | "features";

/** What the fields ask for, or a sentence on each that cannot be asked for. */
export type RetrainAsked =
  | {readonly settings: RetrainSettings}
  | {readonly problems: Readonly<Partial<Record<RetrainField, string>>>};

const number = (value: number) => value.toLocaleString("en-US");

/**
 * Reads the form's controls.
 * @param features of the family, with whether each is to be used
 */
export function readRetrainFields(
  family: ModelFamily,
  fields: RetrainFields,
  features: readonly {readonly name: string; readonly used: boolean}[]
): RetrainAsked {
  const problems: Partial<Record<RetrainField, string>> = {};

  function whole(name: "trees" | "samples" | "seed", what: string): number {
    const {low, high} = limits[name];
    const value = readNumber(fields[name]);
    if (!Number.isInteger(value) || value < low || value > high)
      problems[name] = `${what} must be a whole number from ${number(low)} to ${number(high)}.`;
    return value;
  }

  const trees = whole("trees", "The number of trees");
  const samples = whole("samples", "The rows of each tree");
  const seed = whole("seed", "The seed");
  const contamination = readNumber(fields.contamination);
  const {low, high} = limits.contamination;
  if (!(contamination >= low && contamination <= high))
    problems.contamination = `The contamination must be a share from ${low} to ${high}.`;
  if (!features.some(({used}) => used)) problems.features = "Choose one feature at least.";
  if (Object.keys(problems).length > 0) return {problems};
  const left = features.filter(({used}) => !used).map(({name}) => name);
  return {settings: {family, left, trees, samples, contamination, seed}};
}

/** NaN for nothing, where `Number` says 0. */
const readNumber = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text));
