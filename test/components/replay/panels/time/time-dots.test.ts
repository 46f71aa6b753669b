import {describe, expect, test} from "vitest";
import {blend, createStamp} from "../../../../../src/components/replay/panels/canvas/canvas-stamps.js";
import {
  type DotField,
  dotField,
  dotPicture,
  dotRange,
  dotRow,
  lookOf,
  nearestDot,
  putDots
} from "../../../../../src/components/replay/panels/time/time-dots.js";
import {timeScale} from "../../../../../src/components/replay/panels/time/time-scale.js";
import {severities} from "../../../../../src/engine/event.js";
import {createReplay} from "../../../../../src/engine/replay/replay.js";
import {makeRecording, start} from "../../../../engine/replay/make-recording.js";

const marked = severities.filter(severity => severity !== "none");
const replay = createReplay(
  makeRecording({
    events: Array.from({length: 600}, (_, i) => ({
      severity: i % 3 === 0 ? "none" : (marked[(i * 7) % marked.length] ?? "low"),
      score: i % 11 === 0 ? null : ((i * 37) % 100) / 100,
      source: `192.0.2.${i % 250}`
    }))
  })
);
const colors = severities.map((_, i) => 0xff000000 + i * 0x302010);
const ground = 0xffffffff;

function field(dots: number): DotField {
  return dotField(lookOf(dots), 300, 160, width => timeScale(start, start + 600_000, width));
}

function draw(stops: readonly number[], dots = 9000): Uint32Array {
  const place = field(dots);
  const picture = dotPicture(new Uint32Array(300 * 160).fill(ground), place);
  let from = 0;
  for (const position of stops) {
    const {to} = dotRange(replay, {from: 0, position});
    putDots(picture, place, replay, {from, to}, colors);
    from = to;
  }
  return picture.pixels;
}

describe("dots", () => {
  test("make the same picture at once and little by little", () => {
    const once = draw([600]);
    expect(once.some(pixel => pixel !== ground)).toBe(true);
    expect(draw([1, 7, 7, 80, 333, 599, 600])).toEqual(once);
  });

  test("make the same picture on pixels used before", () => {
    const place = field(9000);
    const pixels = new Uint32Array(300 * 160).fill(ground);
    const range = dotRange(replay, {from: 0, position: 600});
    const first = dotPicture(pixels, place);
    putDots(first, place, replay, range, colors);
    const before = pixels.slice();
    pixels.fill(ground);
    putDots(dotPicture(pixels, place, first), place, replay, range, colors);
    expect(pixels).toEqual(before);
  });

  test("are no more than a few upon each other", () => {
    const crowd = createReplay(
      makeRecording({events: Array.from({length: 50}, () => ({time: start, severity: "low", score: 0.5}))})
    );
    const place = field(9000);
    const [few, many] = [4, 50].map(position => {
      const picture = dotPicture(new Uint32Array(300 * 160).fill(ground), place);
      putDots(picture, place, crowd, dotRange(crowd, {from: 0, position}), colors);
      return picture.pixels;
    });
    expect(many).toEqual(few);
  });

  test("lie within their picture, whatever the score", () => {
    for (const dots of [100, 5000, 50_000]) {
      const place = field(dots);
      for (const score of [-1, 0, 0.5, 1, 2, Number.NaN]) {
        const row = dotRow(place, score, 12_345);
        expect(row).toBeGreaterThanOrEqual(place.reach);
        expect(row).toBeLessThan(place.height - place.reach);
      }
      expect(place.scores.bottom + place.reach).toBeLessThanOrEqual(place.lane.top);
    }
  });

  test("are found by a press near them, and only among those shown", () => {
    const place = field(9000);
    const event = 400;
    const spot = {
      x: place.reach + place.scale.x(replay.tape.clock[event] ?? 0) + 1,
      y: dotRow(place, replay.recording.columns.scores[event] ?? 0, event)
    };
    expect(nearestDot(place, replay, dotRange(replay, {from: 0, position: 600}), spot, 6)).toBe(event);
    expect(nearestDot(place, replay, dotRange(replay, {from: 0, position: 300}), spot, 6)).toBeNull();
  });
});

describe("stamps", () => {
  test("differ by severity, so that colour is not needed", () => {
    const shapes = marked.map(severity => createStamp(severity, 9, 1, 100).offsets.join());
    expect(new Set(shapes).size).toBe(marked.length);
  });

  test("blend as light does", () => {
    expect(blend(0xff102030, 0xffe0a040, 0)).toBe(0xff102030);
    expect(blend(0xff102030, 0xffe0a040, 256)).toBe(0xffe0a040);
    expect(blend(0xff000000, 0xff646464, 128)).toBe(0xff323232);
    expect(blend(0xffffffff, 0xff000000, 128)).toBe(0xff7f7f7f);
  });
});
