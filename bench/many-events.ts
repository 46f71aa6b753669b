import {existsSync} from "node:fs";
import {cp, mkdir, rm, writeFile} from "node:fs/promises";
import {join, relative} from "node:path";
import {openDatabase} from "../data-loaders/database.js";
import {repository, run} from "../scripts/run.js";
import {readBounds, readCube, readOverview} from "../src/engine/analysis/publish/rollups.js";
import {tables} from "../src/engine/tables.js";

const wanted = 5_000_000;
const directory = join(repository, "test", ".output", "many");

/** The columns of each table that name a row or tell a time: those of another copy of the week must be others. */
const ids = /^(event_id|alert_id|incident_id|campaign_id|session_id)$/;
const times = /^(event_time|logged_time|first_time|last_time|time)$/;
/** What is repeated week after week; the rest, sources among it, stays what it was. */
const repeated = new Set([
  "events",
  "details",
  "alerts",
  "incidents",
  "campaigns",
  "explanations",
  "timeline",
  "sessions"
]);

/**
 * Builds the site over at least five million events: the prepared week of src/data over and over, each copy a week later and
 * with ids of its own, and everything that is counted counted anew. Sources are the same in every week.
 * @returns the directory of the built site, that of its data, and how many events it has
 */
export async function buildManyEvents(): Promise<{
  readonly dist: string;
  readonly data: string;
  readonly events: number;
}> {
  const source = join(repository, "src");
  if (!existsSync(join(source, "data", "events.parquet")))
    throw new Error("no prepared data in src/data; run npm run build first");
  const root = join(directory, "src");
  const data = join(root, "data");
  const dist = join(directory, "dist");
  await rm(directory, {recursive: true, force: true});
  await mkdir(root, {recursive: true});
  await cp(source, root, {
    recursive: true,
    filter: path => !/^\.observablehq$/.test(relative(source, path))
  });
  const events = await repeat(join(source, "data"), data);
  const {code, output} = await run("observable", ["build"], {
    env: {
      FLOWBOOK_ROOT: relative(repository, root).replaceAll("\\", "/"),
      FLOWBOOK_OUTPUT: relative(repository, dist).replaceAll("\\", "/")
    },
    quiet: true
  });
  if (code !== 0) throw new Error(`the site of many events was not built:\n${output}`);
  return {dist, data, events};
}

async function repeat(source: string, target: string): Promise<number> {
  const scratch = join(directory, "scratch");
  await mkdir(scratch, {recursive: true});
  const database = await openDatabase(scratch, 2);
  const file = (folder: string, name: string) => `'${join(folder, `${name}.parquet`).replaceAll("'", "''")}'`;
  const [{n = 0} = {}] = await database.rows(`SELECT count(*) AS n FROM ${file(source, "events")}`);
  const copies = Math.ceil(wanted / Number(n));
  for (const {name, columns} of tables) {
    if (!repeated.has(name)) continue;
    const cells = columns.map(({name: column}) => {
      if (ids.test(column))
        return `CASE WHEN week = 0 OR ${column} IS NULL THEN ${column} ELSE printf('%016x', hash(${column} || '/' || week)) END AS ${column}`;
      // Plot and the pages know milliseconds.
      if (times.test(column))
        return `(${column}::TIMESTAMP + week * INTERVAL 7 DAYS)::TIMESTAMP_MS AS ${column}`;
      return column;
    });
    await database.run(`
      COPY (
        SELECT ${cells.join(", ")} FROM range(${copies}) weeks(week), read_parquet(${file(source, name)}, file_row_number = true)
        ORDER BY week, file_row_number
      ) TO ${file(target, name)} (FORMAT parquet, COMPRESSION zstd)`);
  }
  for (const {name} of tables) {
    if (name !== "raw") await database.run(`CREATE VIEW ${name} AS SELECT * FROM ${file(target, name)}`);
  }
  const bounds = await readBounds(database);
  const write = (name: string, value: unknown) => writeFile(join(target, name), JSON.stringify(value));
  await write("overview.json", await readOverview(database, bounds));
  await write("cube.json", await readCube(database, bounds));
  database.close();
  await rm(scratch, {recursive: true, force: true});
  return copies * Number(n);
}
