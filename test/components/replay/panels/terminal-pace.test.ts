import {afterEach, beforeEach, expect, it, vi} from "vitest";
import {paced} from "../../../../src/components/replay/panels/terminal-pace.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("draws now and then while playing, and what was given last in the end", () => {
  const drawn: number[] = [];
  const show = paced<{playing: boolean; frame: number}>(({frame}) => drawn.push(frame));
  for (let frame = 0; frame < 10; frame++) {
    show({playing: true, frame});
    vi.advanceTimersByTime(20);
  }
  vi.advanceTimersByTime(1000);
  expect(drawn).toEqual([0, 4, 9]);
});

it("draws at once at rest, and nothing older afterwards", () => {
  const drawn: number[] = [];
  const show = paced<{playing: boolean; frame: number}>(({frame}) => drawn.push(frame));
  show({playing: true, frame: 0});
  show({playing: true, frame: 1});
  show({playing: false, frame: 2});
  vi.advanceTimersByTime(1000);
  expect(drawn).toEqual([0, 2]);
});
