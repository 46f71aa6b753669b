import {describe, expect, it} from "vitest";
import {countGroups, groupAlerts} from "../../../../../src/components/replay/panels/alerts/alert-groups.js";
import {rankSources} from "../../../../../src/components/replay/panels/source/source-ranks.js";
import {roundCounts} from "../../../../../src/components/replay/panels/source/source-timeline.js";
import {
  missingAlerts,
  missingAt
} from "../../../../../src/components/replay/panels/without/without-alerts.js";
import {
  storylineTitle,
  withoutTitle
} from "../../../../../src/components/replay/panels/without/without-words.js";
import {createColumns} from "../../../../../src/engine/replay/columns.js";
import type {RecordedAlert} from "../../../../../src/engine/replay/recording.js";
import {createReplay} from "../../../../../src/engine/replay/replay.js";
import {filterRecording} from "../../../../../src/engine/replay/what-if.js";
import {alertOf} from "../alerts/alerts.js";

const addresses = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];

/** One event and one alert for each, by the source of that number. */
function replayOf(alerts: readonly (Partial<RecordedAlert> & {readonly source: number})[]) {
  const columns = createColumns(alerts.length);
  for (const [i, {source}] of alerts.entries()) {
    columns.times[i] = i * 1000;
    columns.rows[i] = i;
    columns.sources[i] = source;
  }
  const names = {addresses, places: ["NL", null, "campus"], protocols: ["TCP"], services: ["SSH"]};
  return createReplay({
    columns: {...columns, names},
    alerts: alerts.map(({source, ...given}, row) =>
      alertOf({row, time: row * 1000, attacker_ip: addresses[source] ?? null, ...given})
    ),
    bursts: [],
    sessions: []
  });
}

const replay = replayOf([
  {source: 0, severity: "low", incident_id: "a"},
  {source: 1, severity: "high", incident_id: "a"},
  {source: 1, severity: "critical", incident_id: "b"},
  {source: 0, severity: "high", incident_id: "c"},
  {source: 0, severity: "high", incident_id: "c"},
  {source: 2, severity: "low", incident_id: null}
]);

describe("the gravest sources", () => {
  it("come by severity, then by the number of such alerts", () => {
    expect(rankSources(replay, 0, 6, 5)).toEqual([
      {address: "192.0.2.2", place: null, severity: "critical", alerts: 1},
      {address: "192.0.2.1", place: "NL", severity: "high", alerts: 2},
      {address: "192.0.2.3", place: "campus", severity: "low", alerts: 1}
    ]);
  });

  it("are of the stretch alone, and as many as asked for", () => {
    expect(rankSources(replay, 0, 1, 5).map(({address}) => address)).toEqual(["192.0.2.1"]);
    expect(rankSources(replay, 3, 6, 1).map(({address}) => address)).toEqual(["192.0.2.1"]);
    expect(rankSources(replay, 0, 0, 5)).toEqual([]);
  });
});

describe("what would not have happened", () => {
  const left = createReplay(filterRecording(replay.recording, {only: "all", without: ["192.0.2.2"]}));

  it("is the alerts of the sources that are blocked, and incidents of theirs alone", () => {
    const missing = missingAlerts(replay, left);
    expect(missing.list.map(({severity}) => severity)).toEqual(["high", "critical"]);
    expect(missingAt(missing, 1)).toEqual({alerts: 0, incidents: 0});
    // Incident "a" has an alert of another source, which stays.
    expect(missingAt(missing, 2)).toEqual({alerts: 1, incidents: 0});
    expect(missingAt(missing, 6)).toEqual({alerts: 2, incidents: 1});
  });

  it("is nothing where nothing is left out", () => {
    expect(missingAlerts(replay, replay).list).toEqual([]);
  });

  it("is said in words", () => {
    const alerts = {none: 0, low: 20, medium: 0, high: 10, critical: 1};
    expect(withoutTitle(1, {events: 1204, alerts})).toBe(
      "Without this source, 1,204 events and 31 alerts so far would not have happened"
    );
    const none = {none: 0, low: 0, medium: 0, high: 0, critical: 0};
    expect(withoutTitle(2, {events: 1, alerts: none})).toBe(
      "Without these 2 sources, 1 event so far would not have happened"
    );
    expect(withoutTitle(2, {events: 0, alerts: none})).toBe(
      "Without these 2 sources, nothing would be missing so far"
    );
    expect(storylineTitle("blocked", {events: 5, alerts})).toBe(
      "Blocked events only: 5 other events and 31 alerts so far are left out"
    );
  });
});

describe("alerts in groups", () => {
  it("are counted up to a moment, with the latest of each", () => {
    const groups = groupAlerts(replay.alerts.list, ({severity}) => severity);
    expect(countGroups(groups, 4)).toEqual([
      {key: "low", count: 1, latest: 0},
      {key: "high", count: 2, latest: 3},
      {key: "critical", count: 1, latest: 2}
    ]);
    expect(countGroups(groups, 0)).toEqual([]);
  });
});

describe("lines behind bars", () => {
  it("are at round counts, apart from each other", () => {
    expect(roundCounts(646)).toEqual([500, 200, 20]);
    expect(roundCounts(1)).toEqual([1]);
    expect(roundCounts(18)[0]).toBe(10);
  });
});
