import type {FileRow} from "../../engine/build/file-quality.js";
import type {MeasuredRow} from "../../engine/build/measured.js";
import type {PublishedModel} from "../../engine/published.js";
import {datasetName} from "../dataset-name.js";
import {formatCount, formatShare} from "../format.js";
import {readNotes} from "./reasons.js";

/** A question that somebody may ask of the data, and whether it can answer. */
export interface Capability {
  readonly question: string;
  readonly answer: "yes" | "partly" | "no";
  /** What the answer rests on, or what is missing. */
  readonly because: string;
}

export interface CapabilityFacts {
  /** One row per data set. */
  readonly measured: readonly MeasuredRow[];
  readonly files: readonly FileRow[];
  readonly model: PublishedModel;
  /** Name and date of the geolocation database; null without one. */
  readonly geolocation: string | null;
  readonly simulated: boolean;
}

/** What the data can show and what it does not measure, question by question. */
export function capabilities(facts: CapabilityFacts): readonly Capability[] {
  return [
    unusual(facts),
    falseAlarms(facts),
    labels(facts),
    places(facts),
    carried(facts.measured, "blocked", "Was it blocked?", row => row.acted, inferredNote(facts.measured)),
    carried(
      facts.measured,
      "bytes",
      "How much data moved?",
      row => row.bytes,
      "the other events have no byte counts"
    ),
    carried(
      facts.measured,
      "durations",
      "How long did it last?",
      row => row.duration,
      "the other events have no duration"
    ),
    carried(
      facts.measured,
      "user names",
      "Which accounts were used or tried?",
      row => row.users,
      "the other events name none"
    ),
    clock(facts.files)
  ];
}

const total = (rows: readonly MeasuredRow[], count: (row: MeasuredRow) => number) =>
  rows.reduce((sum, row) => sum + count(row), 0);

const names = (rows: readonly MeasuredRow[]) => list(rows.map(row => datasetName(row.dataset).label));

const list = (words: readonly string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

function unusual({measured, model}: CapabilityFacts): Capability {
  const question = "What is unusual?";
  const scored = total(measured, row => row.scored);
  const events = total(measured, row => row.events);
  if (scored === 0)
    return {
      question,
      answer: "no",
      because: "no model scores these events: there are too few, or nothing varies in them"
    };
  const modelled = model.families.filter(family => family.rows > 0).map(family => family.family);
  return {
    question,
    answer: scored === events ? "yes" : "partly",
    because: `${formatShare(scored / events)} of the events are scored, by ${modelled.length === 1 ? "the model" : "models"} of ${list(modelled)} events`
  };
}

function falseAlarms({model}: CapabilityFacts): Capability {
  const question = "How often would it raise a false alarm?";
  const present = model.families.filter(family => family.rows > 0);
  const calibrated = present.filter(family => family.calibration !== null);
  const without = present.filter(family => family.calibration === null).map(family => family.family);
  const nothing = `for ${list(without)} events there is no benign reference: their score says how unusual one is among its own kind, and severity comes from rules and sequences`;
  if (calibrated.length === 0)
    return {question, answer: "no", because: without.length > 0 ? nothing : "nothing is scored"};
  const {high} = model.falseAlertsPerMillion;
  const promise = `about ${formatCount(high)} in a million benign ${list(calibrated.map(family => family.family))} events reach “high”`;
  return {
    question,
    answer: without.length === 0 ? "yes" : "partly",
    because: without.length === 0 ? promise : `${promise}; ${nothing}`
  };
}

function labels({measured, simulated}: CapabilityFacts): Capability {
  const question = "Was an alert right?";
  const labelled = measured.filter(row => row.labels > 0);
  const truth = simulated
    ? "; the simulator keeps the truth about its attacks in a file of its own, which is not read here"
    : "";
  if (labelled.length === 0) return {question, answer: "no", because: `no source labels its events${truth}`};
  const share = total(measured, row => row.labels) / total(measured, row => row.events);
  const told = `events of ${names(labelled)} are labelled (${formatShare(share)} of all)`;
  // Whoever talks to a honeypot counts as an attacker, so such labels never say that an alert was wrong.
  if (labelled.every(row => row.dataset === "cowrie" || row.dataset === "dionaea")) {
    return {
      question,
      answer: "no",
      because: `${told}, but a honeypot labels all that it sees an attack${truth}`
    };
  }
  return {question, answer: "partly", because: `${told}${truth}`};
}

function places({measured, geolocation}: CapabilityFacts): Capability {
  const question = "Where does it come from?";
  const placed = total(measured, row => row.placed);
  const placeable = total(measured, row => row.placeable);
  if (placeable === 0) return {question, answer: "no", because: "no event has a source on the internet"};
  const share = `${formatShare(placed / placeable)} of the events with a source on the internet have a country`;
  if (geolocation === null) {
    const because = `there is no geolocation database, only the prefixes of data/campus.yml: ${share}, none a city`;
    return {question, answer: placed > 0 ? "partly" : "no", because};
  }
  return {question, answer: placed === placeable ? "yes" : "partly", because: `${share} (${geolocation})`};
}

function inferredNote(rows: readonly MeasuredRow[]): string {
  const acted = total(rows, row => row.acted);
  const inferred = total(rows, row => row.inferred);
  const guess =
    inferred > 0 ? `; ${formatShare(inferred / acted)} of them inferred, from a refusal or a success` : "";
  return `the other events do not say${guess}`;
}

/** A question that events answer which carry something. */
function carried(
  rows: readonly MeasuredRow[],
  what: string,
  question: string,
  count: (row: MeasuredRow) => number,
  others: string
): Capability {
  const events = total(rows, row => row.events);
  const having = total(rows, count);
  if (having === 0)
    return {
      question,
      answer: "no",
      because: `no source here logs it: ${what === "blocked" ? "the action" : what} not measured`
    };
  const from = names(rows.filter(row => count(row) > 0));
  if (having === events) return {question, answer: "yes", because: `every event says so (${from})`};
  return {
    question,
    answer: "partly",
    because: `${formatShare(having / events)} of the events say so (${from}); ${others}`
  };
}

function clock(files: readonly FileRow[]): Capability {
  const question = "Exactly when?";
  const read = files.filter(file => file.status === "read");
  const about = (pattern: RegExp) =>
    read.filter(file => readNotes(file.notes).some(note => pattern.test(note))).length;
  const parts = [
    {count: about(/no seconds/), what: "has times to the minute only"},
    {count: about(/no zone/), what: "has times without a zone, taken to be UTC"},
    {count: about(/no year/), what: "has times without a year"}
  ].filter(({count}) => count > 0);
  if (read.length === 0) return {question, answer: "no", because: "no file was read"};
  if (parts.length === 0)
    return {
      question,
      answer: "yes",
      because: "every file has times with a known zone, to the second or better"
    };
  const because = parts
    .map(
      ({count, what}) =>
        `${formatCount(count)} of ${formatCount(read.length)} files ${count === 1 ? what : what.replace("has", "have")}`
    )
    .join("; ");
  return {question, answer: "partly", because};
}
