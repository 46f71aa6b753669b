import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {Campus} from "../../src/engine/campus.js";
import {type HashReply, hashAll, readAll} from "../../src/engine/read-all.js";
import {byName, fileTimeOf, parsedFile, type ReadFile, unreadFile} from "../../src/engine/read-file.js";
import type {Cache} from "../cache.js";
import {describeError} from "../describe-error.js";
import type {Progress} from "../progress.js";
import {createWorkerPool} from "../workers/pool.js";
import type {FoundFile, FoundFiles} from "./find-files.js";
import type {ParseReply, ParseRequest} from "./worker.js";

/** What became of a file, and where its events are. */
export interface LoadedFile extends ReadFile {
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
): Promise<readonly LoadedFile[]> {
  const {files} = found;
  const pool = createWorkerPool(
    new URL("./worker.js", import.meta.url),
    Math.min(workers, files.length || 1)
  );
  const readers = {parallel: pool.size, describeError};
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  let filesDone = 0;
  let bytesDone = 0;
  let records = 0;

  async function parse(file: FoundFile, {contentHash, problem}: HashReply): Promise<LoadedFile> {
    const zone = campus.zoneOf(file.name);
    const fileTime = fileTimeOf(file.modified);
    const directory = await cache.get([contentHash, problem, zone, fileTime], async target => {
      const request: ParseRequest = {
        path: file.path,
        prefix: join(target, "events"),
        contentHash,
        fileTime,
        zone,
        problem
      };
      await writeFile(join(target, "summary.json"), JSON.stringify(await pool.run<ParseReply>(request)));
    });
    const {shards, ...summary}: ParseReply = JSON.parse(
      await readFile(join(directory, "summary.json"), "utf8")
    );
    return {
      ...parsedFile(file, contentHash, summary),
      shards: Array.from({length: shards}, (_, i) => join(directory, `events-${i}.parquet`)),
      quarantine: summary.quarantined ? join(directory, "events-quarantine.jsonl") : null
    };
  }

  function done(row: ReadFile) {
    records += row.records;
    bytesDone += row.bytes;
    const percent = Math.round((100 * bytesDone) / (totalBytes || 1));
    const counted = `${++filesDone} of ${files.length} files`;
    progress.update(`${counted}, ${percent}%, ${records.toLocaleString("en-US")} records`);
  }

  try {
    const hashed = await hashAll(files, readers, ({path}) => pool.run<HashReply>({path}));
    const rows = await readAll<FoundFile, LoadedFile>(files, hashed, readers, parse, done);
    const skipped = found.skipped.map(({name, status, reason}) =>
      unreadFile({name, bytes: 0}, status, reason)
    );
    const nothing = {shards: [], quarantine: null};
    return [...rows, ...skipped].map(row => ({...nothing, ...row})).sort(byName);
  } finally {
    await pool.close();
  }
}
