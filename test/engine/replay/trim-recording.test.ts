import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {frameAt} from "../../../src/engine/replay/frame.js";
import {createReplay} from "../../../src/engine/replay/replay.js";
import {trimRecording} from "../../../src/engine/replay/trim-recording.js";
import {makeRecording, start} from "./make-recording.js";

const addresses = ["192.0.2.1", "192.0.2.2", "198.51.100.3"];
const events = fc.array(
  fc.record({
    time: fc.integer({min: start, max: start + 1000}),
    source: fc.option(fc.constantFrom(...addresses)),
    severity: fc.constantFrom("none" as const, "high" as const)
  })
);

describe("a trimmed recording", () => {
  it("counts the same as the whole one at every moment up to its end", () => {
    fc.assert(
      fc.property(events, fc.nat({max: 1000}), fc.integer({min: 1, max: 1000}), (plain, after, span) => {
        const alerts = plain.map((_, row) => ({row}));
        const places = {[addresses[0] ?? ""]: "US"};
        const whole = makeRecording({events: plain, alerts, places});
        const trimmed = createReplay(trimRecording(whole, start + after));
        const replay = createReplay(whole);
        for (let position = 0; position <= trimmed.tape.length; position++) {
          const time = trimmed.tape.clock[position - 1] ?? Number.NaN;
          for (const back of [span, Number.POSITIVE_INFINITY])
            expect(frameAt(trimmed, {position, time}, back)).toEqual(frameAt(replay, {position, time}, back));
        }
        expect(trimmed.recording.columns.names.addresses).toEqual(
          addresses.filter(address => plain.slice(0, trimmed.tape.length).some(e => e.source === address))
        );
      })
    );
  });

  it("keeps everything up to its end, and nothing that comes later", () => {
    const whole = makeRecording({
      events: [{source: "192.0.2.1"}, {source: "192.0.2.2"}, {source: "192.0.2.3"}],
      alerts: [{row: 1}, {row: 2}],
      bursts: [{from: start}, {from: start + 5000}],
      sessions: [{lines: [{row: 1}, {row: 2}]}, {lines: [{row: 2}]}]
    });
    const {columns, alerts, bursts, sessions} = trimRecording(whole, start + 1000);
    expect([...columns.rows]).toEqual([0, 1]);
    expect(alerts.map(({row}) => row)).toEqual([1]);
    expect(bursts.map(({from}) => from)).toEqual([start]);
    expect(sessions.map(({lines}) => lines.map(({row}) => row))).toEqual([[1]]);
    expect(trimRecording(whole, Number.POSITIVE_INFINITY)).toEqual(whole);
  });
});
