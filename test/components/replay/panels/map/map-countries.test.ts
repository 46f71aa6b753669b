import {describe, expect, test} from "vitest";
import {
  anomalousCountries,
  latest,
  latestCountries,
  mapFinding,
  outcomeShares,
  unplacedWords
} from "../../../../../src/components/replay/panels/map/map-countries.js";
import type {Group} from "../../../../../src/engine/replay/tallies.js";

const nothing = {events: 0, allowed: 0, blocked: 0};

function group<N>(name: N, events: number, anomalous: number): Group<N> {
  return {name, all: {...nothing, events}, anomalous: {...nothing, events: anomalous}};
}

const countries = [
  group("CN", 90, 30),
  group("DE", 50, 0),
  group("US", 10, 40),
  group("campus", 900, 20),
  group(null, 5, 4)
];
const anomalous = {...nothing, events: 94};
const span = Number.POSITIVE_INFINITY;

describe("countries of the replay's map", () => {
  test("are those abroad with anomalous events, the most first", () => {
    expect(anomalousCountries({countries}).map(({country}) => country)).toEqual(["US", "CN"]);
  });

  test("the title names the first, and all anomalous events beside its own", () => {
    expect(mapFinding({countries, anomalous, span})).toBe(
      "United States leads: 40 of 94 anomalous events so far"
    );
    expect(mapFinding({countries, anomalous, span: 3_600_000})).toBe(
      "United States leads: 40 of 94 anomalous events in the last hour"
    );
  });

  test("a single country does not lead others", () => {
    expect(mapFinding({countries: countries.slice(0, 2), anomalous, span})).toBe(
      "From abroad only China: 30 of 94 anomalous events so far"
    );
  });

  test("says so where there is none", () => {
    const none = countries.slice(3);
    expect(mapFinding({countries: none, anomalous, span})).toBe("Nothing anomalous from abroad yet");
    expect(mapFinding({countries: none, anomalous, span: 300_000})).toBe(
      "Nothing anomalous from abroad in the last 5 minutes"
    );
  });

  test("what is not on the map is counted", () => {
    expect(unplacedWords({countries}, () => true)).toBe(
      "Not on the map: 20 from the campus, 4 without a place."
    );
    expect(unplacedWords({countries}, country => country !== "US")).toBe(
      "Not on the map: 20 from the campus, 44 without a place."
    );
    expect(unplacedWords({countries: countries.slice(0, 3)}, () => true)).toBe("");
  });

  test("outcomes are parts of all events, those not recorded too", () => {
    expect(outcomeShares({events: 8, allowed: 1, blocked: 2}).map(({share}) => share)).toEqual([
      0.25, 0.125, 0.625
    ]);
    expect(outcomeShares(nothing).map(({share}) => share)).toEqual([0, 0, 0]);
  });
});

describe("countries of the latest anomalous events", () => {
  const names = ["CN", "US", "campus", null];
  const replay = (groupOf: number[], events: number[]) => ({
    anomalous: Int32Array.from(events),
    countries: {
      names,
      groupOf: Uint16Array.from(groupOf),
      checkpoints: new Uint32Array(),
      columns: {severities: new Uint8Array(), actions: new Uint8Array()}
    }
  });

  test("have their share of them, the campus's and the unplaced counted but not shown", () => {
    const tape = replay([0, 1, 1, 2, 3], [0, 1, 2, 3, 4]);
    expect(latestCountries(tape, {position: 5, from: 0})).toEqual([
      {country: "US", share: 0.4},
      {country: "CN", share: 0.2}
    ]);
  });

  test("are of events that have been played, within what is looked back on", () => {
    const tape = replay([0, 0, 1, 1, 1], [0, 2, 4]);
    expect(latestCountries(tape, {position: 3, from: 1})).toEqual([{country: "US", share: 1}]);
    expect(latestCountries(tape, {position: 0, from: 0})).toEqual([]);
    expect(latestCountries(tape, {position: 4, from: 3})).toEqual([]);
  });

  test("are of the latest only", () => {
    const length = latest.events + 10;
    const all = Array.from({length}, (_, i) => i);
    const tape = replay(
      all.map(i => (i < 10 ? 0 : 1)),
      all
    );
    expect(latestCountries(tape, {position: length, from: 0})).toEqual([{country: "US", share: 1}]);
  });
});
