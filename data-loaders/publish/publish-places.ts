import {existsSync} from "node:fs";
import {mkdir, readdir, readFile, rename, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Publisher} from "../../src/engine/analysis/publish/publish-tables.js";
import {formatVersion} from "../../src/engine/places/place-header.js";
import type {LocalGeolocator} from "../enrich/geolocate.js";
import {makeTemporary, removeAbandoned} from "../temporary.js";
import {createWorkerPool} from "../workers/pool.js";
import type {PlacesRequest} from "./places-worker.js";

const worker = new URL("./places-worker.js", import.meta.url);

/** Always published, because a page's attachments must be there; empty when no table may be made. */
const files = [
  {name: "places-ipv4.bin", width: 1},
  {name: "places-ipv6.bin", width: 4}
] as const;

export interface PublishedPlaces {
  /** Why the tables are empty; null when they are not. */
  readonly missing: string | null;
  /** By file name. */
  readonly bytes: Readonly<Record<string, number>>;
}

/**
 * Publishes what the geolocator knows as tables for the browser, made in a thread of its own. Only of DB-IP, whose licence
 * lets anybody pass on what is made of it when it is named; MaxMind's does not.
 *
 * @param directory the one that the geolocator was opened with
 * @param cache where the tables of the last edition are kept from run to run; null keeps none.
 */
export async function publishPlaces(
  publisher: Pick<Publisher, "file">,
  geolocator: LocalGeolocator,
  directory: string,
  cache: string | null
): Promise<PublishedPlaces> {
  const missing = whyMissing(geolocator);
  if (missing !== null) {
    for (const {name} of files) await publisher.file(name, new Uint8Array());
    return {missing, bytes: Object.fromEntries(files.map(({name}) => [name, 0]))};
  }
  const parent = cache ?? tmpdir();
  await mkdir(parent, {recursive: true});
  await removeAbandoned(parent, unfinishedPrefix);
  const unfinished = await makeTemporary(parent, unfinishedPrefix);
  try {
    const kept = cache && join(cache, `${editionPrefix}${geolocator.edition}-v${formatVersion}`);
    const made = kept && existsSync(kept) ? kept : await makeTables(directory, unfinished.path);
    const tables = await Promise.all(files.map(({name}) => readFile(join(made, name))));
    for (const [i, {name}] of files.entries()) await publisher.file(name, tables[i] ?? new Uint8Array());
    if (cache && kept && made !== kept) await keep(cache, made, kept);
    return {
      missing: null,
      bytes: Object.fromEntries(files.map(({name}, i) => [name, tables[i]?.length ?? 0]))
    };
  } finally {
    await unfinished.remove();
  }
}

const unfinishedPrefix = "new-places-";
const editionPrefix = "edition-";

function whyMissing({database, isDbIp}: LocalGeolocator): string | null {
  if (database === null) return "there is no geolocation database";
  return isDbIp ? null : `${database}: its licence does not let others have what is made of it`;
}

/** @returns the directory that holds the tables. */
async function makeTables(directory: string, parent: string): Promise<string> {
  const made = join(parent, "tables");
  await mkdir(made);
  // One after the other in one thread: a second would take a core from the rest of the run.
  const pool = createWorkerPool(worker, 1);
  try {
    for (const {name, width} of files) {
      const request: PlacesRequest = {directory, width, path: join(made, name)};
      await pool.run(request);
    }
  } finally {
    await pool.close();
  }
  return made;
}

/** By rename, so that nobody finds half of it; editions of before serve nobody. */
async function keep(cache: string, made: string, kept: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (name.startsWith(editionPrefix) && path !== kept) await rm(path, {recursive: true, force: true});
  }
  await rename(made, kept).catch(error => {
    // Another run was faster, and made the same.
    if (!existsSync(kept)) throw error;
  });
}
