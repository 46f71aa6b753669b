import {join} from "node:path";
import {analyse} from "../src/engine/analysis/analyse.js";
import type {PublishedMaterials} from "../src/engine/analysis/materials.js";
import {publishRaw, publishTables} from "../src/engine/analysis/publish/publish-tables.js";
import type {ReadFile} from "../src/engine/read-file.js";
import {readStoryFiles} from "../src/engine/replay/story/read-story-files.js";
import type {Cache} from "./cache.js";
import {openDatabase} from "./database.js";
import {askReputation} from "./enrich/ask-reputation.js";
import {openGeolocator} from "./enrich/geolocate.js";
import {openRegister} from "./enrich/open-register.js";
import {readCampus} from "./enrich/read-campus.js";
import {hashInput} from "./hash-input.js";
import type {Input} from "./input.js";
import type {Options} from "./options.js";
import {paths} from "./paths.js";
import type {Progress} from "./progress.js";
import {isEvaluated} from "./publish/evaluated.js";
import {publishPlaces} from "./publish/publish-places.js";
import {publishQuarantine} from "./publish/publish-quarantine.js";
import {openPublisher} from "./publish/publisher.js";
import {readContent} from "./read-content.js";
import {readEvents} from "./read-events.js";
import {createFileStore} from "./score/file-rows.js";
import {readModels} from "./score/read-models.js";
import {createTruth} from "./truth.js";
import {createWorkerPool, type OwnWorkerPool} from "./workers/pool.js";

export interface Totals {
  readonly files: number;
  readonly unrecognised_files: number;
  readonly records: number;
  readonly mapped: number;
  readonly ignored: number;
  readonly quarantined: number;
  readonly events: number;
  readonly alerts: number;
  readonly incidents: number;
  readonly campaigns: number;
  /** What people should know of broken rules, signatures and lists: one sentence each. */
  readonly messages: readonly string[];
}

const scoreWorker = new URL("./score/worker.js", import.meta.url);

/** The whole way from raw logs to published tables, stage by stage. */
export async function prepare(
  input: Input,
  options: Options,
  cache: Cache,
  progress: Progress
): Promise<Totals> {
  const campus = await readCampus(paths.campus);
  // Before the work as well: what is wrong with a file is said at once.
  const forests = await readModels(options.models ?? []);
  const database = await openDatabase(cache.scratch, options.workers);
  // Before the work, so that an output that cannot be written is noticed before it.
  const publisher = await openPublisher(database, options.output);
  let rawPublished: Promise<void> | undefined;
  let pool: OwnWorkerPool | undefined;
  try {
    const files = await readEvents(database, input, campus, cache, options.workers, progress);
    // Goes on beside what follows, most of which leaves a core free.
    rawPublished = publishRaw(publisher);
    rawPublished.catch(() => {});
    const geolocator = await openGeolocator(paths.geo);
    // Goes on beside what follows. Kept whatever is asked of the cache: it depends on the database alone, not on logs.
    const placed = publishPlaces(publisher, geolocator, paths.geo, join(paths.cache, "places"));
    placed.catch(() => {});
    const content = await readContent(paths);
    const register = await openRegister(paths.geo);
    const simulated = input.simulation !== null;
    const analysis = await analyse(
      {
        database,
        openPool() {
          pool = createWorkerPool(scoreWorker, options.workers);
          return pool;
        },
        createStore: (family, columns) => createFileStore(join(cache.scratch, `${family}.f32`), columns),
        progress
      },
      {
        campus,
        geolocator,
        content,
        simulated,
        seed: options.seed,
        forests,
        async askReputation(database) {
          const directory = options.cache ? join(paths.cache, "virustotal") : null;
          const settings = {environment: process.env, directory, simulated};
          return (await askReputation(database, settings, progress)).messages;
        },
        lookUp: register.lookUp,
        createTruth: database => createTruth(database, input)
      }
    );

    progress.stage("publish");
    const {name, country, sites, timeZone, businessHours} = campus.config;
    const site = {
      origin: simulated ? ("simulated" as const) : ("recorded" as const),
      campus: name,
      prefixes: sites.flatMap(site => site.prefixes),
      country,
      time_zone: timeZone,
      business_hours: businessHours,
      geolocation: geolocator.database,
      attributeDbIp: geolocator.isDbIp,
      simulation: input.simulation
    };
    const evaluated = await isEvaluated(options.output, await hashInput(files, input));
    const published = await publishTables(
      database,
      publisher,
      {
        files,
        analysis,
        site,
        decisions: content.decisions ?? [],
        stories: readStoryFiles(content.stories ?? []),
        evaluated
      },
      progress
    );
    await placed;
    const materials: PublishedMaterials = {campus: campus.config, content, seed: options.seed};
    await publisher.file("materials.json", JSON.stringify(materials));
    await publishQuarantine(files, publisher.path("quarantine.jsonl"));
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
      ...published,
      messages: [...analysis.messages, ...register.messages]
    };
  } finally {
    // Nothing may be taken from under a query that is still running.
    await rawPublished?.catch(() => {});
    await pool?.close();
    await publisher.close();
    database.close();
  }
}
