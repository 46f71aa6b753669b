import {join} from "node:path";
import {createAlerts} from "../src/engine/build/alerts.js";
import {createEvents} from "../src/engine/build/events.js";
import {createRuleFigures} from "../src/engine/build/rules.js";
import type {Cache} from "./cache.js";
import {openDatabase} from "./database.js";
import {buildIncidents} from "./detect/build-incidents.js";
import {detectEvents} from "./detect/detect-events.js";
import {askReputation} from "./enrich/ask-reputation.js";
import {nameHosts} from "./enrich/name-hosts.js";
import {readCampus} from "./enrich/read-campus.js";
import {hashInput} from "./hash-input.js";
import type {Input} from "./input.js";
import type {Options} from "./options.js";
import {paths} from "./paths.js";
import type {Progress} from "./progress.js";
import {isEvaluated} from "./publish/evaluated.js";
import {publishRaw, publishTables} from "./publish/publish.js";
import {openPublisher} from "./publish/publisher.js";
import type {ReadFile} from "./read/read-files.js";
import {collectFeatures, readApplications} from "./score/collect-features.js";
import {explainAlerts} from "./score/explain-alerts.js";
import {scoreEvents} from "./score/score-events.js";
import {readEvents, stageEvents} from "./stage-events.js";
import {createTruth} from "./truth.js";
import {createWorkerPool, type WorkerPool} from "./workers/pool.js";

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
  const database = await openDatabase(cache.scratch, options.workers);
  // Before the work, so that an output that cannot be written is noticed before it.
  const publisher = await openPublisher(database, options.output);
  let rawPublished: Promise<void> | undefined;
  let pool: WorkerPool | undefined;
  try {
    const files = await readEvents(database, input, campus, cache, options.workers, progress);
    // Goes on beside what follows, most of which leaves a core free.
    rawPublished = publishRaw(publisher);
    rawPublished.catch(() => {});
    const geolocator = await stageEvents(database, input, campus);
    const detected = await detectEvents(database, input, campus, options.seed, progress);

    const reputation = await askReputation(
      database,
      {
        environment: process.env,
        directory: options.cache ? join(paths.cache, "virustotal") : null,
        simulated: input.simulation !== null
      },
      progress
    );
    const hosts = await nameHosts(database, paths.geo);

    progress.stage("score");
    const {timeZone, businessHours} = campus.config;
    const matrices = await collectFeatures(
      database,
      {timeZone, businessHours, scratch: cache.scratch},
      progress
    );
    const applications = await readApplications(database);
    pool = createWorkerPool(scoreWorker, options.workers);
    const models = await scoreEvents(database, matrices, applications, pool, options.seed, progress);
    await database.run(createEvents);

    progress.stage("explain");
    await database.run(createAlerts);
    await buildIncidents(database, campus, progress);
    await explainAlerts(database, matrices, models, applications, pool, progress);

    const judged = await createTruth(database, input);
    await database.run(createRuleFigures(judged));

    progress.stage("publish");
    const site = {
      origin: input.simulation === null ? ("recorded" as const) : ("simulated" as const),
      campus: campus.config.name,
      prefixes: campus.config.sites.flatMap(site => site.prefixes),
      country: campus.config.country,
      time_zone: timeZone,
      business_hours: businessHours,
      geolocation: geolocator.database,
      attributeDbIp: geolocator.isDbIp,
      simulation: input.simulation
    };
    const evaluated = await isEvaluated(options.output, await hashInput(files, input));
    const results = {files, models, site, evaluated, judged, ruleMilliseconds: detected.ruleMilliseconds};
    const published = await publishTables(database, publisher, results, progress);
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
      messages: [...detected.messages, ...reputation.messages, ...hosts]
    };
  } finally {
    // Nothing may be taken from under a query that is still running.
    await rawPublished?.catch(() => {});
    await pool?.close();
    await publisher.close();
    database.close();
  }
}
