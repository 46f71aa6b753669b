import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {actions, type ReplayColumns, readColumns} from "../../../src/engine/replay/columns.js";
import {binTape} from "../../../src/engine/replay/density.js";
import {createReplay, frameAt, mostAnomalous} from "../../../src/engine/replay/frame.js";

const places = ["US", "CN", null, "US", "BR"];

function columnsOf(
  events: readonly {time: number; source: number; severity: number; action: number}[]
): ReplayColumns {
  const block = {
    times: events.map(e => e.time),
    rows: events.map((_, i) => i * 2),
    sources: events.map(e => e.source),
    severities: events.map(e => e.severity),
    actions: events.map(e => e.action)
  };
  // Two blocks, as a longer query would have.
  const half = Math.floor(events.length / 2);
  const part = (from: number, to: number) =>
    Object.fromEntries(
      Object.entries(block).map(([name, list]) => [name, list.slice(from, to)])
    ) as typeof block;
  return readColumns([part(0, half), part(half, events.length)], places);
}

const event = fc.record({
  time: fc.integer({min: 0, max: 10_000}),
  source: fc.integer({min: -1, max: places.length - 1}),
  severity: fc.integer({min: 0, max: 4}),
  action: fc.integer({min: 0, max: 2})
});
/** Long enough to span checkpoints. */
const long = fc.sample(event, {numRuns: 10_000, seed: 1});

function outcomes(events: readonly {action: number}[]) {
  const of = (name: string) => events.filter(e => actions[e.action] === name).length;
  return {events: events.length, allowed: of("allowed"), blocked: of("blocked")};
}

describe("a frame", () => {
  it("counts what counting the events one by one counts", () => {
    const replay = createReplay(columnsOf(long));
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: long.length}),
        fc.constantFrom(1, 500, 2500, Infinity),
        (position, span) => {
          const frame = frameAt(replay, position, span);
          const looked = long
            .slice(0, position)
            .filter((_, i) => (replay.tape.clock[i] ?? 0) > frame.time - span);
          expect(frame.all).toEqual(outcomes(looked));
          expect(frame.anomalous).toEqual(outcomes(looked.filter(e => e.severity > 0)));
          expect(frame.addresses).toBe(new Set(looked.map(e => e.source).filter(source => source >= 0)).size);
          for (const {country, all, anomalous} of frame.countries) {
            const there = looked.filter(e => (places[e.source] ?? null) === country);
            expect(all).toEqual(outcomes(there));
            expect(anomalous).toEqual(outcomes(there.filter(e => e.severity > 0)));
          }
        }
      ),
      {numRuns: 40}
    );
  });

  it("is the same whichever way a position is come to", () => {
    const replay = createReplay(columnsOf(long));
    const positions = [0, 1, 4095, 4096, 4097, 8192, 9999, 10_000];
    const forward = positions.map(position => frameAt(replay, position, 2500));
    expect(
      [...positions]
        .reverse()
        .map(position => frameAt(replay, position, 2500))
        .reverse()
    ).toEqual(forward);
  });

  it("names the latest anomalous events first, by their place in the table", () => {
    const quiet = {time: 0, source: 0, severity: 0, action: 0};
    const replay = createReplay(
      columnsOf([quiet, {...quiet, severity: 1}, quiet, {...quiet, severity: 4}, quiet])
    );
    expect(frameAt(replay, 5, Infinity).latest).toEqual([6, 2]);
    expect(frameAt(replay, 3, Infinity).latest).toEqual([2]);
    expect(frameAt(replay, 1, Infinity).latest).toEqual([]);
  });

  it("has a scale that no frame exceeds and one frame reaches", () => {
    const replay = createReplay(columnsOf(long.slice(0, 300)));
    for (const span of [50, 2000, Infinity]) {
      const most = Array.from({length: 301}, (_, position) =>
        frameAt(replay, position, span).countries.filter(({country}) => country !== null)
      ).flatMap(countries => countries.map(({anomalous}) => anomalous.events));
      expect(mostAnomalous(replay, span)).toBe(Math.max(...most));
    }
  });

  it("shows nothing of an empty selection", () => {
    const replay = createReplay(columnsOf([]));
    expect(frameAt(replay, 0, 300_000)).toMatchObject({all: {events: 0}, addresses: 0, latest: []});
    expect(binTape(replay, 100)).toEqual([]);
  });
});

describe("the bins of a tape", () => {
  it("hold every event once, in no more bins than asked for", () => {
    fc.assert(
      fc.property(
        fc.array(event, {minLength: 1}),
        fc.integer({min: 1, max: 50}),
        fc.integer({min: 1, max: 1e6}),
        (events, most, scale) => {
          const replay = createReplay(columnsOf(events.map(e => ({...e, time: e.time * scale}))));
          const bins = binTape(replay, most);
          expect(bins.length).toBeLessThanOrEqual(most);
          expect(bins.reduce((sum, bin) => sum + bin.events, 0)).toBe(events.length);
          expect(bins.reduce((sum, bin) => sum + bin.anomalous, 0)).toBe(
            events.filter(e => e.severity > 0).length
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
});
