import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {expect, it} from "vitest";
import type {RecordReader, RecordSink} from "../../../src/engine/records/record.js";
import type {Source} from "../../../src/engine/sources/source.js";
import {context, expectSound, isMapped} from "./fixtures.js";

/** What became of a text: notes about it, and for each record what it was mapped to or why not. */
export interface Reading {
  readonly notes: string[];
  readonly records: unknown[];
}

/** Reads a text as the pipeline does, `step` characters at a time, and maps each record. */
export function readText<R>(
  source: Source<R>,
  read: (sink: RecordSink<R>) => RecordReader,
  text: string,
  step = 1000
): Reading {
  const reading: Reading = {notes: [], records: []};
  const note = (text: string) => void reading.notes.push(text);
  const map = source.open({...context, note});
  const reader = read({
    record(value) {
      const mapping = map(value);
      expectSound(mapping);
      reading.records.push(isMapped(mapping) ? mapping.map(withoutNulls) : mapping);
    },
    broken: (_raw, reason) => void reading.records.push({broken: reason}),
    note
  });
  for (let i = 0; i < text.length; i += step) reader.push(text.slice(i, i + step));
  reader.end();
  return reading;
}

/** The values that a reader yields, in order; the source's part is not done. */
export function recordsOf<R>(read: (sink: RecordSink<R>) => RecordReader, text: string): R[] {
  const records: R[] = [];
  const reader = read({record: value => void records.push(value), broken() {}, note() {}});
  reader.push(text);
  reader.end();
  return records;
}

/**
 * One test for each `NAME.EXTENSION` in `test/input/FOLDER`: recognised, and mapped to what `NAME.EXTENSION.expected.json` says.
 * `UPDATE_FIXTURES=1` writes what is missing.
 */
export function testTextFixtures<R>(
  source: Source<R>,
  read: (sink: RecordSink<R>) => RecordReader,
  folder: string,
  extension: string
): void {
  const directory = new URL(`../../input/${folder}/`, import.meta.url);
  for (const name of readdirSync(directory)) {
    if (!name.endsWith(`.${extension}`)) continue;
    it(`maps ${folder}/${name} as expected`, () => {
      const text = readFileSync(new URL(name, directory), "utf8");
      expect(source.recognises(recordsOf(read, text))).toBe(true);
      const actual = readText(source, read, text);
      const expected = new URL(`${name}.expected.json`, directory);
      if (process.env.UPDATE_FIXTURES === "1" && !existsSync(expected)) {
        writeFileSync(expected, `${JSON.stringify(actual, null, 2)}\n`);
      }
      if (!existsSync(expected))
        throw new Error(`missing ${fileURLToPath(expected)}; run with UPDATE_FIXTURES=1`);
      expect(actual).toEqual(JSON.parse(readFileSync(expected, "utf8")));
    });
  }
}

function withoutNulls(event: object): unknown {
  const readable = Object.entries(event).map(([name, value]) =>
    name.endsWith("_time") ? [name, new Date(Number(value)).toISOString()] : [name, value]
  );
  return Object.fromEntries(readable.filter(([, value]) => value !== null));
}
