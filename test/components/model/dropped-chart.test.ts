import {expect, it} from "vitest";
import {droppedFinding, droppedNote} from "../../../src/components/model/DroppedChart.js";
import type {DroppedLine} from "../../../src/engine/evaluate/published-evaluation.js";

const measures = (roc_auc: number) => ({roc_auc, pr_auc: 0, tpr_at_1pct_fpr: 0, tpr_at_01pct_fpr: 0});
const line = (name: string, change: number, kind: DroppedLine["kind"] = "group"): DroppedLine => ({
  name,
  kind,
  features: [name],
  change: measures(change)
});
const seedSpread = measures(0.062);

it("changes that another seed makes too are no finding", () => {
  expect(droppedFinding({lines: [line("flags", -0.06), line("time", 0.03)], seedSpread})).toBe(
    "No change exceeds what another seed does (0.062)"
  );
});

it("the greatest loss beyond that is named, or else the greatest gain", () => {
  const lines = [line("behaviour of the user", -0.234), line("flags", -0.07), line("time", 0.3)];
  expect(droppedFinding({lines, seedSpread})).toBe(
    "Most is lost without user's behaviour (all): ROC-AUC changes by −0.234"
  );
  expect(
    droppedFinding({
      lines: [line("weekend", 0.07, "feature"), line("time", 0.3), line("flags", -0.01)],
      seedSpread
    })
  ).toBe("Most is gained without time (all): ROC-AUC changes by +0.300");
});

it("the note says why its baseline is not that of the other tables", () => {
  const note = (protocol: "chronological" | "leave_one_day_out") =>
    droppedNote("Isolation forest", {before: measures(0.86), protocol, seedSpread});
  expect(note("chronological")).toMatch(/fewer rows .* 0\.860.*±0\.062/);
  expect(note("leave_one_day_out")).not.toContain("fewer rows");
});
