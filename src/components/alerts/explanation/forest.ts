import {decode} from "../../../engine/detect/isolation-forest/file.js";
import type {IsolationForest} from "../../../engine/detect/isolation-forest/model.js";
import {
  createIsolationForestExplainer,
  type IsolationForestExplainer
} from "../../../engine/explain/explain-isolation-forest.js";
import type {ModelFamily} from "../../../engine/features/event-block.js";
import {featureSets} from "../../../engine/features/features.js";
import type {PublishedFamily, PublishedModel} from "../../../engine/published.js";
import {files} from "../../workbench/files.js";
import {type Part, rowOf} from "./explanation.js";

/** A family's forest, ready to explain one event after the other. */
export interface OpenForest {
  readonly family: PublishedFamily;
  readonly forest: IsolationForest;
  readonly explainer: IsolationForestExplainer;
}

const opened = new Map<ModelFamily, Promise<OpenForest | null>>();

/** The forest of a family, fetched and unpacked once; null where there were too few events for one. */
export function openForest(name: ModelFamily): Promise<OpenForest | null> {
  let opening = opened.get(name);
  if (opening === undefined) {
    opening = open(name);
    opened.set(name, opening);
  }
  return opening;
}

async function open(name: ModelFamily): Promise<OpenForest | null> {
  const {families} = await files.json<PublishedModel>("model.json");
  const family = families.find(known => known.family === name);
  if (!family?.forest) return null;
  const forest = decode(await files.bytes(`model-${name}.bin`));
  return {family, forest, explainer: createIsolationForestExplainer(forest)};
}

/** The greatest distance of a published part, or of the base, from the one that the forest gives here and now. */
export function greatestError(
  {family: {forest: published}, explainer}: OpenForest,
  parts: readonly Part[],
  family: ModelFamily
): number {
  const explanation = explainer.explainRow(rowOf(parts, family));
  const contributions = new Map(parts.map(({feature, contribution}) => [feature, contribution]));
  return featureSets[family].reduce(
    (most, {name}, column) =>
      Math.max(most, Math.abs((explanation.parts[column] ?? 0) - (contributions.get(name) ?? 0))),
    Math.abs(explanation.base - (published?.base ?? Number.NaN))
  );
}
