import * as fc from "fast-check";
import {Temporal} from "temporal-polyfill";
import {describe, expect, it} from "vitest";
import {createZone} from "../../src/engine/time-zone.js";

const names = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Casablanca"
];

describe("createZone", () => {
  it("agrees with Temporal on every moment", () => {
    const moment = fc.integer({min: Date.UTC(1975, 0), max: Date.UTC(2037, 0)});
    fc.assert(
      fc.property(fc.constantFrom(...names), moment, (name, ms) => {
        const expected =
          Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name).offsetNanoseconds / 1e6;
        expect(createZone(name).offset(ms)).toBe(expected);
      }),
      {numRuns: 60}
    );
  });

  it("reads wall-clock times as Temporal does, gaps and overlaps included", () => {
    const zones = new Map(names.map(name => [name, createZone(name)]));
    const wall = fc.record({
      month: fc.integer({min: 1, max: 12}),
      day: fc.integer({min: 1, max: 28}),
      hour: fc.nat(23),
      minute: fc.nat(59)
    });
    fc.assert(
      fc.property(fc.constantFrom(...names), wall, (timeZone, {month, day, hour, minute}) => {
        const expected = Temporal.ZonedDateTime.from({
          timeZone,
          year: 2024,
          month,
          day,
          hour,
          minute
        }).epochMilliseconds;
        expect(zones.get(timeZone)?.toUtc(2024, month, day, hour, minute, 0, 0)).toBe(expected);
      }),
      {numRuns: 200}
    );
  });

  it("moves a time that clocks skip forward, and takes the earlier of two", () => {
    const {toUtc} = createZone("Europe/Berlin");
    expect(toUtc(2024, 3, 31, 2, 30, 0, 0)).toBe(Date.UTC(2024, 2, 31, 1, 30));
    expect(toUtc(2024, 10, 27, 2, 30, 0, 0)).toBe(Date.UTC(2024, 9, 27, 0, 30));
  });

  it("has no milliseconds for a date or time that does not exist", () => {
    for (const name of ["UTC", "Europe/Berlin"]) {
      const {toUtc, offset} = createZone(name);
      expect(toUtc(2023, 2, 29, 0, 0, 0, 0)).toBeNaN();
      expect(toUtc(2024, 13, 1, 0, 0, 0, 0)).toBeNaN();
      expect(toUtc(2024, 1, 1, 24, 0, 0, 0)).toBeNaN();
      expect(toUtc(2024, 2, 29, 23, 59, 60, 0)).not.toBeNaN();
      expect(offset(Number.NaN)).toBeNaN();
    }
  });

  it("refuses a name that is no time zone", () => {
    expect(() => createZone("Mars/Olympus")).toThrow(
      'invalid time zone: "Mars/Olympus"; expected an IANA name'
    );
  });
});
