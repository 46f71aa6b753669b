import {expect, it} from "vitest";
import {type CapabilityFacts, capabilities} from "../../../src/components/data/capabilities.js";

const measured = {
  dataset: "cowrie",
  events: 100,
  scored: 100,
  acted: 40,
  inferred: 40,
  bytes: 0,
  duration: 10,
  users: 40,
  labels: 0,
  placed: 90,
  placeable: 100
};
const file = {
  source_file: "cowrie.json",
  status: "read",
  dataset: "cowrie",
  container: "json",
  bytes: 1,
  records: 100,
  mapped: 100,
  ignored: 0,
  quarantined: 0,
  events: 100,
  first_time: null,
  last_time: null,
  ignored_reasons: "{}",
  quarantine_reasons: "{}",
  notes: "[]"
};
const honeypot: CapabilityFacts = {
  measured: [measured],
  files: [file],
  model: {
    families: [
      {
        family: "honeypot",
        rows: 100,
        references: 0,
        dropped: [],
        forest: null,
        calibration: null,
        detector: null,
        usual: null
      }
    ],
    falseAlertsPerMillion: {none: 1e6, low: 1000, medium: 63, high: 8, critical: 2}
  },
  geolocation: null,
  simulated: false
};

function answerTo(question: string, facts: CapabilityFacts) {
  const row = capabilities(facts).find(capability => capability.question === question);
  return `${row?.answer}: ${row?.because}`;
}

it("a honeypot alone promises nothing about false alarms", () => {
  expect(answerTo("How often would it raise a false alarm?", honeypot)).toMatch(
    /^no: for honeypot events there is no benign reference/
  );
});

it("what no source logs is not measured", () => {
  expect(answerTo("How much data moved?", honeypot)).toBe("no: no source here logs it: bytes not measured");
  expect(answerTo("Was an alert right?", honeypot)).toBe("no: no source labels its events");
});

it("labels that a honeypot gives tell no false alarm", () => {
  expect(answerTo("Was an alert right?", {...honeypot, measured: [{...measured, labels: 100}]})).toBe(
    "no: events of Cowrie are labelled (100% of all), but a honeypot labels all that it sees an attack"
  );
  const mixed = [
    {...measured, labels: 100},
    {...measured, dataset: "iscx", labels: 100}
  ];
  expect(answerTo("Was an alert right?", {...honeypot, measured: mixed})).toBe(
    "partly: events of Cowrie and ISCX flows are labelled (100% of all)"
  );
});

it("a question that some events answer is answered in part, and by whom", () => {
  expect(answerTo("Was it blocked?", honeypot)).toBe(
    "partly: 40% of the events say so (Cowrie); the other events do not say; 100% of them inferred, from a refusal or a success"
  );
  expect(answerTo("Where does it come from?", honeypot)).toMatch(/^partly: there is no geolocation database/);
});

it("times that lack something say so", () => {
  expect(answerTo("Exactly when?", honeypot)).toMatch(/^yes/);
  const coarse = {
    ...file,
    notes: JSON.stringify(["times have no seconds; durations and rates are not measured"])
  };
  expect(answerTo("Exactly when?", {...honeypot, files: [coarse, file]})).toBe(
    "partly: 1 of 2 files has times to the minute only"
  );
});

it("of no events nothing can be shown", () => {
  const none = {...honeypot, measured: [], files: [], model: {...honeypot.model, families: []}};
  expect(capabilities(none).map(row => row.answer)).toEqual(new Array(9).fill("no"));
});
