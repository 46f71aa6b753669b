/** Opens logs in a worker of their own: reads them, runs the engine on them over DuckDB-WASM, and keeps the tables. */
import type {AnalysisMessage, OpeningRequest} from "./messages.js";
import {openLogsHere} from "./open-logs-here.js";
import {getReady} from "./readiness.js";

const ready = getReady();
const post = (message: AnalysisMessage) => postMessage(message);

addEventListener("message", ({data}: MessageEvent<OpeningRequest>) => {
  openLogsHere(data, ready, progress => post({progress})).then(
    summary => post({summary}),
    error => post({error: error instanceof Error ? error.message : String(error)})
  );
});
