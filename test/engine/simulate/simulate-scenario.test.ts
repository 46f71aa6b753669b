import {expect, test} from "vitest";
import {attackTypes} from "../../../src/engine/simulate/record.js";
import {attacks} from "../../../src/engine/simulate/scenarios/index.js";
import {simulateScenario} from "../../../src/engine/simulate/simulate-scenario.js";

const from = Date.UTC(2026, 2, 4, 12);

test.each(attacks.map(attack => attack.name))(
  "%s alone gives labelled records in order, the same every time",
  name => {
    const {records} = simulateScenario(name, {seed: 5, from, scale: 0.05});
    const attack = attacks.find(a => a.name === name);
    const labelled = records.filter(record => record.truth !== null);
    expect(labelled.length).toBeGreaterThan(10);
    expect(new Set(labelled.map(record => record.truth?.attack_type))).toEqual(
      new Set([attack?.attack_type])
    );
    expect(new Set(labelled.map(record => record.truth?.campaign))).toEqual(new Set([`injected-${name}`]));
    for (const [i, record] of records.entries())
      expect(record.time).toBeGreaterThanOrEqual(records[i - 1]?.time ?? 0);
    expect(simulateScenario(name, {seed: 5, from, scale: 0.05}).records).toEqual(records);
  }
);

test("another seed gives other attackers", () => {
  const {records} = simulateScenario("port-scan", {seed: 1, from, scale: 0.05});
  expect(simulateScenario("port-scan", {seed: 2, from, scale: 0.05}).records).not.toEqual(records);
});

test("between them the scenarios cover every kind of attack that is not the honeypot's", () => {
  const covered = new Set(attacks.map(attack => attack.attack_type));
  const missing = attackTypes.filter(type => !covered.has(type));
  expect(missing).toEqual(["Malware", "Reconnaissance"]);
});

test("an unknown scenario is refused with the names there are", () => {
  expect(() => simulateScenario("alien-invasion", {seed: 1, from})).toThrow(
    'unknown scenario: "alien-invasion"; expected one of port-scan,'
  );
});
