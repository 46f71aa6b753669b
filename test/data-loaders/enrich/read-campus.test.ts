import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readCampus} from "../../../data-loaders/enrich/read-campus.js";
import {makeDirectory} from "../directory.js";

async function read(text: string) {
  const path = join(makeDirectory(), "campus.yml");
  writeFileSync(path, text);
  return (await readCampus(path)).config;
}

describe("readCampus", () => {
  it("reads the one that comes with Flowbook", async () => {
    const {config, zoneOf} = await readCampus("data/campus.yml");
    expect(config.timeZone).toBe("America/New_York");
    expect(config.businessHours).toEqual({days: [0, 1, 2, 3, 4], from: 9, to: 17});
    expect(zoneOf("logs/iscx/flows-2026-03-02.csv")).toBe("America/New_York");
    expect(zoneOf("other.csv")).toBeNull();
  });

  it("takes a file that is not there or empty for one that says nothing", async () => {
    const nothing = {
      name: "campus",
      country: null,
      timeZone: "UTC",
      sites: [],
      files: [],
      fallbackCountries: []
    };
    expect((await readCampus(join(makeDirectory(), "none.yml"))).config).toMatchObject(nothing);
    expect(await read("")).toMatchObject(nothing);
  });

  it("reads business hours of any days, to the minute", async () => {
    const hours = 'business_hours: {days: [Sunday, monday], start: "7:30", end: "24:00"}';
    expect((await read(hours)).businessHours).toEqual({days: [6, 0], from: 7.5, to: 24});
    expect((await read('business_hours: {end: "18:15"}')).businessHours).toEqual({
      days: [0, 1, 2, 3, 4],
      from: 9,
      to: 18.25
    });
  });

  it.each([
    ["business_hours: 9-17", 'invalid business_hours: "9-17"; expected keys and values'],
    ["business_hours: {days: [mon]}", 'invalid business_hours.days[0]: "mon"; expected monday, tuesday'],
    ["business_hours: {days: monday}", 'invalid business_hours.days: "monday"; expected a list'],
    ["business_hours: {start: 9}", 'invalid business_hours.start: 9; expected a time of day like "09:00"'],
    ['business_hours: {start: "25:00"}', "invalid business_hours.start"],
    ['business_hours: {start: "24:30"}', "invalid business_hours.start"],
    ['business_hours: {start: "18:00", end: "17:00"}', "expected start to be before end"],
    ["time_zone: Mars", 'invalid time_zone: "Mars"; expected an IANA time zone'],
    ["sites: [{name: A, prefixes: [10.0.0.0]}]", 'invalid address prefix: "10.0.0.0"'],
    [
      "sites: [{name: A, latitude: 91}]",
      "invalid sites[0].latitude: 91; expected degrees between -90 and 90"
    ],
    ["name: [", "campus.yml:1: "]
  ])("refuses %j, saying where and why", async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
    await expect(read(text)).rejects.toThrow("campus.yml");
  });
});
