import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {Campus} from "../../src/engine/campus.js";
import type {Cache} from "../cache.js";
import {describeError} from "../describe-error.js";
import type {Progress} from "../progress.js";
import {createWorkerPool} from "../workers/pool.js";
import type {FoundFile, FoundFiles} from "./find-files.js";
import type {HashReply, ParseReply} from "./worker.js";

/** A row of the `quality` table to be, and where the file's events are. */
export interface ReadFile extends Omit<ParseReply, "shards" | "empty"> {
  readonly name: string;
  readonly status: "read" | "unrecognised" | "empty" | "duplicate" | "unreadable";
  readonly bytes: number;
  readonly contentHash: string | null;
  /** Parquet files with the file's events. */
  readonly shards: readonly string[];
  /** JSON Lines with the file's quarantined records; null when there are none. */
  readonly quarantine: string | null;
}

/** Reads every file that was found, several at a time; the result is in order of name however many work on it. */
export async function readFiles(
  found: FoundFiles,
  campus: Campus,
  cache: Cache,
  workers: number,
  progress: Progress
): Promise<readonly ReadFile[]> {
  const pool = createWorkerPool(
    new URL("./worker.js", import.meta.url),
    Math.min(workers, found.files.length || 1)
  );
  // The largest first, so that no large one is left for the end, when there is nothing to do beside it.
  const bySize = [...found.files].sort((a, b) => b.bytes - a.bytes);
  const inParallel = async <R>(work: (file: FoundFile) => Promise<R>): Promise<R[]> => {
    const results = new Map(zip(bySize, await mapConcurrently(bySize, pool.size, work)));
    return found.files.flatMap(file => results.get(file) ?? []);
  };
  const totalBytes = found.files.reduce((sum, file) => sum + file.bytes, 0);
  let filesDone = 0;
  let bytesDone = 0;
  let records = 0;

  const hash = (file: FoundFile) =>
    pool
      .run<HashReply>({path: file.path})
      .catch(error => ({contentHash: null, problem: describeError(error)}));

  async function parse(file: FoundFile, {contentHash, problem}: HashReply): Promise<ReadFile> {
    const zone = campus.zoneOf(file.name);
    // Logs without a year take it from the day the file was last written. The result depends on no more than that day.
    const fileTime = (Math.floor(file.modified / dayMs) + 1) * dayMs - 1;
    const directory = await cache.get([contentHash, problem, zone, fileTime], async target => {
      const request = {path: file.path, prefix: join(target, "events"), contentHash, fileTime, zone};
      await writeFile(join(target, "summary.json"), JSON.stringify(await pool.run<ParseReply>(request)));
    });
    const {shards, empty, ...summary}: ParseReply = JSON.parse(
      await readFile(join(directory, "summary.json"), "utf8")
    );
    return {
      ...summary,
      name: file.name,
      status: empty ? "empty" : summary.dataset ? "read" : "unrecognised",
      bytes: file.bytes,
      contentHash,
      shards: Array.from({length: shards}, (_, i) => join(directory, `events-${i}.parquet`)),
      quarantine: summary.quarantined ? join(directory, "events-quarantine.jsonl") : null
    };
  }

  try {
    const hashes = new Map(zip(found.files, await inParallel(hash)));
    const firsts = new Map<string, FoundFile>();
    for (const [file, {contentHash}] of hashes)
      if (contentHash !== null && !firsts.has(contentHash)) firsts.set(contentHash, file);

    const results = await inParallel(async file => {
      const {contentHash, problem} = hashes.get(file) ?? {contentHash: null, problem: "not read"};
      const first = firsts.get(contentHash ?? "");
      let result: ReadFile;
      if (contentHash === null) result = unread(file, "unreadable", problem ?? "not read");
      else if (first && first !== file && file.bytes > 0) {
        const notes = [`same content as ${first.name}; read once`, ...(problem ? [problem] : [])];
        result = {...unread(file, "duplicate", ...notes), contentHash};
      } else {
        result = await parse(file, {contentHash, problem}).catch(error =>
          unread(file, "unreadable", describeError(error))
        );
      }
      records += result.records;
      bytesDone += file.bytes;
      const percent = Math.round((100 * bytesDone) / (totalBytes || 1));
      const files = `${++filesDone} of ${found.files.length} files`;
      progress.update(`${files}, ${percent}%, ${records.toLocaleString("en-US")} records`);
      return result;
    });
    const skipped = found.skipped.map(({name, status, reason}) => unread({name, bytes: 0}, status, reason));
    return [...results, ...skipped].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } finally {
    await pool.close();
  }
}

const dayMs = 86_400_000;

function unread(
  file: {name: string; bytes: number},
  status: ReadFile["status"],
  ...notes: string[]
): ReadFile {
  const nothing = {
    dataset: null,
    container: null,
    records: 0,
    mapped: 0,
    ignored: 0,
    quarantined: 0,
    events: 0
  };
  const none = {ignoredReasons: {}, quarantineReasons: {}, shards: [], quarantine: null, contentHash: null};
  return {...nothing, ...none, name: file.name, bytes: file.bytes, status, notes};
}

function zip<A, B>(as: readonly A[], bs: readonly B[]): [A, B][] {
  return as.flatMap((a, i): [A, B][] => {
    const b = bs[i];
    return b === undefined ? [] : [[a, b]];
  });
}

/** Results in the order of `items`, at most `limit` in the making. Items start in order. */
async function mapConcurrently<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  async function work() {
    while (next < items.length) {
      const index = next++;
      const item = items[index];
      if (item !== undefined) results[index] = await map(item);
    }
  }
  await Promise.all(Array.from({length: limit}, work));
  return results;
}
