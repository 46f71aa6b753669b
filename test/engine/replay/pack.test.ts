import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {columnNames} from "../../../src/engine/replay/columns.js";
import {packReplay, type ReplayFile, unpackReplay} from "../../../src/engine/replay/pack.js";
import {packNumbers, unpackNumbers} from "../../../src/engine/replay/pack-numbers.js";
import type {Recording} from "../../../src/engine/replay/recording.js";
import {makeRecording} from "./make-recording.js";

const hostile = fc.oneof(
  fc.string({unit: "binary"}),
  fc.constantFrom(
    "</script><script>alert(1)</script>",
    "\u0000\u2028\ud800",
    "__proto__",
    '{"$number":"NaN"}'
  )
);

const recordings = fc
  .record({
    events: fc.array(
      fc.record({
        time: fc.oneof(fc.integer({min: -1e15, max: 1e15}), fc.double({noNaN: true}), fc.constant(-0)),
        gap: fc.integer({min: 1, max: 1000}),
        source: fc.option(hostile),
        port: fc.option(fc.integer({min: 0, max: 65_535})),
        service: hostile,
        score: fc.option(fc.float())
      })
    ),
    alerts: fc.array(
      fc.record({
        row: fc.nat(),
        finding: hostile,
        reason: hostile,
        attacker_ip: fc.option(hostile),
        anomaly_score: fc.option(fc.double())
      })
    ),
    bursts: fc.array(fc.record({burst_id: hostile, strength: fc.constantFrom(1.5, Infinity)})),
    sessions: fc.array(
      fc.record({
        session: hostile,
        lines: fc.array(fc.record({row: fc.nat(), text: hostile}))
      })
    )
  })
  .map(({events, ...rest}): Recording => {
    const rows = events.map((_, i) => events.slice(0, i).reduce((sum, {gap}) => sum + gap, 0));
    // Names are hostile: one may be that of a method.
    const places = Object.create(null) as Record<string, string>;
    return makeRecording({
      events: events.map((event, i) => ({...event, row: rows[i] ?? 0})),
      places,
      ...rest
    });
  });

function fileOf(recording: Recording, rest: Partial<ReplayFile> = {}): ReplayFile {
  return {
    recording,
    stories: [],
    search: "",
    timeZone: "UTC",
    targets: [],
    origin: "simulated",
    isMasked: false,
    ...rest
  };
}

/** Bits as well as values: a NaN is not equal to itself, and -0 is to 0. */
function expectSame(found: Recording, wanted: Recording): void {
  for (const name of columnNames)
    expect(new Uint8Array(found.columns[name].buffer)).toEqual(new Uint8Array(wanted.columns[name].buffer));
  expect(found).toEqual(wanted);
}

describe("a packed replay", () => {
  it("is the same when it is unpacked, to the bit", () => {
    fc.assert(
      fc.property(recordings, recording =>
        expectSame(unpackReplay(packReplay(fileOf(recording))).recording, recording)
      )
    );
  });

  it("keeps its stories and where it opens", () => {
    const chapter = {
      ...{title: "A", from: 1, to: 2, seconds: null, caption: "C", note: null, did: ["this"], card: true},
      scene: {span: Number.POSITIVE_INFINITY, without: ["10.1.2.3"]}
    };
    const file = fileOf(makeRecording({}), {
      stories: [{id: "s", title: "</script>", about: null, chapters: [chapter]}],
      search: "?at=1",
      timeZone: "Europe/Berlin",
      targets: [{name: "Campus", longitude: 8, latitude: 50}],
      isMasked: true
    });
    expect(unpackReplay(packReplay(file))).toEqual(file);
  });

  it("takes the same bytes every time, and few where numbers are close to each other", () => {
    const recording = makeRecording({events: Array.from({length: 1000}, () => ({source: "192.0.2.1"}))});
    const bytes = packReplay(fileOf(recording));
    expect(packReplay(fileOf(recording))).toEqual(bytes);
    // Times take six bytes by themselves, and two in steps of a second; scores, which are floating-point numbers, take four.
    expect(packNumbers(recording.columns.times).width).toBe(2);
    expect(packNumbers(recording.columns.rows).width).toBe(1);
    expect(packNumbers(recording.columns.scores).width).toBe(4);
  });

  it("says in a sentence what is wrong with a damaged file", () => {
    const bytes = packReplay(fileOf(makeRecording({events: [{source: "192.0.2.1"}, {score: 0.5}]})));
    expect(() => unpackReplay(new Uint8Array(0))).toThrow("This is not a recording of Flowbook.");
    expect(() => unpackReplay(bytes.slice(1))).toThrow("This is not a recording of Flowbook.");
    for (const length of [5, 20, bytes.length - 1])
      expect(() => unpackReplay(bytes.slice(0, length))).toThrow(/^The recording is damaged: .*\.$/);
    const later = bytes.slice();
    const header = new TextDecoder("latin1").decode(later);
    later[header.indexOf('"version":1') + '"version":'.length] = "9".charCodeAt(0);
    expect(() => unpackReplay(later)).toThrow(/is of version 9, and this player reads version 1/);
  });
});

describe("packed numbers", () => {
  it("are exact in every type of column", () => {
    const integers = fc.array(fc.integer());
    fc.assert(
      fc.property(integers, fc.array(fc.double()), fc.array(fc.maxSafeInteger()), (small, any, large) => {
        const columns = [
          ...[Int32Array.from(small), Uint16Array.from(small), Uint8Array.from(small)],
          ...[Float32Array.from(any), Float64Array.from(any), Float64Array.from(large)]
        ];
        for (const column of columns) {
          const unpacked = column.slice().fill(7);
          unpackNumbers(packNumbers(column), unpacked);
          expect(new Uint8Array(unpacked.buffer)).toEqual(new Uint8Array(column.buffer));
        }
      })
    );
  });
});
