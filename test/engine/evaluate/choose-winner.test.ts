import {describe, expect, it} from "vitest";
import {chooseWinner} from "../../../src/engine/evaluate/choose-winner.js";
import {byMeasure} from "../../../src/engine/evaluate/judge.js";

const contender = (
  detector: string,
  value: number,
  gain: number | null,
  within: "within" | "below" | "above" = "within"
) => ({
  detector,
  severities: {lines: [{within: "below" as const}, {within}]},
  headline: byMeasure(() => ({value, low: value - 0.1, high: value + 0.1})),
  difference: gain === null ? null : byMeasure(() => ({value: gain, low: gain - 0.05, high: gain + 0.05}))
});

describe("chooseWinner", () => {
  it("takes the best, and says whether it beats the reference beyond chance", () => {
    const forest = contender("isolation_forest", 0.8, null);
    expect(chooseWinner([forest, contender("knn", 0.9, 0.1)], "isolation_forest")).toEqual({
      detector: "knn",
      reason:
        "ROC-AUC 0.900 and TPR at 1% FPR 0.900, together the most of all 2 detectors, which keep their promise at every severity; than isolation_forest it is better in ROC-AUC and better in TPR at 1% FPR."
    });
    expect(chooseWinner([forest, contender("knn", 0.82, 0.02)], "isolation_forest")?.reason).toContain(
      "no different beyond chance in ROC-AUC"
    );
  });

  it("takes none that raises more false alerts than it promises, while another keeps its promise", () => {
    const forest = contender("isolation_forest", 0.8, null);
    const winner = chooseWinner([forest, contender("knn", 0.9, 0.1, "above")], "isolation_forest");
    expect(winner?.detector).toBe("isolation_forest");
    expect(winner?.reason).toContain("of the 1 of 2 detectors that keep their promise");
    const broken = [contender("isolation_forest", 0.8, null, "above"), contender("knn", 0.9, 0.1, "above")];
    expect(chooseWinner(broken, "isolation_forest")?.detector).toBe("knn");
  });

  it("takes the first of equals", () => {
    const equals = [contender("isolation_forest", 0.8, null), contender("knn", 0.8, 0)];
    expect(chooseWinner(equals, "isolation_forest")?.detector).toBe("isolation_forest");
  });

  it("has no winner without contenders", () => {
    expect(chooseWinner([], "isolation_forest")).toBeNull();
  });
});
