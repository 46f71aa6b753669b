import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {severities} from "../../../src/engine/event.js";
import {actions, createColumns, type ReplayColumns} from "../../../src/engine/replay/columns.js";
import {frameAt} from "../../../src/engine/replay/frame.js";
import type {RecordedAlert} from "../../../src/engine/replay/recording.js";
import {createReplay} from "../../../src/engine/replay/replay.js";
import {binAt, sourceAt, trackSource} from "../../../src/engine/replay/source-depth.js";
import {timeAt} from "../../../src/engine/replay/tape.js";
import {makeAlert} from "./make-recording.js";

const addresses = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];
const services = ["DNS", "HTTP", "SSH"];

interface Event {
  readonly time: number;
  readonly source: number;
  readonly severity: number;
  readonly action: number;
  readonly port: number;
  readonly service: number;
}

const event: fc.Arbitrary<Event> = fc.record({
  time: fc.integer({min: 0, max: 40_000_000}),
  source: fc.integer({min: -1, max: 1}),
  severity: fc.integer({min: 0, max: 4}),
  action: fc.integer({min: 0, max: 2}),
  port: fc.constantFrom(-1, 22, 53, 80),
  service: fc.integer({min: 0, max: services.length - 1})
});

function columnsOf(events: readonly Event[]): ReplayColumns {
  const columns = createColumns(events.length);
  for (const [i, {time, source, severity, action, port, service}] of events.entries()) {
    columns.times[i] = time;
    columns.rows[i] = i * 2;
    columns.sources[i] = source;
    columns.severities[i] = severity;
    columns.actions[i] = action;
    columns.ports[i] = port;
    columns.services[i] = service;
  }
  return {...columns, names: {addresses, places: ["NL", null, "campus"], protocols: ["TCP"], services}};
}

function alertOf(row: number, given: Partial<RecordedAlert>): RecordedAlert {
  return makeAlert({
    ...{alert_id: `alert-${row}`, row, time: row},
    ...{severity: "low", dataset: "iscx", detector: "sigma", service: "SSH", attacker_ip: null},
    ...given
  });
}

const replayOf = (events: readonly Event[], alerts: readonly RecordedAlert[] = []) =>
  createReplay({columns: columnsOf(events), alerts, bursts: [], sessions: []});

const outcomes = (events: readonly Event[]) => ({
  events: events.length,
  allowed: events.filter(({action}) => actions[action] === "allowed").length,
  blocked: events.filter(({action}) => actions[action] === "blocked").length
});

/** Enough that totals are counted on from a checkpoint. */
const many = fc.sample(event, {numRuns: 10_000, seed: 3});

describe("a source at a moment", () => {
  it("counts what counting its events one by one counts", () => {
    const replay = replayOf(many);
    const track = trackSource(replay, "192.0.2.2");
    if (track === null) throw new Error("no such source");
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: many.length}),
        fc.constantFrom(5_000_000, Number.POSITIVE_INFINITY),
        (position, span) => {
          const frame = frameAt(replay, {position, time: timeAt(replay.tape, position)}, span);
          const moment = sourceAt(track, frame);
          const own = many.slice(0, position).filter(({source}) => source === 1);
          const looked = many.slice(frame.from, position).filter(({source}) => source === 1);
          expect(moment.position).toBe(own.length);
          expect(moment.soFar.all).toEqual(outcomes(own));
          expect(moment.soFar.anomalous).toEqual(outcomes(own.filter(({severity}) => severity > 0)));
          expect(moment.lookedBack.all).toEqual(outcomes(looked));
          expect(moment.first).toBe(own[0]?.time ?? null);
          expect(moment.last).toBe(own.at(-1)?.time ?? null);
          const ssh = moment.services.find(({name}) => name === "SSH");
          expect(ssh?.all.events ?? 0).toBe(own.filter(({service}) => service === 2).length);
          const dns = moment.ports.find(({name}) => name === 53);
          expect(dns?.all.events ?? 0).toBe(own.filter(({port}) => port === 53).length);
        }
      ),
      {numRuns: 40}
    );
  });

  it("is the same whichever way the moment is come to", () => {
    const replay = replayOf(many);
    const track = trackSource(replay, "192.0.2.1");
    if (track === null) throw new Error("no such source");
    const at = (position: number) => sourceAt(track, {position, from: 0});
    const forward = [10, 5000, 9000].map(at);
    expect([9000, 5000, 10].map(at).reverse()).toEqual(forward);
  });

  it("knows its alerts, incidents and techniques once they have appeared", () => {
    const events = many.slice(0, 6);
    const replay = replayOf(events, [
      alertOf(0, {attacker_ip: "192.0.2.1", severity: "high", incident_id: "a", technique: "T1110"}),
      alertOf(4, {attacker_ip: "192.0.2.2", incident_id: "b"}),
      alertOf(6, {source_ip: "192.0.2.1", severity: "critical", incident_id: "a", technique: "T1021"}),
      alertOf(10, {attacker_ip: "192.0.2.1", incident_id: "c", technique: "T1110"})
    ]);
    const track = trackSource(
      {...replay, recording: {...replay.recording, columns: columnsOf(events.map(e => ({...e, source: 0})))}},
      "192.0.2.1"
    );
    if (track === null) throw new Error("no such source");
    const at = (position: number) => sourceAt(track, {position, from: 0});
    expect(at(0)).toMatchObject({alerts: 0, incidents: 0, techniques: [], first: null});
    expect(at(1)).toMatchObject({alerts: 1, incidents: 1, techniques: ["T1110"]});
    expect(at(4)).toMatchObject({alerts: 2, incidents: 1, techniques: ["T1110", "T1021"]});
    expect(at(6)).toMatchObject({
      alerts: 3,
      incidents: 2,
      bySeverity: {none: 0, low: 1, medium: 0, high: 1, critical: 1}
    });
    expect(severities.reduce((sum, each) => sum + at(6).bySeverity[each], 0)).toBe(3);
  });

  it("is none where no event is of that address", () => {
    const replay = replayOf(many.slice(0, 50));
    expect(trackSource(replay, "192.0.2.3")).toBeNull();
    expect(trackSource(replay, "nobody")).toBeNull();
  });
});

describe("the stretches of a source's time", () => {
  it("hold each of its events once, and fill up as time goes on", () => {
    const replay = replayOf(many.slice(0, 2000));
    const track = trackSource(replay, "192.0.2.1");
    if (track === null) throw new Error("no such source");
    const total = (position: number) =>
      track.bins.reduce((sum, bin) => sum + binAt(track, bin, position).events, 0);
    expect(total(track.events.length)).toBe(track.events.length);
    expect(total(100)).toBe(100);
    expect(total(0)).toBe(0);
    const anomalous = track.bins.reduce(
      (sum, bin) => sum + binAt(track, bin, track.events.length).anomalous,
      0
    );
    expect(anomalous).toBe(track.anomalous.at(-1));
  });

  it("do not make much of a single event", () => {
    const track = trackSource(
      replayOf([{time: 90_000, source: 0, severity: 1, action: 0, port: 22, service: 2}]),
      "192.0.2.1"
    );
    expect(track?.bins).toHaveLength(48);
    expect(track?.bins.filter(({start, end}) => end > start)).toHaveLength(1);
  });

  it("are few however long it was seen", () => {
    for (const last of [0, 1, 60_000, 3_600_000, 604_800_000, 40_000_000_000]) {
      const events = [0, last].map(time => ({time, source: 0, severity: 0, action: 0, port: -1, service: 0}));
      const track = trackSource(replayOf(events), "192.0.2.1");
      const bins = track?.bins ?? [];
      expect(bins.length).toBeGreaterThanOrEqual(48);
      expect(bins.length).toBeLessThanOrEqual(193);
      expect(bins.at(-1)?.end).toBe(2);
      expect(bins[0]?.from).toBeLessThanOrEqual(0);
      expect(bins.at(-1)?.to).toBeGreaterThan(last);
    }
  });
});
