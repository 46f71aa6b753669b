import {describe, expect, it} from "vitest";
import {
  anomalyFinding,
  burstFinding,
  scoreFinding
} from "../../../src/components/timeline/timeline-findings.js";

const start = Date.UTC(2026, 2, 2);
const minute = 60_000;
const window = {range: {from: start, to: start + 60 * minute}, minutes: 5, drawn: 5, timeZone: "UTC"};
const row = (step: number, anomalous: number, scored = 20, score_sum = 20_000) => ({
  time: start + step * 5 * minute,
  events: 100,
  anomalous,
  scored,
  score_sum
});

describe("the finding about anomalies", () => {
  it("names the highest step and compares it with the median of all steps, empty ones included", () => {
    const rows = Array.from({length: 12}, (_, i) => row(i, i === 3 ? 40 : 10));
    expect(anomalyFinding(rows, window)).toBe(
      "40 anomalous events in the 5 minutes from 2 Mar 2026, 00:15 UTC, 4 times the usual 10"
    );
    expect(anomalyFinding([row(3, 40)], window)).toContain("where there usually are none");
  });

  it("speaks of the steps that are drawn, and of one event as one", () => {
    const day = {...window, range: {from: start, to: start + 48 * 60 * minute}, drawn: 1440};
    expect(anomalyFinding([row(0, 20), row(5, 21), row(300, 1)], day)).toMatch(
      /^41 anomalous events in the day from 2 Mar 2026/
    );
    expect(anomalyFinding([row(3, 1)], window)).toMatch(/^1 anomalous event in the 5 minutes/);
  });

  it("says so when nothing was anomalous", () => {
    expect(anomalyFinding([row(0, 0)], window)).toBe("Nothing anomalous in this window");
  });
});

describe("the finding about scores", () => {
  it("does not take the mean of next to nothing for a peak", () => {
    const title = scoreFinding([row(0, 0), row(1, 0, 40, 120_000), row(2, 0, 1, 9000)], window);
    expect(title).toBe("The mean score is 0.244, and 0.30 at its highest, 2 Mar 2026, 00:05 UTC");
  });

  it("never takes what was not scored for 0", () => {
    expect(scoreFinding([row(0, 3, 0, 0)], window)).toBe("Nothing here was scored");
  });
});

it("bursts are counted, and the strongest is named", () => {
  const burst = {
    dataset: "dionaea",
    start_time: new Date(start),
    end_time: new Date(start + 5 * minute),
    events: 10,
    expected: 1,
    strength: 7,
    burst_id: "0123456789abcdef",
    sources: 2,
    top_source: "192.0.2.1",
    top_source_events: 9,
    country: null,
    site: null,
    is_private: false
  };
  expect(burstFinding([burst], "UTC")).toBe("One burst in Dionaea, 2 Mar 2026, 00:00 UTC");
  expect(burstFinding([{...burst, dataset: "cowrie"}, burst], "UTC")).toBe(
    "2 bursts, the strongest in Cowrie, 2 Mar 2026, 00:00 UTC"
  );
  expect(burstFinding([], "UTC")).toBe("No burst in this window");
});
