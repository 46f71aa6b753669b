import {expect, it} from "vitest";
import {protocolFinding, protocolIntroduction} from "../../../src/components/model/ProtocolTable.js";
import type {DetectorEvaluation, ProtocolFigures} from "../../../src/engine/evaluate/published-evaluation.js";

const figures = (protocol: ProtocolFigures["protocol"], roc_auc: number) =>
  ({protocol, calibrated: {roc_auc}}) as ProtocolFigures;
const detector = (random: number): Pick<DetectorEvaluation, "protocols"> => ({
  protocols: [figures("leave_one_day_out", 0.9), figures("random_split", random)]
});

it.each([
  [0.95, "look better", "too good"],
  [0.6, "look worse", "teach that it is usual"],
  [0.902, "look the same", "much the same"]
])("a random split of %f is introduced by what it did", (random, finding, introduction) => {
  expect(protocolFinding(detector(random))).toContain(finding);
  expect(protocolIntroduction(detector(random))).toContain(introduction);
});

it("without a random split nothing is said of one", () => {
  const only = {protocols: [figures("leave_one_day_out", 0.9)]};
  expect(protocolFinding(only)).toBe("How what teaches and what judges were kept apart");
  expect(protocolIntroduction(only)).not.toContain("random");
});
