import {expect, test} from "vitest";
import {
  eventsTitle,
  pointsTitle,
  positionWords
} from "../../../../../src/components/replay/panels/time/time-words.js";
import {frameAt} from "../../../../../src/engine/replay/frame.js";
import {createReplay} from "../../../../../src/engine/replay/replay.js";
import {makeRecording, start} from "../../../../engine/replay/make-recording.js";

const replay = createReplay(
  makeRecording({events: Array.from({length: 1204}, (_, i) => ({severity: i < 87 ? "high" : "none"}))})
);
const frame = (position: number, span: number) =>
  frameAt(replay, {position, time: start + (position - 1) * 1000}, span);

test("titles say what is shown, and of when", () => {
  expect(eventsTitle(frame(1204, 3_600_000), "all")).toBe(
    "1,204 events in the last hour, 87 of them anomalous"
  );
  expect(eventsTitle(frame(1, Number.POSITIVE_INFINITY), "blocked")).toBe(
    "1 blocked event so far, 1 of them anomalous"
  );
  expect(eventsTitle(frame(10, 300_000), "suspicious")).toBe("10 anomalous events in the last 5 minutes");
  expect(eventsTitle(frame(0, 300_000), "all")).toBe("0 events in the last 5 minutes");
  expect(pointsTitle(frame(87, Number.POSITIVE_INFINITY))).toBe(
    "87 anomalous events so far, by anomaly score"
  );
});

test("a position is said in events and as a time", () => {
  expect(positionWords(1204, 328_530, "3 Mar 2026, 02:30 UTC")).toBe(
    "1,204 of 328,530 events, 3 Mar 2026, 02:30 UTC"
  );
});
