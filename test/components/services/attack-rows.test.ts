import {expect, it} from "vitest";
import {numberText} from "../../../src/components/services/AttackBars.js";
import {attackFinding, serviceRows} from "../../../src/components/services/attack-rows.js";

const cell = (service: string, severity: string, events: number, blocked = 0, allowed = 0) => ({
  service,
  severity,
  events,
  blocked,
  allowed,
  scored: 0,
  score_sum: 0,
  alerts: severity === "none" ? 0 : 1
});
const words = {nothing: "Nothing anomalous", verb: "is attacked"};

it("services sum their severities, most anomalous events first", () => {
  const rows = serviceRows([
    cell("DNS", "none", 900),
    cell("SSH", "none", 5, 1, 2),
    cell("SSH", "high", 10, 4),
    cell("DNS", "low", 1)
  ]);
  expect(rows).toEqual([
    {service: "SSH", events: 15, anomalous: 10, blocked: 5, acted: 7, alerts: 1},
    {service: "DNS", events: 901, anomalous: 1, blocked: 0, acted: 0, alerts: 1}
  ]);
  expect(attackFinding(rows, row => row.service, words)).toBe(
    "SSH is attacked most: 10 anomalous events, 10 times DNS"
  );
});

it("blocked events are said to be of those whose outcome is known", () => {
  const [row] = serviceRows([cell("SMB", "low", 7000, 0, 327)]);
  if (row === undefined) throw new Error("no row");
  expect(numberText(row, "blocked", String)).toBe("0 of 327");
  expect(numberText(row, "anomalous", String)).toBe("7000");
});

it("no lead is claimed where there is none", () => {
  const rows = serviceRows([cell("A", "low", 10), cell("B", "low", 9)]);
  expect(attackFinding(rows, row => row.service, words)).toBe("A is attacked most: 10 anomalous events");
  expect(attackFinding(serviceRows([cell("A", "none", 10)]), row => row.service, words)).toBe(
    "Nothing anomalous"
  );
  expect(attackFinding([], () => "", words)).toBe("Nothing anomalous");
});
