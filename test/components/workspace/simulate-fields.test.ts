import fc from "fast-check";
import {expect, it} from "vitest";
import {
  readSimulateFields,
  type SimulateField,
  type SimulateFields
} from "../../../src/components/workspace/simulate-fields.js";
import {simulateScenario} from "../../../src/engine/simulate/simulate-scenario.js";

const fields: SimulateFields = {
  scenario: "port-scan",
  seed: "7",
  start: "2026-03-08T12:30",
  hours: "0.5",
  scale: "1"
};

it("what stands in the form is read as what to simulate, its start in UTC", () => {
  expect(readSimulateFields(fields)).toEqual({
    name: "port-scan",
    options: {seed: 7, from: Date.UTC(2026, 2, 8, 12, 30), hours: 0.5, scale: 1}
  });
});

it.each<[SimulateField, string, string]>([
  ["scenario", "alien-invasion", "Choose one of the attacks."],
  ["seed", "", "The seed must be a whole number from 0 to 4,294,967,295."],
  ["seed", "1.5", "The seed must be a whole number from 0 to 4,294,967,295."],
  ["seed", "-1", "The seed must be a whole number from 0 to 4,294,967,295."],
  ["seed", "4294967296", "The seed must be a whole number from 0 to 4,294,967,295."],
  ["start", "", "The start must be a date and a time, in UTC."],
  ["start", "2026-02-31T12:00:99", "The start must be a date and a time, in UTC."],
  ["start", "0026-03-08T12:00", "The start must be in the years from 1970 to 2099."],
  ["start", "+12026-03-08T12:00", "The start must be a date and a time, in UTC."],
  ["hours", " ", "The length must be from 0.1 to 720 hours."],
  ["hours", "0", "The length must be from 0.1 to 720 hours."],
  ["hours", "1e9", "The length must be from 0.1 to 720 hours."],
  ["scale", "Infinity", "The volume must be from 0.01 to 20 times the usual."]
])("%s %j is refused in a sentence, beside its field alone", (field, text, problem) => {
  expect(readSimulateFields({...fields, [field]: text})).toEqual({problems: {[field]: problem}});
});

it("every field that is wrong is said", () => {
  const wrong = readSimulateFields({scenario: "", seed: "x", start: "x", hours: "x", scale: "x"});
  expect("problems" in wrong ? Object.keys(wrong.problems) : []).toEqual([
    "scenario",
    "seed",
    "start",
    "hours",
    "scale"
  ]);
});

it("whatever the form lets through can be simulated", () => {
  const text = fc.oneof(
    fc.constantFrom("0", "-0", "0x10", "1e1", "0.1", "720", "20", "4294967295", "2099-12-31T23:59"),
    fc.date({min: new Date(0), noInvalidDate: true}).map(date => date.toISOString().slice(0, 16)),
    fc.string(),
    fc.double().map(String)
  );
  fc.assert(
    fc.property(text, text, text, (seed, start, hours) => {
      const asked = readSimulateFields({...fields, seed, start, hours, scale: "0.01"});
      if ("options" in asked)
        expect(simulateScenario(asked.name, asked.options).records.length).toBeGreaterThan(0);
    }),
    {examples: [["-0", "1970-01-01T00:00", "0.1"]]}
  );
});
