import type {FileSummary} from "./parse-file.js";

/** What became of one file: a row of the table `quality` to be. */
export interface ReadFile extends Omit<FileSummary, "empty"> {
  /** Path below the input, with forward slashes on every system. */
  readonly name: string;
  readonly status: "read" | "unrecognised" | "empty" | "duplicate" | "unreadable";
  readonly bytes: number;
  /** SHA-256 of the decompressed content, in hexadecimal; null where it was not read. */
  readonly contentHash: string | null;
  /** First and last time of its events, in milliseconds, where they are known from elsewhere than the events. */
  readonly span?: FileSpan | null;
}

export interface FileSpan {
  readonly first: number;
  readonly last: number;
}

/** A file that can be read. */
export interface Readable {
  readonly name: string;
  /** Size of the file itself, compressed if it is. */
  readonly bytes: number;
}

/** The row of a file that was parsed. */
export function parsedFile(file: Readable, contentHash: string, summary: FileSummary): ReadFile {
  const {empty, ...counts} = summary;
  const status = empty ? "empty" : summary.dataset ? "read" : "unrecognised";
  return {...counts, name: file.name, status, bytes: file.bytes, contentHash};
}

/** The row of a file that was not parsed, and why. */
export function unreadFile(file: Readable, status: ReadFile["status"], ...notes: string[]): ReadFile {
  return {
    dataset: null,
    container: null,
    records: 0,
    mapped: 0,
    ignored: 0,
    quarantined: 0,
    events: 0,
    ignoredReasons: {},
    quarantineReasons: {},
    name: file.name,
    bytes: file.bytes,
    status,
    contentHash: null,
    notes
  };
}

/** Orders files by name, the same in every language. */
export function byName(a: {readonly name: string}, b: {readonly name: string}): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

const dayMs = 86_400_000;

/**
 * What logs without a year take it from, milliseconds since 1970: the end of the day (UTC) on which the file was last
 * written, so that the result depends on no more than that day.
 */
export function fileTimeOf(modified: number): number {
  return (Math.floor(modified / dayMs) + 1) * dayMs - 1;
}
