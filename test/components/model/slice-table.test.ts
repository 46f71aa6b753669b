import {expect, it} from "vitest";
import {sliceFinding, sliceRows} from "../../../src/components/model/SliceTable.js";
import type {
  DetectorEvaluation,
  FamilyEvaluation
} from "../../../src/engine/evaluate/published-evaluation.js";

const slice = (kind: "application" | "day", name: string) => ({kind, slice: name, rows: 100, attacks: 40});
const family = {
  slices: [
    slice("day", "2026-03-02"),
    slice("application", "SSH"),
    slice("application", "DNS"),
    slice("application", "NTP")
  ]
} as Pick<FamilyEvaluation, "slices"> as FamilyEvaluation;
const values = [0.5, 0.9, 0.7, null];
const detector = {
  slices: {
    measures: {roc_auc: values, pr_auc: values, tpr_at_1pct_fpr: values, tpr_at_01pct_fpr: values},
    rocAucInterval: [null, [0.8, 1], null, null],
    recall: [[0.1], [0.2], [0.3], null],
    falseAlerts: [[0], [0], [0], [0]]
  }
} as unknown as DetectorEvaluation;

it("each slice gets its own figures, whatever kinds stand between", () => {
  const rows = sliceRows(family, detector, "application");
  expect(rows.map(({slice: name, figures}) => [name, figures?.roc_auc ?? null])).toEqual([
    ["SSH", 0.9],
    ["DNS", 0.7],
    ["NTP", null]
  ]);
  expect(rows.map(({rocAucInterval}) => rocAucInterval)).toEqual([[0.8, 1], null, null]);
  expect(rows.map(({recall}) => recall)).toEqual([[0.2], [0.3], null]);
});

it("the hardest slice is named, one that cannot be judged never is", () => {
  expect(sliceFinding(sliceRows(family, detector, "application"), "service")).toBe(
    "Hardest by service: DNS, ROC-AUC 0.700"
  );
  expect(sliceFinding([], "service")).toBe("No service has both attacks and normal events");
});

it("few attacks make no headline, and one slice alone is not the hardest", () => {
  const rows = sliceRows(family, detector, "application");
  const few = rows.map(row => (row.slice === "DNS" ? {...row, attacks: 7} : row));
  expect(sliceFinding(few, "service")).toBe("Hardest by service: SSH, ROC-AUC 0.900");
  expect(
    sliceFinding(
      rows.map(row => ({...row, attacks: 7})),
      "service"
    )
  ).toBe("No service has 30 attacks, and so none has a figure to go by");
  expect(sliceFinding(rows.slice(0, 1), "service")).toBe("The only service: SSH");
});
