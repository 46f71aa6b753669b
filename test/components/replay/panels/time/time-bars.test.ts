import {describe, expect, test} from "vitest";
import {eachBar, rateScale} from "../../../../../src/components/replay/panels/time/time-bars.js";
import {peakOfBins, peakWithin} from "../../../../../src/components/replay/panels/time/time-peak.js";
import {timeScale} from "../../../../../src/components/replay/panels/time/time-scale.js";
import {binSpan} from "../../../../../src/engine/replay/bins.js";
import {frameAt} from "../../../../../src/engine/replay/frame.js";
import {createReplay} from "../../../../../src/engine/replay/replay.js";
import {timeAt} from "../../../../../src/engine/replay/tape.js";
import {makeRecording, start} from "../../../../engine/replay/make-recording.js";

const minute = 60_000;
/** Some seconds apart, with a flood in between. */
const offsets = Array.from({length: 400}, (_, i) =>
  i < 200 ? i * 7000 : i < 330 ? 1_400_000 + i : i * 9000
);
const replay = createReplay(
  makeRecording({
    events: offsets.map((ms, i) => ({time: start + ms, severity: i % 5 === 0 ? "low" : "none"}))
  })
);

describe("the axis of events over time", () => {
  test("ends where the fullest bin of any moment does", () => {
    for (const span of [300_000, Number.POSITIVE_INFINITY]) {
      let most = 0;
      let width = 0;
      for (let position = 0; position <= replay.tape.length; position++) {
        const time = timeAt(replay.tape, position);
        const bins = binSpan(replay, frameAt(replay, {position, time}, span), 20);
        width = bins.width;
        most = Math.max(most, ...bins.events);
      }
      expect(peakOfBins(replay, width)).toBe(most);
    }
  });

  test("counts per minute, whatever the length of a bin", () => {
    expect(rateScale(30, 30_000)).toEqual({most: 60, ticks: [0, 20, 40, 60]});
    expect(rateScale(0, minute).most).toBe(1);
  });

  test("knows the most anomalous events that any look back holds", () => {
    const {tape, anomalous} = replay;
    for (const span of [60_000, 300_000]) {
      let most = 0;
      for (let position = 1; position <= tape.length; position++) {
        const frame = frameAt(replay, {position, time: timeAt(tape, position)}, span);
        most = Math.max(most, frame.anomalous.events);
      }
      expect(peakWithin(tape.clock, anomalous, span)).toBe(most);
    }
    expect(peakWithin(tape.clock, anomalous, Number.POSITIVE_INFINITY)).toBe(anomalous.length);
  });
});

describe("bars", () => {
  const scale = timeScale(start + minute / 2, start + 4 * minute, 350);
  const bars = (from: number, width: number, counts: readonly number[], most: number) => {
    const drawn: {x: number; width: number; share: number}[] = [];
    eachBar({start: from, width}, counts, scale, {width: 350, most, gap: 1}, (x, across, share) => {
      drawn.push({x, width: across, share});
    });
    return drawn;
  };

  test("are cut where the plot begins and ends, and empty ones are left out", () => {
    const drawn = bars(start, minute, [10, 0, 5, 20, 20], 20);
    expect(drawn.map(({share}) => share)).toEqual([0.5, 0.25, 1]);
    expect(drawn[0]).toEqual({x: 0, width: 49, share: 0.5});
  });

  test("touch where they are too narrow for a gap", () => {
    expect(bars(start + minute, 2000, [1], 1)[0]?.width).toBe(3);
  });
});
