import {expect, it} from "vitest";
import {controlFinding, controlsOf} from "../../../src/components/model/ControlChart.js";
import {comparedControl, shuffledControl} from "../../../src/engine/evaluate/controls.js";
import type {
  DetectorEvaluation,
  PublishedEvaluation
} from "../../../src/engine/evaluate/published-evaluation.js";

const interval = (value: number) => ({value, low: value - 0.01, high: value + 0.01});
const evaluation = {
  detectors: [
    {name: "isolation_forest", label: "Isolation forest", seeds: 5},
    {name: "knn", label: "Nearest neighbours", seeds: 2}
  ]
} as unknown as PublishedEvaluation;
const detector = (name: string) => ({detector: name}) as DetectorEvaluation;
const controls = [
  shuffledControl(interval(0.5)),
  comparedControl("missingness_only", interval(0.85), "knn", {
    isolation_forest: interval(-0.05),
    knn: interval(0.1)
  })
];

it("verdicts are about the detector that is asked for, whichever the evaluation's own are about", () => {
  expect(controlsOf(evaluation, detector("knn"), controls).map(({passed}) => passed)).toEqual([true, true]);
  const [shuffled, missingness] = controlsOf(evaluation, detector("isolation_forest"), controls);
  expect(shuffled).toEqual(controls[0]);
  expect(missingness).toMatchObject({
    passed: false,
    verdict: "Isolation forest is worse than this control."
  });
});

it("the title names the controls that are not passed, by their labels", () => {
  const own = controlsOf(evaluation, detector("isolation_forest"), controls);
  expect(controlFinding("Isolation forest", own)).toBe(
    "Isolation forest does not stand up to 1 of 2 negative controls: missing values only"
  );
  expect(controlFinding("Nearest neighbours", controls)).toBe(
    "Nearest neighbours stands up to all of its 2 negative controls"
  );
});
