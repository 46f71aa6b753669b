import fc from "fast-check";
import {expect, it} from "vitest";
import type {SourceContext} from "../../../src/engine/sources/source.js";
import {parseTimestamp} from "../../../src/engine/sources/timestamp.js";

/** A file written in a zone two hours east of UTC. */
const context: SourceContext = {
  toUtc: (year, month, day, hour, minute, second, ms) =>
    Date.UTC(year, month - 1, day, hour - 2, minute, second, ms),
  fileTime: 0,
  note: () => {}
};

const parse = (text: string): number | null => parseTimestamp(text, context);

it("reads every spelling of a zone", () => {
  const expected = Date.UTC(2021, 5, 6, 13, 57, 37, 272);
  expect(parse("2021-06-06T13:57:37.272Z")).toBe(expected);
  expect(parse("2021-06-06T13:57:37.272281Z")).toBe(expected);
  expect(parse("2021-06-06 13:57:37.272281+0000")).toBe(expected);
  expect(parse("2021-06-06T15:57:37.272281+0200")).toBe(expected);
  expect(parse("2021-06-06T14:57:37.272281+01:00")).toBe(expected);
  expect(parse("2021-06-06T04:57:37.272281-0900")).toBe(expected);
  expect(parse("2021-06-06T15:57:37.272281+02")).toBe(expected);
  expect(parse("2021-06-06T19:27:37,272281999+05:30")).toBe(expected);
});

it("takes the file's zone where the time has none", () => {
  expect(parse("2022-05-31T05:03:17.841446")).toBe(Date.UTC(2022, 4, 31, 3, 3, 17, 841));
  expect(parse("2022-05-31 05:03:17")).toBe(Date.UTC(2022, 4, 31, 3, 3, 17));
  expect(parse("2022-05-31T05:03")).toBe(Date.UTC(2022, 4, 31, 3, 3));
});

it("does not take a time without a zone for one with it", () => {
  expect(parse("2022-05-31T05:03Z")).toBe(Date.UTC(2022, 4, 31, 5, 3));
});

it("counts a short fraction from the left", () => {
  expect(parse("2022-01-01T00:00:00.5Z")).toBe(Date.UTC(2022, 0, 1, 0, 0, 0, 500));
  expect(parse("2022-01-01T00:00:00.05Z")).toBe(Date.UTC(2022, 0, 1, 0, 0, 0, 50));
  expect(parse("2022-01-01T00:00:00.0009Z")).toBe(Date.UTC(2022, 0, 1));
});

it("knows leap years", () => {
  expect(parse("2024-02-29T00:00:00Z")).toBe(Date.UTC(2024, 1, 29));
  expect(parse("2000-02-29T00:00:00Z")).toBe(Date.UTC(2000, 1, 29));
  expect(parse("2023-02-29T00:00:00Z")).toBe(null);
  expect(parse("2100-02-29T00:00:00Z")).toBe(null);
});

it.each([
  "",
  "2022",
  "2022-05-31",
  "2022-02-31T00:00:00Z",
  "2022-04-31T00:00:00Z",
  "2022-13-01T00:00:00Z",
  "2022-00-01T00:00:00Z",
  "2022-01-00T00:00:00Z",
  "2022-01-01T24:00:00Z",
  "2022-01-01T00:60:00Z",
  "2022-01-01T00:00:60Z",
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59Z",
  "2022-01-01T00:00:00.Z",
  "2022-01-01T00:00:00+25:00",
  "2022-01-01T00:00:00+0260",
  "2022-01-01T00:00:00+020",
  "2022-01-01T00:00:00+02:00 ",
  " 2022-01-01T00:00:00Z",
  "2022-01-01T00:00:00 CEST",
  "2022-01-01T0:00:00Z+",
  "-022-01-01T00:00:00Z",
  "２０２２-01-01T00:00:00Z"
])("is null for %j", text => {
  expect(parse(text)).toBe(null);
});

it("agrees with Date about every instant it writes, in every zone", () => {
  const range = {
    min: new Date(Date.UTC(1970, 0, 2)),
    max: new Date(Date.UTC(2199, 11, 30)),
    noInvalidDate: true
  };
  fc.assert(
    fc.property(fc.date(range), fc.integer({min: -840, max: 840}), (date, offset) => {
      const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
      const sign = offset < 0 ? "-" : "+";
      const hours = String(Math.trunc(Math.abs(offset) / 60)).padStart(2, "0");
      const minutes = String(Math.abs(offset) % 60).padStart(2, "0");
      expect(parse(`${local}${sign}${hours}${minutes}`)).toBe(date.getTime());
      expect(parse(`${local}${sign}${hours}:${minutes}`)).toBe(date.getTime());
    })
  );
});

it("never throws and never returns anything but a whole number or null", () => {
  const nearly = fc.stringMatching(
    /^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9.]{0,12})?[Z+-]?[0-9:]{0,5}$/
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), nearly), text => {
      const time = parse(text);
      expect(time === null || Number.isInteger(time)).toBe(true);
    })
  );
});
