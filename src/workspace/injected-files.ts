import type {SimulatedLogs} from "../engine/simulate/simulate-logs.js";
import type {DroppedFile} from "./opening.js";

/** Simulated logs as files to open, marked as injected; last written when the attack was over. */
export function injectedFiles({summary, files}: SimulatedLogs): DroppedFile[] {
  return files.map(({name, text, zone}) => ({
    name,
    blob: new Blob([text]),
    modified: Math.floor(summary.to),
    origin: "injected",
    zone
  }));
}
