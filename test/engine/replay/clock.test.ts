import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  type ClockSettings,
  configure,
  createClock,
  pause,
  play,
  read,
  seek,
  seekMoment,
  seekTime,
  step
} from "../../../src/engine/replay/clock.js";
import {speedFor} from "../../../src/engine/replay/speed.js";
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
    expect(read(createClock(tape), 1e6)).toEqual({position: 0, time: start, playing: false});
  });

  it("plays whole batches at the asked pace, and stops at the end", () => {
    const clock = play(createClock(tape, steady), 500);
    expect(read(clock, 1499).position).toBe(0);
    expect(read(clock, 1500).position).toBe(1000);
    expect(read(clock, 4700).position).toBe(4000);
    expect(read(clock, 10_501)).toMatchObject({position: 10_000, playing: true});
    const end = {position: 10_500, time: start + 10_499_000, playing: false};
    expect(read(clock, 11_500)).toEqual(end);
    expect(read(clock, 1e9)).toEqual(end);
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
    expect(read(clock, 1e6)).toMatchObject({position: 10_500, playing: false});
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
    expect(read(clock, 1e6)).toMatchObject({position: 3000, playing: false});
    clock = step(clock, -1, 20);
    expect(read(clock, 1e6).position).toBe(2000);
    expect(read(step(clock, -9, 30), 1e6).position).toBe(0);
  });

  it("goes on from where it is sent, and does not jump when its speed changes", () => {
    let clock = seek(play(createClock(tape, steady), 0), 5500, 800);
    expect(read(clock, 1800)).toMatchObject({position: 6500, playing: true});
    clock = configure(clock, {speed: {eventsPerSecond: 2000}}, 1800);
    expect(read(clock, 1800).position).toBe(6500);
    expect(read(clock, 2300).position).toBe(7500);
  });

  it("plays from the beginning when it stands at the end", () => {
    const clock = play(seek(createClock(tape, steady), 10_500, 0), 0);
    expect(read(clock, 0)).toEqual({position: 0, time: start, playing: true});
  });

  it("has nothing to play on an empty tape", () => {
    const empty = play(createClock(createTape(new Float64Array(0)), {loop: true}), 0);
    expect(read(empty, 1000).position).toBe(0);
  });
});

const anySpeed = fc.oneof(
  fc.record({eventsPerSecond: fc.double({min: 0.5, max: 100_000, noNaN: true})}),
  fc.record({timesReal: fc.double({min: 0.001, max: 10_000, noNaN: true})})
);
/** Some events share a time, some are logged late, some leave a gap. */
const anyTape = fc
  .array(fc.constantFrom(-30, 0, 0, 1, 7, 500), {minLength: 1, maxLength: 60})
  .map(steps => createTape(Float64Array.from(steps.map((_, i) => sumOf(steps.slice(0, i + 1))))));
const sumOf = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, start);
const anyClock = fc
  .record({
    tape: anyTape,
    speed: anySpeed,
    batch: fc.integer({min: 1, max: 20}),
    loop: fc.boolean(),
    from: fc.double({min: 0, max: 1, noNaN: true}),
    stop: fc.option(fc.double({min: 0, max: 1, noNaN: true}))
  })
  .map(({tape: random, from, stop, ...settings}) => {
    const at = Math.round(from * random.length);
    const clock = seek(createClock(random, settings), at, 0);
    return {...clock, stop: stop === null ? null : Math.round(stop * random.length)};
  });
const anyTimes = fc
  .array(fc.integer({min: 0, max: 5000}), {minLength: 2})
  .map(list => list.sort((a, b) => a - b));

describe("a clock that plays", () => {
  it("never runs backwards within a lap, and its time is that of its position", () => {
    fc.assert(
      fc.property(anyClock, anyTimes, (paused, looks) => {
        const clock = play({...paused, loop: false}, 0);
        let before = read(clock, 0);
        for (const now of looks) {
          const moment = read(clock, now);
          expect(moment.position).toBeGreaterThanOrEqual(before.position);
          expect(moment.time).toBeGreaterThanOrEqual(before.time);
          expect(moment.time).toBeGreaterThanOrEqual(timeAt(clock.tape, moment.position));
          expect(moment.time).toBeLessThanOrEqual(
            clock.tape.clock[moment.position] ?? timeAt(clock.tape, clock.tape.length)
          );
          expect(before.playing || !moment.playing).toBe(true);
          before = moment;
        }
      })
    );
  });

  it("comes to its stop, exactly, and rests there: in this lap, or in the next where it loops", () => {
    fc.assert(
      fc.property(anyClock, fc.integer({min: 1, max: 400}), (paused, pace) => {
        const clock = play(paused, 0);
        const {stop} = clock;
        if (stop === null || stop === clock.position) return;
        const hasLaps =
          clock.loop &&
          ("eventsPerSecond" in clock.speed || timeAt(clock.tape, clock.tape.length) > timeAt(clock.tape, 0));
        const isMet = stop > clock.position || hasLaps;
        const end = read(clock, 1e12);
        if (isMet) expect(end).toEqual({position: stop, time: timeAt(clock.tape, stop), playing: false});
        // On the way there it is never past it.
        for (let now = 0; now < 40 * pace; now += pace) {
          const {position, playing} = read(clock, now);
          if (!playing) expect(position).toBe(end.position);
          else if (stop > clock.position && !clock.loop) expect(position).toBeLessThanOrEqual(stop);
        }
      })
    );
  });

  it("goes on from its stop when it is played again", () => {
    for (const speed of [{eventsPerSecond: 1000}, {timesReal: 1000}]) {
      let clock = play(createClock(tape, {speed, stop: 2500, batch: 1000}), 0);
      expect(read(clock, 1e5)).toEqual({position: 2500, time: start + 2_499_000, playing: false});
      clock = play(clock, 1e5);
      expect(clock.stop).toBeNull();
      expect(read(clock, 101_000)).toMatchObject({position: 3500, playing: true});
      expect(read(clock, 1e9).position).toBe(10_500);
    }
  });

  it("is the same read once or played on from any moment between", () => {
    // By times, which no batch holds up.
    fc.assert(
      fc.property(
        anyClock,
        fc.integer({min: 0, max: 3000}),
        fc.integer({min: 0, max: 3000}),
        (paused, a, b) => {
          const clock = play({...paused, speed: {timesReal: 2}, loop: false}, 0);
          const whole = read(clock, a + b);
          const parts = read(configure(clock, {}, a), a + b);
          expect(parts.position).toBe(whole.position);
          expect(parts.time).toBeCloseTo(whole.time, 3);
          expect(parts.playing).toBe(whole.playing);
        }
      )
    );
  });

  it("does not move in no time", () => {
    fc.assert(
      fc.property(anyClock, paused => {
        const {position, time} = read(paused, 0);
        const isAtEnd = position === paused.tape.length;
        expect(read(play(paused, 5), 5)).toEqual(
          isAtEnd
            ? {position: 0, time: timeAt(paused.tape, 0), playing: true}
            : {position, time, playing: true}
        );
      })
    );
  });
});

describe("a moment", () => {
  it("is come to again by its position and time", () => {
    fc.assert(
      fc.property(anyClock, fc.integer({min: 0, max: 5000}), (paused, now) => {
        const {position, time} = read(play(paused, 0), now);
        const there = seekMoment(createClock(paused.tape), {position, time}, 0);
        expect(read(there, 9)).toEqual({position, time, playing: false});
      })
    );
  });

  it("of another tape is come to by its time", () => {
    const there = seekMoment(createClock(tape), {position: 7, time: start + 99_500}, 0);
    expect(read(there, 0)).toEqual({position: 100, time: start + 99_500, playing: false});
    for (const position of [-1, 0.5, 1e9, Number.NaN])
      expect(read(seekMoment(createClock(tape), {position, time: start}, 0), 0).position).toBe(1);
  });

  it("may lie between two events, from which the clock goes on", () => {
    const gap = createTape(Float64Array.of(start, start + 60_000));
    const clock = seekTime(createClock(gap, {speed: {timesReal: 1}}), start + 45_000, 0);
    expect(read(clock, 0)).toEqual({position: 1, time: start + 45_000, playing: false});
    expect(read(play(clock, 0), 14_999).position).toBe(1);
    expect(read(play(clock, 0), 15_000).position).toBe(2);
  });

  it("that is no number is the beginning of the tape", () => {
    expect(read(seekTime(createClock(tape), Number.NaN, 0), 0)).toMatchObject({position: 1, time: start});
    expect(read(seek(createClock(tape), Number.NaN, 0), 0)).toMatchObject({position: 0, time: start});
  });

  it("before or after the tape is its beginning or its end; an empty tape has none", () => {
    expect(read(seekTime(createClock(tape), 0, 0), 0)).toMatchObject({position: 1, time: start});
    expect(read(seekTime(createClock(tape), 1e15, 0), 0).position).toBe(10_500);
    const empty = seekTime(createClock(createTape(new Float64Array(0))), start, 0);
    expect(read(empty, 0)).toEqual({position: 0, time: Number.NaN, playing: false});
  });
});

describe("the speed for a stretch", () => {
  it("plays it in the time asked for", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 10_000}),
        fc.integer({min: 1, max: 499}),
        fc.integer({min: 1, max: 600}),
        (from, length, seconds) => {
          const settings: Partial<ClockSettings> = {
            speed: speedFor({from: timeAt(tape, from + 1), to: timeAt(tape, from + 1 + length)}, seconds),
            stop: from + 1 + length
          };
          const clock = play(seek(createClock(tape, settings), from + 1, 0), 0);
          expect(read(clock, seconds * 1000 - 1).playing).toBe(true);
          expect(read(clock, seconds * 1000 + 1)).toMatchObject({
            position: from + 1 + length,
            playing: false
          });
        }
      )
    );
  });

  it("is sane for stretches without length and times without sense", () => {
    expect(speedFor({from: start, to: start}, 60)).toEqual({timesReal: 1});
    expect(speedFor({from: start, to: start - 5}, 60)).toEqual({timesReal: 1});
    expect(speedFor({from: start, to: start + 1000}, 0)).toEqual({timesReal: 1});
    expect(speedFor({from: start, to: start + 1000}, Number.NaN)).toEqual({timesReal: 1});
    expect(speedFor({from: start, to: start + 1}, 3600)).toEqual({timesReal: 0.001});
  });
});
