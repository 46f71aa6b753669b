import {expect, it} from "vitest";
import {mixFinding, mixMissing, mostDiffering, usualMix} from "../../../src/components/services/usual-mix.js";

const service = (name: string, events: number, anomalous: number) => ({
  service: name,
  events,
  anomalous,
  blocked: 0,
  acted: 0,
  alerts: 0
});

it("a service's share of what is anomalous stands against its share of what is usual", () => {
  const rows = usualMix([service("DNS", 900, 10), service("SSH", 200, 90), service("NTP", 0, 0)]);
  expect(rows.map(row => [row.service, row.usual, row.anomalous])).toEqual([
    ["SSH", 110, 90],
    ["NTP", 0, 0],
    ["DNS", 890, 10]
  ]);
  expect(rows[0]).toMatchObject({usual_share: 0.11, anomalous_share: 0.9});
  expect(mixFinding(rows)).toBe(
    "SSH is targeted beyond its use: 90% of what is anomalous, 11% of what is usual, 8.2 times its usual share"
  );
  expect(mostDiffering(rows, 2).map(row => row.service)).toEqual(["SSH", "DNS"]);
});

it("nothing is compared where either side is missing, and the reason is said", () => {
  expect(usualMix([service("DNS", 10, 10)])).toEqual([]);
  expect(mixMissing([service("DNS", 10, 10)])).toContain("everything selected is anomalous");
  expect(mixMissing([service("DNS", 10, 0)])).toContain("Nothing in this selection is anomalous");
  expect(mixMissing([service("DNS", 10, 1)])).toBeNull();
});
