import {describe, expect, test} from "vitest";
import {axisTicks, tickReader, tickStep} from "../../../../../src/components/replay/panels/time/time-axis.js";
import {timeScale} from "../../../../../src/components/replay/panels/time/time-scale.js";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.UTC(2026, 2, 2, 13, 7, 21);

describe("an axis of time", () => {
  test("has ticks at round times, and names the day where one begins", () => {
    const ticks = axisTicks(Date.UTC(2026, 2, 2, 20, 10), Date.UTC(2026, 2, 3, 4), 4, "UTC");
    expect(ticks.map(({label}) => label)).toEqual(["22:00", "3 Mar", "02:00", "04:00"]);
  });

  test("keeps the same ticks while it rolls", () => {
    const shown = (time: number) => axisTicks(time - hour, time, 6, "UTC").map(tick => tick.time);
    const [before, after] = [shown(start), shown(start + 5 * minute)];
    expect(after.filter(time => time <= start)).toEqual(
      before.filter(time => time >= start - hour + 5 * minute)
    );
  });

  test("follows the clock on the wall, also where it changes", () => {
    const from = Date.UTC(2026, 2, 28, 12);
    const ticks = axisTicks(from, from + 2 * day, 5, "Europe/Berlin");
    expect(ticks.map(({label}) => label)).toEqual(["29 Mar", "12:00", "30 Mar", "12:00"]);
    expect((ticks[1]?.time ?? 0) - (ticks[0]?.time ?? 0)).toBe(11 * hour);
  });

  test("says seconds where ticks are closer than a minute", () => {
    expect(axisTicks(start, start + minute, 6, "UTC")[0]?.label).toBe("13:07:30");
  });

  test("has no ticks where there is no time", () => {
    expect(axisTicks(Number.NaN, Number.NaN, 6, "UTC")).toEqual([]);
    expect(tickReader("UTC")(Number.NaN, Number.NaN, 6)).toEqual([]);
  });

  test.each([300_000, hour, 7 * day, 400 * day])("never has more ticks than fit in %i ms", span => {
    for (const most of [2, 5, 9])
      expect(span / tickStep(start, start + span, most)).toBeLessThanOrEqual(most);
  });

  test("gives the same ticks when it remembers them", () => {
    const read = tickReader("UTC");
    for (let time = start; time < start + 2 * hour; time += 7 * minute)
      expect(read(time - hour, time, 6)).toEqual(axisTicks(time - hour, time, 6, "UTC"));
  });
});

describe("a scale of time", () => {
  test("moves everything by the same whole number of pixels", () => {
    const marks = [0, 91, 4000, 123_456].map(ms => start - hour + ms);
    const [before, after] = [start, start + 12_345].map(time => {
      const scale = timeScale(time - hour, time, 613);
      return marks.map(mark => scale.x(mark));
    });
    const moved = marks.map((_, i) => (after?.[i] ?? 0) - (before?.[i] ?? 0));
    expect(new Set(moved).size).toBe(1);
  });

  test("goes from edge to edge, and back", () => {
    const scale = timeScale(start, start + day, 800);
    expect([scale.x(start), scale.x(start + day)]).toEqual([0, 800]);
    expect(scale.time(400)).toBe(start + day / 2);
  });
});
