import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {severities} from "../../../src/engine/event.js";
import {actions} from "../../../src/engine/replay/columns.js";
import {countDistinct, createDistinct} from "../../../src/engine/replay/distinct.js";
import {frameAt, mostAnomalous} from "../../../src/engine/replay/frame.js";
import {findLateEvents} from "../../../src/engine/replay/late-events.js";
import {createReplay} from "../../../src/engine/replay/replay.js";
import {timeAt} from "../../../src/engine/replay/tape.js";
import {makeRecording, type PlainEvent} from "./make-recording.js";

const places = {a: "US", b: "CN", d: "US", e: "BR"};
const event = fc.record({
  time: fc.integer({min: 0, max: 10_000}),
  source: fc.constantFrom("a", "b", "c", "d", "e", null),
  severity: fc.constantFrom(...severities),
  action: fc.constantFrom(...actions),
  port: fc.oneof(fc.constant(null), fc.integer({min: 0, max: 400})),
  protocol: fc.constantFrom("TCP", "UDP"),
  service: fc.constantFrom("SSH", "HTTP", "other")
});
/** Long enough to span checkpoints. */
const long = fc.sample(event, {numRuns: 20_000, seed: 1});
const alerts = fc
  .sample(fc.record({row: fc.nat({max: 25_000}), severity: fc.constantFrom(...severities)}), {
    numRuns: 500,
    seed: 2
  })
  .sort((a, b) => a.row - b.row);
const replay = createReplay(makeRecording({events: long, alerts, places}));

function outcomes(events: readonly PlainEvent[]) {
  const of = (name: string) => events.filter(e => e.action === name).length;
  return {events: events.length, allowed: of("allowed"), blocked: of("blocked")};
}

/** What groups must be, by name: those without events left out. */
function groupsOf(events: readonly PlainEvent[], name: (e: PlainEvent) => string | number | null) {
  const byName = new Map<string | number | null, PlainEvent[]>();
  for (const e of events) {
    const group = byName.get(name(e));
    if (group === undefined) byName.set(name(e), [e]);
    else group.push(e);
  }
  return new Map(
    [...byName].map(([key, list]) => [
      key,
      {name: key, all: outcomes(list), anomalous: outcomes(list.filter(e => e.severity !== "none"))}
    ])
  );
}

const byName = <N>(groups: readonly {readonly name: N}[]) =>
  new Map(groups.map(group => [group.name, group]));

/** A position, and how far the clock has gone on from it towards the next event, 0 to 1. */
const place = fc.record({
  position: fc.integer({min: 0, max: long.length}),
  onwards: fc.constantFrom(0, 0, 0.5, 1)
});

function momentOf({position, onwards}: {position: number; onwards: number}, of = replay) {
  const time = timeAt(of.tape, position);
  return {position, time: time + onwards * ((of.tape.clock[position] ?? time) - time)};
}

describe("a frame", () => {
  it("counts what counting the events one by one counts", () => {
    fc.assert(
      fc.property(place, fc.constantFrom(0, 1, 500, 2500, Infinity), (where, span) => {
        const moment = momentOf(where);
        const frame = frameAt(replay, moment, span);
        const isIn = (i: number) =>
          i >= 0 && i < moment.position && (replay.tape.clock[i] ?? 0) > moment.time - span;
        const looked = long.filter((_, i) => isIn(i));
        expect(frame).toMatchObject({...moment, span});
        expect(frame.all).toEqual(outcomes(looked));
        expect(frame.anomalous).toEqual(outcomes(looked.filter(e => e.severity !== "none")));
        expect(frame.addresses).toBe(new Set(looked.map(e => e.source).filter(Boolean)).size);
        expect(byName(frame.countries)).toEqual(
          groupsOf(looked, e => places[e.source as keyof typeof places] ?? null)
        );
        expect(byName(frame.services)).toEqual(groupsOf(looked, e => e.service ?? ""));
        expect(byName(frame.protocols)).toEqual(groupsOf(looked, e => e.protocol ?? ""));
        const counted = new Set(replay.ports.names);
        expect(byName(frame.ports)).toEqual(
          groupsOf(looked, e => (counted.has(e.port ?? null) ? (e.port ?? null) : null))
        );
        const shown = alerts.filter(({row}) => isIn(row));
        expect(frame.alerts.bySeverity).toEqual(
          Object.fromEntries(severities.map(s => [s, shown.filter(a => a.severity === s).length]))
        );
        expect(replay.alerts.list.slice(frame.alerts.from, frame.alerts.to).map(a => a.row)).toEqual(
          shown.map(a => a.row)
        );
      }),
      {numRuns: 25}
    );
  });

  it("lists the busiest ports by themselves, and each group by its number of events", () => {
    expect(replay.ports.names).toHaveLength(256);
    const {ports, services} = frameAt(replay, momentOf({position: 15_000, onwards: 0}), Infinity);
    for (const groups of [ports, services]) {
      const counts = groups.map(({all}) => all.events);
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
    }
  });

  it("is the same whichever way a moment is come to", () => {
    const positions = [0, 1, 4095, 4096, 4097, 8191, 8192, 8193, 9999, 16_384, 20_000];
    const frame = (position: number) => frameAt(replay, momentOf({position, onwards: 0}), 2500);
    const forward = positions.map(frame);
    expect([...positions].reverse().map(frame).reverse()).toEqual(forward);
  });

  it("has a scale that no frame exceeds and one frame reaches", () => {
    const short = createReplay(makeRecording({events: long.slice(0, 300), places}));
    for (const span of [50, 2000, Infinity]) {
      const most = Array.from({length: 301}, (_, position) =>
        frameAt(short, momentOf({position, onwards: 0}, short), span).countries.filter(
          ({name}) => name !== null
        )
      ).flatMap(countries => countries.map(({anomalous}) => anomalous.events));
      expect(mostAnomalous(short, span)).toBe(Math.max(...most));
    }
  });

  it("is all zeros where nothing is looked back on, and for an empty selection", () => {
    const nothing = {events: 0, allowed: 0, blocked: 0};
    const zeros = {
      all: nothing,
      anomalous: nothing,
      addresses: 0,
      alerts: {bySeverity: {none: 0, low: 0, medium: 0, high: 0, critical: 0}},
      countries: [],
      services: [],
      protocols: [],
      ports: []
    };
    const empty = createReplay(makeRecording({}));
    for (const span of [300_000, Infinity])
      expect(frameAt(empty, {position: 0, time: Number.NaN}, span)).toMatchObject(zeros);
    const gap = createReplay(makeRecording({events: [{time: 0}, {time: 1e9}]}));
    expect(frameAt(gap, {position: 1, time: 5e8}, 300_000)).toMatchObject({...zeros, position: 1});
    expect(frameAt(replay, momentOf({position: 0, onwards: 0}), 500)).toMatchObject(zeros);
  });
});

describe("distinct values", () => {
  it("are counted in any stretch, however long", () => {
    const values = Int32Array.from(long, (e, i) =>
      e.port === null ? -1 : ((e.port ?? 0) * 7 + i / 900) | 0
    );
    for (const length of [0, 1, 8191, 8192, 8193, 16_384, 20_000]) {
      const column = values.slice(0, length);
      const distinct = createDistinct(column, 4000);
      const bounds = fc.oneof(fc.integer({min: 0, max: length}), fc.constantFrom(0, 8192, 16_384, length));
      fc.assert(
        fc.property(bounds, bounds, (a, b) => {
          const [from, to] = [Math.min(a, b, length), Math.min(Math.max(a, b), length)];
          const there = new Set(column.slice(from, to));
          there.delete(-1);
          expect(countDistinct(distinct, from, to)).toBe(there.size);
        }),
        {numRuns: 40}
      );
    }
  });
});

describe("late events", () => {
  it("are counted where they lie further back than most flows are long", () => {
    const minute = 60_000;
    const times = [0, 60, 50, 49, 61, 1, 62].map(m => m * minute);
    const late = createReplay(makeRecording({events: times.map(time => ({time}))}));
    expect(findLateEvents(late)).toEqual({events: 2, latest: 60 * minute, first: 4});
    expect(findLateEvents(late, 120 * minute)).toEqual({events: 0, latest: 0, first: null});
  });
});
