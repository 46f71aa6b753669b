import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Severity} from "../../../src/engine/event.js";
import {
  type Cues,
  findAlertCues,
  findBurstCues,
  jumpSeverity,
  nextCue
} from "../../../src/engine/replay/cues.js";
import {createReplay} from "../../../src/engine/replay/replay.js";
import {makeRecording, start} from "./make-recording.js";

const minute = 60_000;

function replayWith(levels: readonly Severity[]) {
  return createReplay(
    makeRecording({events: levels.map(() => ({})), alerts: levels.map((severity, row) => ({row, severity}))})
  );
}

const of = ({positions, indexes}: Cues) =>
  [...positions].map((position, i) => ({position, index: indexes[i] ?? -1}));

describe("alerts to jump to", () => {
  it("are all of them where there are few, and the severest where there are many", () => {
    expect(jumpSeverity(replayWith(["low", "critical", "medium"]))).toBe("none");
    const many = Array.from({length: 300}, (): Severity => "medium");
    expect(jumpSeverity(replayWith([...many, "high", "critical"]))).toBe("high");
    expect(jumpSeverity(replayWith(many))).toBe("medium");
    expect(jumpSeverity(replayWith([]))).toBe("none");
  });

  it("are where they appear, of at least a severity", () => {
    const replay = replayWith(["low", "critical", "medium", "high"]);
    expect(of(findAlertCues(replay, "high"))).toEqual([
      {position: 2, index: 1},
      {position: 4, index: 3}
    ]);
    expect(of(findAlertCues(replay))).toHaveLength(4);
  });
});

describe("bursts to jump to", () => {
  const events = [0, 5, 6, 20, 12, 30].map((at, i) => ({
    time: start + at * minute,
    dataset: i === 1 ? ("cowrie" as const) : ("suricata" as const)
  }));
  const burst = (from: number, to: number) => ({from: start + from * minute, to: start + to * minute});

  it("are where the first event of their own is logged, however late", () => {
    const bursts = [burst(5, 10), burst(10, 15), burst(30, 31), burst(40, 50)];
    expect(of(findBurstCues(createReplay(makeRecording({events, bursts}))))).toEqual([
      {position: 3, index: 0},
      {position: 5, index: 1},
      {position: 6, index: 2}
    ]);
  });

  it("are none without bursts", () => {
    expect(of(findBurstCues(createReplay(makeRecording({events}))))).toEqual([]);
  });
});

describe("the next and the previous", () => {
  it("are strictly after and strictly before; of several at one position, the first", () => {
    const list = fc.array(fc.integer({min: 0, max: 40}), {maxLength: 12});
    fc.assert(
      fc.property(list, fc.integer({min: -1, max: 42}), (starts, position) => {
        const sorted = starts
          .map((at, index) => ({at, index}))
          .sort((a, b) => a.at - b.at || a.index - b.index);
        const cues = {
          positions: Int32Array.from(sorted, ({at}) => at),
          indexes: Int32Array.from(sorted, ({index}) => index)
        };
        const pick = (found: number[], place: number | undefined) =>
          found.length === 0 ? null : {position: place, index: starts.indexOf(place ?? -1)};
        const after = starts.filter(at => at > position);
        const before = starts.filter(at => at < position);
        expect(nextCue(cues, position, 1)).toEqual(pick(after, Math.min(...after)));
        expect(nextCue(cues, position, -1)).toEqual(pick(before, Math.max(...before)));
      })
    );
  });
});
