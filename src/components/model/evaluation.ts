import type {Interval} from "../../engine/evaluate/bootstrap.js";
import type {
  DetectorEvaluation,
  FamilyEvaluation,
  PublishedEvaluation
} from "../../engine/evaluate/published-evaluation.js";
import {shownWorkspace} from "../../workspace/current.js";
import {notMeasured} from "../format.js";

/** Shown beside whichever wins. */
export const forestDetector = "isolation_forest";

/** evaluation.json as `npm run evaluate` writes it; null where it holds no results. */
export function readEvaluation(value: unknown): PublishedEvaluation | null {
  if (typeof value !== "object" || value === null) return null;
  return "stamp" in value && "families" in value && Array.isArray(value.families)
    ? (value as PublishedEvaluation)
    : null;
}

/** What was found out about one family; null where it is not among what was evaluated, or could not be judged. */
export function judgedFamily(evaluation: PublishedEvaluation | null, name: string): FamilyEvaluation | null {
  const family = evaluation?.families.find(known => known.family === name);
  return family === undefined || family.unjudged !== null || family.detectors.length === 0 ? null : family;
}

/** Why there is nothing to show of a family, in a sentence; null where there is. */
export function notEvaluated(evaluation: PublishedEvaluation | null, name: string): string | null {
  if (evaluation === null)
    return shownWorkspace() === null
      ? "Not evaluated yet: run `npm run evaluate`, then build again."
      : "Not evaluated: logs that are opened in a page are not; `npm run evaluate` does that.";
  const family = evaluation.families.find(known => known.family === name);
  if (family === undefined) return "These events were not among the logs that were evaluated.";
  if (family.unjudged !== null) return `Could not be judged: ${family.unjudged}`;
  return family.detectors.length === 0 ? "No detector was judged on these events." : null;
}

/** A detector's name as a reader knows it. */
export function detectorName(evaluation: PublishedEvaluation | null, name: string): string {
  return evaluation?.detectors.find(detector => detector.name === name)?.label ?? name.replaceAll("_", " ");
}

/** A sentence of the evaluation with detectors called by their labels, as on the rest of the page. */
export function inWords(evaluation: PublishedEvaluation, sentence: string): string {
  return evaluation.detectors.reduce(
    (text, {name, label}) => text.replace(new RegExp(`\\b${name}\\b`, "g"), label),
    sentence
  );
}

/** One detector on one family. */
export function detectorOf(family: FamilyEvaluation | null, name: string): DetectorEvaluation | null {
  return family?.detectors.find(({detector}) => detector === name) ?? null;
}

/** The detector whose score the events of the site carry; where it was not judged the winner, or else the forest. */
export function siteDetector(
  family: FamilyEvaluation | null,
  scoring: string | null
): DetectorEvaluation | null {
  const names = [scoring, family?.winner?.detector, forestDetector];
  return names.map(name => (name ? detectorOf(family, name) : null)).find(found => found !== null) ?? null;
}

/** "0.951"; null is "not measured". */
export function figure(value: number | null | undefined): string {
  return value === null || value === undefined || Number.isNaN(value) ? notMeasured : value.toFixed(3);
}

/** "0.951 (0.932 to 0.968)". */
export function intervalText({value, low, high}: Interval): string {
  return `${figure(value)} (${figure(low)} to ${figure(high)})`;
}
