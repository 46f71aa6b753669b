import {selectNoneParsed} from "../src/engine/build/stage.js";
import type {Campus} from "../src/engine/campus.js";
import {sqlLiteral} from "../src/engine/sql.js";
import type {Cache} from "./cache.js";
import type {Database} from "./database.js";
import type {Input} from "./input.js";
import type {Progress} from "./progress.js";
import {findFiles} from "./read/find-files.js";
import {type LoadedFile, readFiles} from "./read/read-files.js";

/** Reads all logs of the input and makes `parsed` and `files` of them. */
export async function readEvents(
  database: Database,
  input: Input,
  campus: Campus,
  cache: Cache,
  workers: number,
  progress: Progress
): Promise<readonly LoadedFile[]> {
  progress.stage("read");
  const found = await findFiles(input.path, input.skip);
  const files = await readFiles(found, campus, cache, workers, progress);
  progress.stage("enrich");
  await createParsed(database, files, input.simulation === null ? null : "simulated");
  return files;
}

/**
 * Makes `parsed` of all shards, each row with the number of its shard, and `files` (number, source_file, origin), which says
 * what file a shard is of. Shards are numbered in order of the hash of the file's content, then as the file goes on. One scan
 * reads them all: a union of as many scans as there are files takes minutes and gigabytes when they are thousands.
 */
async function createParsed(
  database: Database,
  files: readonly LoadedFile[],
  origin: string | null
): Promise<void> {
  await database.run("CREATE TABLE files (number INTEGER, source_file VARCHAR, origin VARCHAR)");
  const withEvents = files.filter(file => file.shards.length > 0);
  if (!withEvents.length) {
    await database.run(`CREATE VIEW parsed AS ${selectNoneParsed}`);
    return;
  }
  withEvents.sort((a, b) => ((a.contentHash ?? "") < (b.contentHash ?? "") ? -1 : 1));
  const shards = withEvents.flatMap(({name, shards}) => shards.map(path => ({name, path})));
  const rows = shards.map(({name}, number) => `(${number}, ${sqlLiteral(name)}, ${sqlLiteral(origin)})`);
  await database.run(`INSERT INTO files VALUES ${rows.join(", ")}`);
  const list = (texts: readonly string[]) => `[${texts.map(sqlLiteral).join(", ")}]`;
  // The name by its place in a list, because a join would not keep the rows in order.
  await database.run(`
    CREATE VIEW parsed AS
    SELECT *, file_index::INTEGER AS file, (${list(shards.map(s => s.name))})[file_index::INTEGER + 1] AS source_file
    FROM read_parquet(${list(shards.map(s => s.path))})
  `);
}
