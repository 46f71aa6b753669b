// Node's worker threads do not inherit the TypeScript loader of the main thread, so each registers it for itself.
import {workerData} from "node:worker_threads";
import {register} from "tsx/esm/api";

register();
await import(workerData.module);
