import {describe, expect, it} from "vitest";
import {targetFinding} from "../../../src/components/overview/target-finding.js";
import type {CubeRow} from "../../../src/engine/cube.js";

const row = (severity: string, service: string, country: string | null, events: number): CubeRow => ({
  severity,
  service,
  country,
  events,
  blocked: 0,
  allowed: 0,
  scored: 0,
  score_sum: 0,
  alerts: 0
});

describe("what attackers are after", () => {
  it("is the service that most anomalous events reached for, and the country that most came from", () => {
    const rows = [
      row("none", "HTTPS", "US", 9000),
      row("low", "SSH", "CN", 50),
      row("high", "SSH", null, 30),
      row("medium", "SMB", "BR", 20)
    ];
    expect(targetFinding(rows)).toBe(
      "Of 100 anomalous events, 80% reached for SSH, more than for anything else; their most frequent country of origin is China (50%)."
    );
  });

  it("is not told where the data does not tell it", () => {
    expect(targetFinding([row("low", "other", null, 1)])).toBe(
      "Of 1 anomalous event, 100% reached for services without a name, more than for anything else; where they came from is not measured."
    );
    expect(targetFinding([row("none", "SSH", "CN", 5)])).toBe("Nothing in this selection is anomalous.");
  });
});
