import {createUsers} from "../src/engine/build/event-blocks.js";
import {createEvents} from "../src/engine/build/events.js";
import {createStaged, selectNoneParsed} from "../src/engine/build/stage.js";
import {createEvidence, selectSuspects} from "../src/engine/detect/evidence.js";
import {sqlLiteral} from "../src/engine/sql.js";
import type {Cache} from "./cache.js";
import {type Database, openDatabase} from "./database.js";
import {openGeolocator} from "./enrich/geolocate.js";
import {locateAddresses} from "./enrich/locate-addresses.js";
import {readCampus} from "./enrich/read-campus.js";
import type {Input} from "./input.js";
import type {Options} from "./options.js";
import {paths} from "./paths.js";
import type {Progress} from "./progress.js";
import {publishRaw, publishTables} from "./publish/publish.js";
import {openPublisher} from "./publish/publisher.js";
import {findFiles} from "./read/find-files.js";
import {type ReadFile, readFiles} from "./read/read-files.js";
import {scoreEvents} from "./score/score-events.js";

export interface Totals {
  readonly files: number;
  readonly unrecognised_files: number;
  readonly records: number;
  readonly mapped: number;
  readonly ignored: number;
  readonly quarantined: number;
  readonly events: number;
  readonly alerts: number;
}

/** The whole way from raw logs to published tables, stage by stage. */
export async function prepare(
  input: Input,
  options: Options,
  cache: Cache,
  progress: Progress
): Promise<Totals> {
  const campus = await readCampus(paths.campus);
  const database = await openDatabase(cache.scratch, options.workers);
  // Before the work, so that an output that cannot be written is noticed before it.
  const publisher = await openPublisher(database, options.output);
  let rawPublished: Promise<void> | undefined;
  try {
    progress.stage("read");
    const found = await findFiles(input.path, input.skip);
    const files = await readFiles(found, campus, cache, options.workers, progress);

    progress.stage("enrich");
    await stageParsed(database, files);
    // Goes on beside what follows, most of which leaves a core free.
    rawPublished = publishRaw(publisher);
    rawPublished.catch(() => {});
    const geolocator = await openGeolocator(paths.geo);
    await locateAddresses(database, campus, geolocator);
    await database.run(createStaged(input.simulation === null ? null : "simulated"));

    progress.stage("detect");
    await database.run(createEvidence);
    await database.run(createUsers);
    await database.run(`UPDATE places SET suspect = true WHERE address IN (${selectSuspects})`);
    const {timeZone, businessHours} = campus.config;
    const models = await scoreEvents(
      database,
      {...options, timeZone, businessHours, scratch: cache.scratch},
      progress
    );
    await database.run(createEvents);

    progress.stage("publish");
    const site = {
      origin: input.simulation === null ? ("recorded" as const) : ("simulated" as const),
      campus: campus.config.name,
      prefixes: campus.config.sites.flatMap(site => site.prefixes),
      country: campus.config.country,
      time_zone: timeZone,
      geolocation: geolocator.database,
      attributeDbIp: geolocator.isDbIp,
      simulation: input.simulation
    };
    const {events, alerts} = await publishTables(database, publisher, {files, models, site}, progress);
    await rawPublished;
    await publisher.finish();
    const sum = (count: (file: ReadFile) => number) => files.reduce((total, file) => total + count(file), 0);
    return {
      files: files.length,
      unrecognised_files: sum(file => (file.status === "unrecognised" ? 1 : 0)),
      records: sum(file => file.records),
      mapped: sum(file => file.mapped),
      ignored: sum(file => file.ignored),
      quarantined: sum(file => file.quarantined),
      events,
      alerts
    };
  } finally {
    // Nothing may be taken from under a query that is still running.
    await rawPublished?.catch(() => {});
    await publisher.close();
    database.close();
  }
}

/**
 * Makes `parsed` of all shards, each row with the number of its shard, and `files` (number, source_file), which says what
 * file a shard is of. Shards are numbered in order of the hash of the file's content, then as the file goes on. One scan
 * reads them all: a union of as many scans as there are files takes minutes and gigabytes when they are thousands.
 */
async function stageParsed(database: Database, files: readonly ReadFile[]): Promise<void> {
  await database.run("CREATE TABLE files (number INTEGER, source_file VARCHAR)");
  const withEvents = files.filter(file => file.shards.length > 0);
  if (!withEvents.length) {
    await database.run(`CREATE VIEW parsed AS ${selectNoneParsed}`);
    return;
  }
  withEvents.sort((a, b) => ((a.contentHash ?? "") < (b.contentHash ?? "") ? -1 : 1));
  const shards = withEvents.flatMap(({name, shards}) => shards.map(path => ({name, path})));
  const rows = shards.map(({name}, number) => `(${number}, ${sqlLiteral(name)})`);
  await database.run(`INSERT INTO files VALUES ${rows.join(", ")}`);
  const list = (texts: readonly string[]) => `[${texts.map(sqlLiteral).join(", ")}]`;
  // The name by its place in a list, because a join would not keep the rows in order.
  await database.run(`
    CREATE VIEW parsed AS
    SELECT *, file_index::INTEGER AS file, (${list(shards.map(s => s.name))})[file_index::INTEGER + 1] AS source_file
    FROM read_parquet(${list(shards.map(s => s.path))})
  `);
}
