import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {configure, createClock, pause, play, read, seek, step} from "../../../src/engine/replay/clock.js";
import {createTape, positionAt, timeAt} from "../../../src/engine/replay/tape.js";

const start = Date.UTC(2026, 2, 2);
/** One event a second. */
const tape = createTape(Float64Array.from({length: 10_500}, (_, i) => start + i * 1000));
const steady = {speed: {eventsPerSecond: 1000}, batch: 1000};

describe("the tape", () => {
  it("has a clock that never runs backwards, whatever order events come in", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 1e6})), times => {
        const {clock} = createTape(Float64Array.from(times));
        expect([...clock]).toEqual(times.map((_, i) => Math.max(...times.slice(0, i + 1))));
      })
    );
  });

  it("finds the position at which everything up to a time has happened", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 50})), fc.integer({min: -5, max: 55}), (times, time) => {
        const random = createTape(Float64Array.from(times));
        expect(positionAt(random, time)).toBe(random.clock.filter(t => t <= time).length);
      })
    );
  });

  it("shows the first event's time before anything has happened, and no time without events", () => {
    expect(timeAt(tape, 0)).toBe(start);
    expect(timeAt(tape, 1)).toBe(start);
    expect(timeAt(tape, 10_500)).toBe(start + 10_499_000);
    expect(timeAt(createTape(new Float64Array(0)), 0)).toBeNaN();
  });
});

describe("the clock", () => {
  it("stands still until it is set going", () => {
    expect(read(createClock(tape), 1e6)).toEqual({position: 0, playing: false});
  });

  it("plays whole batches at the asked pace, and stops at the end", () => {
    const clock = play(createClock(tape, steady), 500);
    expect(read(clock, 1499).position).toBe(0);
    expect(read(clock, 1500).position).toBe(1000);
    expect(read(clock, 4700).position).toBe(4000);
    expect(read(clock, 10_501)).toEqual({position: 10_000, playing: true});
    expect(read(clock, 11_500)).toEqual({position: 10_500, playing: false});
    expect(read(clock, 1e9)).toEqual({position: 10_500, playing: false});
  });

  it("shows the end, then starts over, when it loops", () => {
    const clock = play(createClock(tape, {...steady, loop: true}), 0);
    expect(read(clock, 11_000).position).toBe(10_500);
    expect(read(clock, 12_000).position).toBe(0);
    expect(read(clock, 13_000).position).toBe(1000);
    expect(read(clock, 24_000).position).toBe(0);
    expect(read(clock, 24_000).playing).toBe(true);
  });

  it("plays events at their own times, faster than they happened", () => {
    const clock = play(createClock(tape, {speed: {timesReal: 60}}), 0);
    expect(read(clock, 1000).position).toBe(61);
    expect(read(clock, 10_000).position).toBe(601);
    expect(read(clock, 1e6)).toEqual({position: 10_500, playing: false});
  });

  it("keeps its place within a gap when paused", () => {
    const gap = createTape(Float64Array.of(start, start + 60_000));
    let clock = play(createClock(gap, {speed: {timesReal: 1}}), 0);
    clock = play(pause(clock, 40_000), 100_000);
    expect(read(clock, 119_999).position).toBe(1);
    expect(read(clock, 120_000).position).toBe(2);
  });

  it("depends on how long it has played, never on how often anybody looked", () => {
    const speeds = fc.oneof(
      fc.record({eventsPerSecond: fc.integer({min: 1, max: 100_000})}),
      fc.record({timesReal: fc.integer({min: 1, max: 10_000})})
    );
    fc.assert(
      fc.property(speeds, fc.boolean(), fc.array(fc.integer({min: 0, max: 3000})), (speed, loop, looks) => {
        const clock = play(createClock(tape, {speed, loop}), 0);
        const before = looks.map(now => read(clock, now).position);
        expect([...looks].reverse().map(now => read(clock, now).position)).toEqual(before.reverse());
      })
    );
  });

  it("stays on the tape whatever is done to it", () => {
    const action = fc.oneof(
      fc.record({seek: fc.integer({min: -5000, max: 20_000})}),
      fc.record({step: fc.integer({min: -20, max: 20})}),
      fc.record({play: fc.boolean()}),
      fc.record({speed: fc.integer({min: 1, max: 1e6})})
    );
    fc.assert(
      fc.property(fc.array(action, {maxLength: 20}), fc.boolean(), (steps, loop) => {
        let clock = createClock(tape, {loop});
        let now = 0;
        for (const todo of steps) {
          now += 700;
          if ("seek" in todo) clock = seek(clock, todo.seek, now);
          else if ("step" in todo) clock = step(clock, todo.step, now);
          else if ("speed" in todo) clock = configure(clock, {speed: {eventsPerSecond: todo.speed}}, now);
          else clock = todo.play ? play(clock, now) : pause(clock, now);
          const {position} = read(clock, now);
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThanOrEqual(tape.length);
          expect(Number.isInteger(position)).toBe(true);
        }
      })
    );
  });

  it("steps by batches, both ways, and pauses to do so", () => {
    let clock = step(play(createClock(tape, steady), 0), 3, 10);
    expect(read(clock, 1e6)).toEqual({position: 3000, playing: false});
    clock = step(clock, -1, 20);
    expect(read(clock, 1e6).position).toBe(2000);
    expect(read(step(clock, -9, 30), 1e6).position).toBe(0);
  });

  it("goes on from where it is sent, and does not jump when its speed changes", () => {
    let clock = seek(play(createClock(tape, steady), 0), 5500, 800);
    expect(read(clock, 1800)).toEqual({position: 6500, playing: true});
    clock = configure(clock, {speed: {eventsPerSecond: 2000}}, 1800);
    expect(read(clock, 1800).position).toBe(6500);
    expect(read(clock, 2300).position).toBe(7500);
  });

  it("plays from the beginning when it stands at the end", () => {
    const clock = play(seek(createClock(tape, steady), 10_500, 0), 0);
    expect(read(clock, 0)).toEqual({position: 0, playing: true});
  });

  it("has nothing to play on an empty tape", () => {
    const empty = play(createClock(createTape(new Float64Array(0)), {loop: true}), 0);
    expect(read(empty, 1000).position).toBe(0);
  });
});
