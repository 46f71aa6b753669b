import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {formatTime, formatTimeRange, fromWallClock, wallClock} from "../../src/components/time-zone.js";

const zones = ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham"];

describe("wallClock", () => {
  it("reads as the clock in the zone", () => {
    const noon = Date.UTC(2026, 2, 1, 12, 30, 5, 250);
    expect(wallClock(noon, "America/New_York").toISOString()).toBe("2026-03-01T07:30:05.250Z");
    expect(wallClock(noon, "Asia/Kolkata").toISOString()).toBe("2026-03-01T18:00:05.250Z");
  });

  it("follows clocks that change", () => {
    expect(wallClock(Date.UTC(2026, 2, 8, 6, 59), "America/New_York").getUTCHours()).toBe(1);
    expect(wallClock(Date.UTC(2026, 2, 8, 7, 0), "America/New_York").getUTCHours()).toBe(3);
  });

  it("is undone by fromWallClock, up to the hour that repeats", () => {
    const instants = fc.integer({min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1)});
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
        const wall = wallClock(instant, zone);
        const back = fromWallClock(wall, zone);
        expect(wallClock(back, zone)).toEqual(wall);
        expect(Math.abs(back - instant)).toBeLessThanOrEqual(3_600_000);
      })
    );
  });
});

describe("formatTime", () => {
  it("always says which clock it shows", () => {
    const noon = Date.UTC(2026, 2, 1, 12, 30);
    expect(formatTime(noon, "UTC")).toBe("1 Mar 2026, 12:30 UTC");
    expect(formatTime(noon, "America/New_York", true)).toBe("1 Mar 2026, 07:30:00 campus");
  });

  it("names the day of a range once when both ends share it", () => {
    const noon = Date.UTC(2026, 2, 1, 12, 30);
    expect(formatTimeRange(noon, noon + 3_600_000, "UTC")).toBe("1 Mar 2026, 12:30 – 13:30 UTC");
    expect(formatTimeRange(noon, noon + 86_400_000, "UTC")).toBe("1 Mar 2026, 12:30 – 2 Mar 2026, 12:30 UTC");
  });
});
