import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {severities} from "../../../src/engine/event.js";
import {binSpan, binTape} from "../../../src/engine/replay/bins.js";
import {frameAt} from "../../../src/engine/replay/frame.js";
import {createReplay} from "../../../src/engine/replay/replay.js";
import {timeAt} from "../../../src/engine/replay/tape.js";
import {makeRecording, start} from "./make-recording.js";

const event = fc.record({time: fc.integer({min: 0, max: 10_000}), severity: fc.constantFrom(...severities)});
const total = (counts: ArrayLike<number>) => Array.from(counts).reduce((a, b) => a + b, 0);

describe("the bins of a tape", () => {
  it("hold every event once, in no more bins than asked for", () => {
    fc.assert(
      fc.property(
        fc.array(event, {minLength: 1}),
        fc.integer({min: 2, max: 50}),
        fc.integer({min: 1, max: 1e6}),
        (events, most, scale) => {
          const replay = createReplay(
            makeRecording({events: events.map(e => ({...e, time: e.time * scale}))})
          );
          const bins = binTape(replay, most);
          expect(bins.length).toBeLessThanOrEqual(most);
          expect(total(bins.map(bin => bin.events))).toBe(events.length);
          expect(total(bins.map(bin => bin.anomalous))).toBe(
            events.filter(e => e.severity !== "none").length
          );
          for (const bin of bins) {
            for (let i = bin.start; i < bin.start + bin.events; i++) {
              expect(replay.tape.clock[i]).toBeGreaterThanOrEqual(bin.from);
              expect(replay.tape.clock[i]).toBeLessThan(bin.to);
            }
          }
        }
      )
    );
  });

  it("are none of an empty tape", () => {
    expect(binTape(createReplay(makeRecording({})), 100)).toEqual([]);
  });
});

describe("the bins of what is looked back on", () => {
  const scaled = fc
    .tuple(fc.array(event, {minLength: 1, maxLength: 80}), fc.constantFrom(1, 60, 3600, 100_000))
    .map(([events, scale]) => events.map(e => ({...e, time: start + e.time * scale})));

  it("hold what the frame counts, each where the clock showed it", () => {
    fc.assert(
      fc.property(
        scaled,
        fc.double({min: 0, max: 1, noNaN: true}),
        fc.constantFrom(1000, 300_000, 3_600_000, 1e9, Infinity),
        fc.integer({min: 2, max: 200}),
        fc.boolean(),
        (events, share, span, most, isBetween) => {
          const alerts = events.flatMap(({severity}, row) => (row % 3 === 0 ? [{row, severity}] : []));
          const replay = createReplay(makeRecording({events, alerts}));
          const position = Math.round(share * events.length);
          const time = timeAt(replay.tape, position);
          const next = replay.tape.clock[position] ?? time;
          const frame = frameAt(replay, {position, time: isBetween ? (time + next) / 2 : time}, span);
          const bins = binSpan(replay, frame, most);
          const end = bins.start + bins.width * bins.events.length;
          expect(bins.events.length).toBeLessThanOrEqual(most);
          expect(bins.start % bins.width).toBe(0);
          expect(bins.start).toBeLessThanOrEqual(bins.from);
          expect(end).toBeGreaterThan(bins.to);
          expect(bins.bySeverity).toHaveLength(severities.length);
          expect(total(bins.events)).toBe(frame.all.events);
          for (const [i, severity] of severities.entries())
            expect(total(bins.alerts[i] ?? [])).toBe(frame.alerts.bySeverity[severity]);
          for (const [bin, count] of bins.events.entries()) {
            const from = bins.start + bin * bins.width;
            const there = [...replay.tape.clock.keys()].filter(i => {
              const shown = replay.tape.clock[i] ?? 0;
              return i >= frame.from && i < position && shown >= from && shown < from + bins.width;
            });
            expect(count).toBe(there.length);
            expect(bins.bySeverity.map(counts => counts[bin])).toEqual(
              severities.map(severity => there.filter(i => events[i]?.severity === severity).length)
            );
          }
        }
      )
    );
  });

  it("stay the same bins while time goes on", () => {
    const events = Array.from({length: 2000}, () => ({}));
    const replay = createReplay(makeRecording({events}));
    const at = (position: number) =>
      binSpan(replay, frameAt(replay, {position, time: timeAt(replay.tape, position)}, 300_000), 100);
    const [before, after] = [at(1000), at(1010)];
    expect(before.width).toBe(5000);
    expect(after.start - before.start).toBe(10_000);
    expect([...before.events.slice(2, -1)]).toEqual(
      [...after.events.slice(0, -3)].map((n, i) => (i === 0 ? 5 : n))
    );
  });

  it("cover the whole tape when everything is looked back on, however little is played", () => {
    const events = [{time: start}, {time: start + 50_000}, {time: start + 99_000}];
    const replay = createReplay(makeRecording({events}));
    const bins = binSpan(replay, frameAt(replay, {position: 2, time: start + 60_000}, Infinity), 10);
    expect(bins).toMatchObject({from: start, to: start + 99_000, start, width: 10_000});
    expect([...bins.events]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  });

  it("are none of an empty tape", () => {
    const replay = createReplay(makeRecording({}));
    for (const span of [1000, Infinity])
      expect(binSpan(replay, frameAt(replay, {position: 0, time: Number.NaN}, span), 10).events).toHaveLength(
        0
      );
  });
});
