import {analyse} from "../../engine/analysis/analyse.js";
import type {PublishedMaterials} from "../../engine/analysis/materials.js";
import {publishTables} from "../../engine/analysis/publish/publish-tables.js";
import {originOf, withoutPublished} from "../../engine/analysis/published-files.js";
import {createMemoryStore} from "../../engine/analysis/score/row-store.js";
import {createLabelTruth} from "../../engine/analysis/truth.js";
import {selectEarlyAlerts} from "../../engine/build/early-alerts.js";
import {selectAddresses} from "../../engine/build/stage.js";
import {createCampus} from "../../engine/campus.js";
import {createReputation} from "../../engine/indicators/reputation.js";
import type {Site} from "../../engine/published.js";
import {readStoryFiles} from "../../engine/replay/story/read-story-files.js";
import {keepInputs, readInputs} from "../inputs.js";
import type {DroppedFile, FoundAlert, OpenedFile, OpeningProgress, WorkspaceSummary} from "../opening.js";
import {openPlaces} from "../places.js";
import {contentLimitBeside, estimateFit} from "../read/estimate-fit.js";
import {type ReadBlob, readBlobs} from "../read/read-blobs.js";
import {createWorkspaceWriter} from "../store.js";
import {workspaceFormat} from "../summary.js";
import {openWasmDatabase} from "./duckdb.js";
import type {OpeningRequest} from "./messages.js";
import {createParsedEvents} from "./parsed-events.js";
import {createProgressTeller} from "./progress.js";
import {takePublished} from "./published-data.js";
import type {Readiness} from "./readiness.js";
import {createBrowserPool} from "./worker-pool.js";
import {createWorkspacePublisher} from "./workspace-publisher.js";

const selectHasIpv6 = `SELECT coalesce(bool_or(contains(address, ':')), false) AS has_ipv6 FROM (${selectAddresses})`;

/** Alerts that are shown while the rest is under way. */
const gravestAlerts = 12;

/** Reads logs, runs the engine on them and keeps what it makes in a workspace. Rejects with a sentence for the reader. */
export async function openLogsHere(
  {files: dropped, key, addTo, beside, published, threads}: OpeningRequest,
  ready: Readiness,
  tell: (progress: OpeningProgress) => void
): Promise<WorkspaceSummary> {
  const begun = performance.now();
  const before = addTo === null ? null : await readInputs(addTo);
  const isBeside = beside || before?.beside === true;
  const given = [...(before?.files ?? []), ...dropped];
  const totalBytes = given.reduce((sum, {blob}) => sum + blob.size, 0);
  const progress = createProgressTeller(totalBytes, tell);
  const {contentBytes} = estimateFit(given.map(({name, blob}) => ({name, bytes: blob.size})));
  const booting = ready.booting.then(booted =>
    openWasmDatabase(booted, isBeside || contentBytes > unpackedBytes)
  );
  const [materials, site] = await Promise.all([
    fetchJson<PublishedMaterials>(published.materials),
    fetchJson<Site>(published.site)
  ]);
  const campus = createCampus(materials.campus);
  const writer = createWorkspaceWriter(key);
  const pool = createBrowserPool(
    () => new Worker(import.meta.resolve("./score-worker.js"), {type: "module"}),
    threads
  );
  // Reading begins while DuckDB starts.
  const booted = booting.then(async database => ({database, parsed: await createParsedEvents(database)}));
  booted.catch(() => {});
  try {
    const taken = isBeside
      ? await takePublished((await booted).database, writer, published.tables, (events, detail) => {
          progress.counted({bytes: 0, records: 0, events, quarantined: 0});
          progress.update(`published data: ${detail}`);
        })
      : null;
    progress.update("");
    const files = nameApart(given, taken?.files ?? []);
    let events = taken?.events ?? 0;
    /** Parts of original lines, by the place of the file that they are of. */
    const rawParts: {readonly place: number; readonly table: string; readonly part: number}[] = [];
    function discard(place: number) {
      // The writer does it before all that it is asked later.
      for (const raw of rawParts) if (raw.place === place) void writer.removePart(raw.table, raw.part);
    }
    const readFiles = await readBlobs(files, {
      zoneOf: name => files.find(file => file.name === name)?.zone ?? campus.zoneOf(name),
      workers: threads,
      createWorker: ready.createReader,
      contentLimit: contentLimitBeside(taken?.events ?? 0),
      signal: new AbortController().signal,
      onProgress: ({bytesHashed, bytesRead, records, quarantined}) =>
        progress.counted({
          bytes: (bytesHashed + 3 * bytesRead) / 4,
          records: records + (taken?.records ?? 0),
          events,
          quarantined
        }),
      async onBatch(place, _, ipc) {
        const {parsed} = await booted;
        events += await parsed.insert(place, ipc);
      },
      async onRaw(place, _, shard, ipc) {
        const table = `raw-${shard}`;
        rawParts.push({place, table, part: await writer.part(table, ipc)});
      },
      onDiscard: discard
    });
    const placeOf = (name: string) => files.findIndex(file => file.name === name);
    const read = withoutPublished(readFiles, taken?.files ?? []);
    read.forEach((file, i) => {
      if (file !== readFiles[i]) discard(placeOf(file.name));
    });
    const {database, parsed} = await booted;
    progress.stage("detect");
    await parsed.finish(
      read.flatMap(({name, contentHash, events, origin}) =>
        contentHash === null || events === 0
          ? []
          : {
              place: placeOf(name),
              name,
              contentHash,
              origin: origin === "injected" ? origin : null
            }
      )
    );

    const [{has_ipv6: hasIpv6} = {}] = await database.rows(selectHasIpv6);
    const places = await openPlaces(published.places, site, hasIpv6 === true);
    const origin = originOf(taken ? site.origin : null, files.map(isInjected));
    const analysis = await analyse(
      {
        database,
        openPool: () => pool,
        createStore: (_, columns) => createMemoryStore(columns),
        progress: {
          stage: name => {
            if (name === "score" || name === "explain") progress.stage(name);
          },
          update: progress.update
        }
      },
      {
        campus,
        geolocator: places,
        content: materials.content,
        simulated: isBeside && origin === "simulated",
        seed: materials.seed,
        async askReputation(database) {
          if (taken === null) await database.run(createReputation);
          return [];
        },
        lookUp: taken?.lookUp ?? (() => null),
        createTruth: createLabelTruth,
        onStaged: parsed.drop,
        async onFindings() {
          const found = await database.rows(selectEarlyAlerts(gravestAlerts));
          progress.found(Number(found[0]?.alerts ?? 0), found as unknown as readonly FoundAlert[]);
        }
      }
    );

    progress.stage("publish");
    const publisher = createWorkspacePublisher(database, writer, (done, of) =>
      progress.update(`${done} of ${of} tables`)
    );
    const totals = await publishTables(
      database,
      publisher,
      {
        files: [...(taken?.files ?? []), ...read],
        analysis,
        site: {
          ...site,
          origin,
          geolocation: places.database,
          attributeDbIp: places.isDbIp,
          simulation: taken ? site.simulation : null
        },
        decisions: materials.content.decisions ?? [],
        // Those of the site, whichever logs these are: a page offers the ones that fit what it plays.
        stories: readStoryFiles(materials.content.stories ?? []),
        evaluated: false
      },
      {stage() {}, update: progress.update}
    );
    const kept = await keepInputs(writer, {files, beside: isBeside});
    const [bounds = {}] = await database.rows(
      "SELECT epoch_ms(min(event_time)) AS first, epoch_ms(max(event_time)) AS last FROM events"
    );
    const time = (value: unknown) => (typeof value === "number" ? value : null);
    const summary: WorkspaceSummary = {
      key,
      format: workspaceFormat,
      opened: Date.now(),
      files: read.map(openedFile),
      beside: isBeside,
      ...totals,
      from: time(bounds.first),
      to: time(bounds.last),
      seconds: Math.round(performance.now() - begun) / 1000,
      messages: [...analysis.messages, ...kept]
    };
    await writer.finish(summary);
    return summary;
  } finally {
    pool.close();
    await booting.then(database => database.close());
  }
}

/** Bytes of logs up to which there is memory enough for what becomes of them. */
const unpackedBytes = 200e6;

/** Gives files of one name, or of a published file's, different ones: "eve.json" and "eve.json (2)". */
function nameApart(
  files: readonly DroppedFile[],
  published: readonly {readonly name: string}[]
): readonly DroppedFile[] {
  const taken = new Set(published.map(({name}) => name));
  return files.map(file => {
    let {name} = file;
    for (let i = 2; taken.has(name); i++) name = `${file.name} (${i})`;
    taken.add(name);
    return {...file, name};
  });
}

const isInjected = ({origin}: DroppedFile) => origin === "injected";

async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`unable to fetch ${url}: ${response.status} ${response.statusText}`);
  return (await response.json()) as T;
}

function openedFile(file: ReadBlob): OpenedFile {
  const {name, status, dataset, records, events, quarantined, quarantineReasons, isWhole, notes} = file;
  const reasons = Object.entries(quarantineReasons)
    .sort(([, a], [, b]) => b - a)
    .map(
      ([reason, count]) => `${count.toLocaleString("en-US")} ${count === 1 ? "record" : "records"}: ${reason}`
    );
  const origin = file.origin === "injected" ? file.origin : "recorded";
  return {name, origin, status, dataset, records, events, quarantined, isWhole, reasons, notes};
}
