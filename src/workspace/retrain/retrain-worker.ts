/** Trains forests on the published events off the main thread, and compares each with the published one. */
import {openRetraining, type RetrainAnswer, type Retraining} from "../../engine/retrain/retraining.js";
import {bootDuckDB, openWasmDatabase} from "../analyse/duckdb.js";
import {insertTables} from "./insert-tables.js";
import type {OpenRequest, RetrainMessage, RetrainRequest} from "./messages.js";

/** DuckDB starts while events are still being fetched. */
const starting = bootDuckDB().then(booted => openWasmDatabase(booted, false));
// Whoever waits for it is told.
starting.catch(() => {});

let opening: Promise<Retraining> | undefined;
/** Requests are answered one after the other. */
let last: Promise<unknown> = Promise.resolve();

const post = (message: RetrainMessage, transfer: Transferable[] = []) => postMessage(message, {transfer});

async function open({tables, ...options}: OpenRequest): Promise<Retraining> {
  let stage = "";
  const progress = {
    stage(name: string) {
      stage = name;
      post({progress: name});
    },
    update: (detail: string) => post({progress: `${stage}: ${detail}`})
  };
  progress.stage("starting DuckDB");
  const database = await starting;
  progress.stage("reading events");
  await insertTables(database, tables);
  return openRetraining(database, {...options, now: () => performance.now()}, progress);
}

async function answer(request: RetrainRequest): Promise<RetrainAnswer | null> {
  if (request.kind === "open") {
    opening = open(request);
    await opening;
    return null;
  }
  const retraining = await opening;
  if (retraining === undefined) throw new Error("nothing was opened to train on");
  return retraining.train(request.settings, request.selection);
}

addEventListener("message", ({data}: MessageEvent<RetrainRequest>) => {
  const {id} = data;
  last = last
    .then(() => answer(data))
    .then(
      found => post({id, answer: found}, found !== null && "trees" in found ? [found.trees.buffer] : []),
      error => post({id, error: error instanceof Error ? error.message : String(error)})
    );
});
