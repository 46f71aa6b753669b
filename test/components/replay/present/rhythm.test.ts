import {describe, expect, it} from "vitest";
import {
  type Beat,
  beat,
  createRhythm,
  isLocked,
  liveRoom,
  type Rhythm
} from "../../../../src/components/replay/present/rhythm.js";

const calm: Beat = {now: 0, position: 0, playing: true, locked: false, moved: false};

/** Plays 100 events every 100 ms and says when the stage was drawn. */
function drawnAt(first: Rhythm, until: number, at: (now: number) => Partial<Beat> = () => ({})) {
  let rhythm = first;
  const times: number[] = [];
  let waiting: string | null = null;
  for (let now = 0; now <= until; now += 100) {
    const beaten = beat(rhythm, {...calm, now, position: now, ...at(now)});
    rhythm = beaten.rhythm;
    waiting = beaten.waiting;
    if (beaten.draw) times.push(now);
  }
  return {times, waiting};
}

describe("the rhythm of a stage", () => {
  it("is every frame unless another one is chosen", () => {
    expect(drawnAt(createRhythm({every: null}), 300).times).toEqual([0, 100, 200, 300]);
  });

  it("is a picture every seven seconds as in a live room, and says how much waits", () => {
    const {times, waiting} = drawnAt(createRhythm({every: liveRoom}), 21_500);
    expect(times).toEqual([0, 7000, 14_000, 21_000]);
    expect(waiting).toBe("500 newer events wait.");
  });

  it("keeps its beats where frames come late", () => {
    const every = createRhythm({every: 250});
    expect(drawnAt(every, 1000).times).toEqual([0, 300, 500, 800, 1000]);
  });

  it("draws at once what the reader does, and where the clock comes to rest", () => {
    const moved = drawnAt(createRhythm({every: liveRoom}), 9000, now => ({moved: now === 1000}));
    expect(moved.times).toEqual([0, 1000, 8000]);
    const paused = drawnAt(createRhythm({every: liveRoom}), 400, now => ({playing: now < 300}));
    expect(paused.times).toEqual([0, 300, 400]);
  });

  it("holds a locked stage, even at rest, until it is opened", () => {
    const locked = (now: number) => ({locked: now >= 200 && now < 1500, playing: now < 500});
    const held = drawnAt(createRhythm({every: null}), 1400, locked);
    expect(held).toEqual({times: [0, 100], waiting: "Locked: 1,300 newer events wait."});
    expect(drawnAt(createRhythm({every: null}), 1600, locked).times).toEqual([0, 100, 1500, 1600]);
    expect(beat(createRhythm({every: null}), {...calm, locked: true}).draw).toBe(true);
  });

  it("says of a locked stage that it is locked, also when nothing waits or the replay began anew", () => {
    const {rhythm} = beat(createRhythm({every: null}), {...calm, position: 5});
    const waiting = (position: number) => beat(rhythm, {...calm, locked: true, position}).waiting;
    expect([waiting(5), waiting(6), waiting(1)]).toEqual([
      "Locked.",
      "Locked: 1 newer event waits.",
      "Locked: the replay goes on behind this picture."
    ]);
  });

  it("locks itself over one source in a live room, unless the reader chose otherwise", () => {
    const source = "192.0.2.1";
    expect(isLocked({every: liveRoom}, {source}, null)).toBe(true);
    expect(isLocked({every: liveRoom}, {source}, false)).toBe(false);
    expect(isLocked({every: null}, {source}, null)).toBe(false);
    expect(isLocked({every: null}, {source: null}, true)).toBe(true);
  });
});
