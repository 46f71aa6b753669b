import {describe, expect, it} from "vitest";
import {anomalyScores, tabulateSeverities} from "../../../src/engine/evaluate/severity-table.js";

const count = 100_000;
/** Benign probabilities as uniform as they can be, so that a share p of them is at most p. */
const uniform = Float64Array.from({length: count}, (_, row) => (row + 1) / count);
const none = new Uint8Array(count);
const all = Int32Array.from({length: count}, (_, row) => row);

describe("tabulateSeverities", () => {
  it("finds a calibration that keeps its promise within bounds", () => {
    const lines = tabulateSeverities(anomalyScores(uniform), none, all, 2);
    expect(lines.map(({severity, within}) => [severity, within])).toEqual([
      ["critical", "within"],
      ["high", "within"],
      ["medium", "within"],
      ["low", "within"]
    ]);
    const low = lines[3];
    expect(low?.falsePerMillion).toBeCloseTo(1000, -1);
    expect(low?.impliedPerMillion).toBeCloseTo(1000, 6);
    expect(low?.alertsPerDay).toBe((low?.falsePositives ?? 0) / 2);
    expect(low?.recall).toBeNull();
  });

  it("tells a calibration that promises too much from one that is too careful", () => {
    const ten = tabulateSeverities(anomalyScores(uniform.map(p => p / 10)), none, all, 1);
    const tenth = tabulateSeverities(anomalyScores(uniform.map(p => Math.min(1, p * 10))), none, all, 1);
    expect(ten[3]?.within).toBe("above");
    expect(tenth[3]?.within).toBe("below");
  });

  it("counts attacks that are raised, and only the rows it is asked about", () => {
    const anomaly = anomalyScores(Float64Array.of(1e-7, 1e-4, 1e-7, 1));
    const lines = tabulateSeverities(anomaly, Uint8Array.of(1, 1, 0, 0), Int32Array.of(0, 1, 3), 1);
    expect(lines.map(({truePositives, falsePositives}) => [truePositives, falsePositives])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [2, 0]
    ]);
    expect(lines[0]).toMatchObject({precision: 1, recall: 0.5});
  });
});
