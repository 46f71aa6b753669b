import {readFile} from "node:fs/promises";
import {LineCounter, parseDocument} from "yaml";
import {type Campus, createCampus, type Site} from "../../src/engine/campus.js";
import {type BusinessHours, defaultBusinessHours} from "../../src/engine/features/context.js";
import {createZone} from "../../src/engine/time-zone.js";

/** In the order of `BusinessHours`. */
const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/**
 * Reads `campus.yml`; a file that is not there is an empty one.
 * @throws with file:line and what was expected when it cannot be used.
 */
export async function readCampus(path: string): Promise<Campus> {
  const source = await readFile(path, "utf8").catch(error => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  const lines = new LineCounter();
  const document = parseDocument(source, {lineCounter: lines});
  const [broken] = document.errors;
  if (broken)
    throw new Error(`${path}:${lines.linePos(broken.pos[0]).line}: ${broken.message.split("\n")[0]}`);
  const root: unknown = document.toJS() ?? {};

  function fail(where: string, value: unknown, expected: string): never {
    throw new Error(`${path}: invalid ${where}: ${JSON.stringify(value)}; expected ${expected}`);
  }
  const isMap = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const map = (value: unknown, where: string) =>
    isMap(value) ? value : fail(where, value, "keys and values");
  const list = (value: unknown, where: string): readonly unknown[] =>
    value === undefined || value === null ? [] : Array.isArray(value) ? value : fail(where, value, "a list");
  const text = (value: unknown, where: string) =>
    typeof value === "string" ? value : fail(where, value, "text");
  const degrees = (value: unknown, where: string, limit: number) =>
    value === undefined || value === null
      ? null
      : typeof value === "number" && Math.abs(value) <= limit
        ? value
        : fail(where, value, `degrees between -${limit} and ${limit}`);
  function zone(value: unknown, where: string): string {
    const name = text(value, where);
    try {
      createZone(name);
    } catch {
      fail(where, value, "an IANA time zone like America/Chicago");
    }
    return name;
  }

  function clock(value: unknown, where: string): number {
    const expected = 'a time of day like "09:00", up to "24:00", in quotes';
    const [, hours, minutes] =
      (typeof value === "string" && /^(\d{1,2}):([0-5]\d)$/.exec(value)) || fail(where, value, expected);
    const time = Number(hours) + Number(minutes) / 60;
    return time <= 24 ? time : fail(where, value, expected);
  }

  function readBusinessHours(value: unknown): BusinessHours {
    if (value === undefined || value === null) return defaultBusinessHours;
    const {days, start, end} = map(value, "business_hours");
    const hours = {
      days: days === undefined ? defaultBusinessHours.days : list(days, "business_hours.days").map(weekday),
      from: start === undefined ? defaultBusinessHours.from : clock(start, "business_hours.start"),
      to: end === undefined ? defaultBusinessHours.to : clock(end, "business_hours.end")
    };
    if (hours.from < hours.to) return hours;
    return fail("business_hours", value, "start to be before end, on the same day");
  }

  function weekday(value: unknown, i: number): number {
    const name = typeof value === "string" ? value.toLowerCase() : "";
    const day = weekdays.indexOf(name);
    return day >= 0 ? day : fail(`business_hours.days[${i}]`, value, weekdays.join(", "));
  }

  const top = map(root, "file");
  try {
    return createCampus({
      name: text(top.name ?? "campus", "name"),
      country: top.country === undefined ? null : text(top.country, "country"),
      timeZone: zone(top.time_zone ?? "UTC", "time_zone"),
      businessHours: readBusinessHours(top.business_hours),
      sites: list(top.sites, "sites").map((item, i): Site => {
        const site = map(item, `sites[${i}]`);
        return {
          name: text(site.name, `sites[${i}].name`),
          prefixes: list(site.prefixes, `sites[${i}].prefixes`).map(p => text(p, `sites[${i}].prefixes`)),
          latitude: degrees(site.latitude, `sites[${i}].latitude`, 90),
          longitude: degrees(site.longitude, `sites[${i}].longitude`, 180)
        };
      }),
      files: list(top.files, "files").map((item, i) => {
        const file = map(item, `files[${i}]`);
        return {
          pattern: text(file.pattern, `files[${i}].pattern`),
          zone: zone(file.zone, `files[${i}].zone`)
        };
      }),
      fallbackCountries: list(top.fallback_countries, "fallback_countries").map((item, i) => {
        const entry = map(item, `fallback_countries[${i}]`);
        return {
          prefix: text(entry.prefix, `fallback_countries[${i}].prefix`),
          country: text(entry.country, `fallback_countries[${i}].country`)
        };
      })
    });
  } catch (error) {
    if (error instanceof Error && !error.message.startsWith(path))
      error.message = `${path}: ${error.message}`;
    throw error;
  }
}
