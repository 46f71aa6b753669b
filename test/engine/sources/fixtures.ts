import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {expect, it} from "vitest";
import type {Event} from "../../../src/engine/event.js";
import type {Mapping, Source, SourceContext} from "../../../src/engine/sources/source.js";

export const context: SourceContext = {
  toUtc: (year, month, day, hour, minute, second, ms) =>
    Date.UTC(year, month - 1, day, hour, minute, second, ms),
  fileTime: Date.UTC(2026, 0, 1),
  note: () => {}
};

/**
 * One test for each `NAME.json`, an array of records, in `test/input/FOLDER`: the source recognises them, and maps them
 * to what `NAME.expected.json` says. Drop in a file and there is a test; `UPDATE_FIXTURES=1` writes what is missing.
 */
export function testFixtures(source: Source<unknown>, folder: string): void {
  const directory = new URL(`../../input/${folder}/`, import.meta.url);
  for (const name of readdirSync(directory)) {
    if (!name.endsWith(".json") || name.endsWith(".expected.json")) continue;
    it(`maps ${folder}/${name} as expected`, () => {
      const records: unknown[] = JSON.parse(readFileSync(new URL(name, directory), "utf8"));
      expect(source.recognises(records)).toBe(true);
      const map = source.open(context);
      const actual = records.map(record => readable(map(record)));

      const expected = new URL(name.replace(".json", ".expected.json"), directory);
      if (process.env.UPDATE_FIXTURES === "1" && !existsSync(expected)) {
        writeFileSync(expected, `${JSON.stringify(actual, null, 2)}\n`);
      }
      if (!existsSync(expected))
        throw new Error(`missing ${fileURLToPath(expected)}; run with UPDATE_FIXTURES=1`);
      expect(actual).toEqual(JSON.parse(readFileSync(expected, "utf8")));
    });
  }
}

/** Without what is null, and with times one can read. */
function readable(mapping: Mapping): unknown {
  if (!isMapped(mapping)) return mapping;
  return mapping.map(event => {
    const times = {
      event_time: new Date(event.event_time).toISOString(),
      logged_time: new Date(event.logged_time).toISOString()
    };
    return Object.fromEntries(Object.entries({...event, ...times}).filter(([, value]) => value !== null));
  });
}

export function isMapped(mapping: Mapping): mapping is readonly Event[] {
  return Array.isArray(mapping);
}

/** The only event of a record that maps to one. */
export function mapOne(source: Source<unknown>, record: unknown): Event {
  const mapping = source.open(context)(record);
  if (!isMapped(mapping)) throw new Error(`not mapped: ${JSON.stringify(mapping)}`);
  expect(mapping).toHaveLength(1);
  const event = mapping[0];
  if (event === undefined) throw new Error("no event");
  return event;
}

/** Fails unless the mapping is exactly one of mapped, ignored and rejected, and holds only what an Event may hold. */
export function expectSound(mapping: Mapping): void {
  if (!isMapped(mapping)) {
    expect(Object.keys(mapping)).toHaveLength(1);
    const reason = "ignored" in mapping ? mapping.ignored : mapping.rejected;
    expect(reason.length).toBeGreaterThan(0);
    expect(reason.length).toBeLessThan(250);
    return;
  }
  expect(mapping.length).toBeGreaterThan(0);
  for (const event of mapping) expectSoundEvent(event);
}

function expectSoundEvent(event: Event): void {
  const problems: string[] = [];
  if (!Number.isInteger(event.event_time)) problems.push(`event_time ${event.event_time}`);
  if (!Number.isInteger(event.logged_time)) problems.push(`logged_time ${event.logged_time}`);
  for (const port of [event.source_port, event.destination_port]) {
    if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
      problems.push(`port ${port}`);
  }
  for (const amount of [event.duration, event.bytes_sent, event.bytes_received, event.packets_sent]) {
    if (amount !== null && !(Number.isFinite(amount) && amount >= 0)) problems.push(`amount ${amount}`);
  }
  if ((event.action === null) !== (event.action_inferred === null)) problems.push("action_inferred");
  for (const value of [...Object.values(event), ...Object.values(event.details ?? {})]) {
    if (value === undefined) problems.push("undefined");
    if (typeof value === "string" && /\0|\p{Surrogate}/u.test(value)) problems.push(JSON.stringify(value));
  }
  if (event.details !== null && Object.keys(event.details).length === 0) problems.push("empty details");
  expect(problems).toEqual([]);
}
