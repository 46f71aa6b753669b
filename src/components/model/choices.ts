import type {FamilyEvaluation, PublishedEvaluation} from "../../engine/evaluate/published-evaluation.js";
import {type ModelFamily, modelFamilies} from "../../engine/features/event-block.js";
import type {PublishedFamily, PublishedModel} from "../../engine/published.js";
import {type Choice, choice} from "../choice.js";
import {visibleText} from "../log-text.js";
import {curveGroups} from "./calibration-curve.js";
import {detectorName, forestDetector} from "./evaluation.js";
import {familyLabel} from "./family-text.js";

/** One family at a time: those with events, the first that has a calibrated model chosen. */
export function familyChoice({families}: PublishedModel): Choice<ModelFamily> {
  const names = families.filter(({rows}) => rows > 0).map(({family}) => family);
  const calibrated = families.find(({calibration}) => calibration !== null)?.family;
  return choice({
    label: "Model of",
    options: (names.length === 0 ? modelFamilies : names).map(value => ({value, label: familyLabel[value]})),
    value: calibrated ?? names[0] ?? modelFamilies[0]
  });
}

/** One of the groups of events with a curve of their own; null is all others together. */
export function groupChoice(family: PublishedFamily | undefined): Choice<string | null> {
  const groups = family?.detector?.calibration ? curveGroups(family.detector.calibration) : [];
  const rest = groups.length === 1 ? "all together" : "all others";
  const control = choice({
    label: "Service",
    options: groups.map(value => ({value, label: value === null ? rest : visibleText(value)})),
    value: groups[0] ?? null
  });
  control.hidden = groups.length === 0;
  return control;
}

/** One of the detectors that were judged, the winner chosen. */
export function detectorChoice(
  evaluation: PublishedEvaluation | null,
  family: FamilyEvaluation | null
): Choice<string> {
  const control = choice({
    label: "Detector",
    options: (family?.detectors ?? []).map(({detector}) => ({
      value: detector,
      label: detectorName(evaluation, detector)
    })),
    value: family?.winner?.detector ?? forestDetector
  });
  control.hidden = family === null;
  return control;
}
