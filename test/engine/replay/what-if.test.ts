import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {severities} from "../../../src/engine/event.js";
import {actions} from "../../../src/engine/replay/columns.js";
import {createReplay} from "../../../src/engine/replay/replay.js";
import {storylines} from "../../../src/engine/replay/scene.js";
import {positionAt} from "../../../src/engine/replay/tape.js";
import {compareWithout, filterRecording} from "../../../src/engine/replay/what-if.js";
import {makeRecording, type PlainEvent, start} from "./make-recording.js";

const event = fc.record({
  time: fc.integer({min: start, max: start + 1000}),
  source: fc.constantFrom("a", "b", "c", null),
  severity: fc.constantFrom(...severities),
  action: fc.constantFrom(...actions)
});
const scene = fc.record({
  only: fc.constantFrom(...storylines),
  without: fc.subarray(["a", "b", "elsewhere"])
});

/** Every third event raises an alert about its source, and has a line in its session. */
function record(events: readonly PlainEvent[]) {
  const third = events.flatMap((e, row) => (row % 3 === 0 ? [{row, source_ip: e.source ?? null}] : []));
  return makeRecording({
    events,
    alerts: third.map(a => ({...a, severity: events[a.row]?.severity ?? "none"})),
    sessions: third.map(({row, source_ip}) => ({source_ip, lines: [{row}]}))
  });
}

describe("a recording without what a scene leaves out", () => {
  it("has the events, alerts and sessions that the scene keeps, in their order", () => {
    fc.assert(
      fc.property(fc.array(event, {maxLength: 40}), scene, (events, {only, without}) => {
        const keeps = (e: PlainEvent) =>
          !without.includes(e.source ?? "") &&
          (only !== "suspicious" || e.severity !== "none") &&
          (only !== "blocked" || e.action === "blocked");
        const rows = events.flatMap((e, row) => (keeps(e) ? [row] : []));
        const recording = record(events);
        const left = filterRecording(recording, {only, without});
        expect([...left.columns.rows]).toEqual(rows);
        expect([...left.columns.times]).toEqual(rows.map(row => recording.columns.times[row]));
        const thirds = rows.filter(row => row % 3 === 0);
        const replay = createReplay(left);
        expect(replay.alerts.list.map(({row}) => row)).toEqual(thirds);
        expect(replay.shell.lines.map(({line}) => line.row)).toEqual(thirds);
      })
    );
  });

  it("is the same recording where nothing is left out", () => {
    const recording = makeRecording({events: [{source: "a", severity: "low", action: "blocked"}]});
    for (const only of storylines) expect(filterRecording(recording, {only, without: ["b"]})).toBe(recording);
    const empty = makeRecording({});
    expect(filterRecording(empty, {only: "blocked", without: ["b"]})).toBe(empty);
  });

  it("has no alerts about blocked sources, whoever's event they appear with", () => {
    const recording = makeRecording({
      events: [{source: "b"}, {source: "a"}],
      alerts: [
        {row: 0, attacker_ip: "a", source_ip: "b"},
        {row: 0, attacker_ip: null, source_ip: "b"}
      ]
    });
    const {alerts} = filterRecording(recording, {only: "all", without: ["a"]});
    expect(alerts.map(({attacker_ip}) => attacker_ip)).toEqual([null]);
  });

  it("has no bursts that would have been no more than usual", () => {
    const events = Array.from({length: 100}, (_, i) => ({source: i % 10 === 0 ? "b" : "a"}));
    const burst = {events: 100, to: start + 100_000};
    const recording = makeRecording({
      events,
      bursts: [
        {...burst, expected: 10},
        {...burst, dataset: "cowrie", expected: 5}
      ]
    });
    const bursts = (without: string[]) =>
      filterRecording(recording, {only: "all", without}).bursts.map(({dataset}) => dataset);
    expect(bursts(["a"])).toEqual(["cowrie"]);
    expect(bursts(["b"])).toEqual(["suricata", "cowrie"]);
  });
});

describe("what would not have happened", () => {
  it("is what is left out, up to the moment", () => {
    fc.assert(
      fc.property(
        fc.array(event, {maxLength: 40}),
        fc.subarray(["a", "b"]),
        fc.integer({min: start - 1, max: start + 1001}),
        (events, without, time) => {
          const recording = record(events);
          const whole = createReplay(recording);
          const left = createReplay(filterRecording(recording, {only: "all", without}));
          const isGone = (e: PlainEvent) => without.includes(e.source ?? "");
          const gone = events.slice(0, positionAt(whole.tape, time)).filter(isGone);
          const alerts = gone.filter(e => events.indexOf(e) % 3 === 0);
          expect(compareWithout(whole, left, time)).toEqual({
            events: gone.length,
            anomalous: gone.filter(e => e.severity !== "none").length,
            allowed: gone.filter(e => e.action === "allowed").length,
            alerts: Object.fromEntries(
              severities.map(severity => [severity, alerts.filter(e => e.severity === severity).length])
            ),
            lines: alerts.length,
            first: gone[0]?.time ?? null,
            last: gone.at(-1)?.time ?? null
          });
        }
      )
    );
  });
});
