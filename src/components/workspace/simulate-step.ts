import {injectedFiles} from "../../workspace/injected-files.js";
import type {DroppedFile} from "../../workspace/opening.js";
import {readSummary} from "../../workspace/store.js";
import {html} from "../html.js";
import type {Step} from "./logs-dialog.js";
import {simulateForm} from "./simulate-form.js";

/** Milliseconds before the end of the open logs at which an attack starts, unless the reader says otherwise. */
const beforeEnd = 6 * 3_600_000;

/**
 * Chooses an attack to be simulated.
 * @param addTo the workspace whose logs it is added to, null for none
 * @param open takes the logs
 */
export async function simulateStep(
  addTo: string | null,
  open: (files: readonly DroppedFile[]) => void
): Promise<Step> {
  const summary = addTo === null ? null : await readSummary(addTo);
  const end = summary?.to ?? Date.now();
  const form = simulateForm({
    from: Math.max(summary?.from ?? 0, end - beforeEnd),
    onSimulate: logs => open(injectedFiles(logs))
  });
  const about =
    addTo === null
      ? "What an attack leaves in the logs of a campus that does not exist. It is marked as injected."
      : "What an attack would leave in logs, added to yours and marked as injected. Nobody is attacked.";
  return {
    name: "simulate",
    node: html`<div><p>${about}</p>${form.node}</div>`,
    focus: form.focus,
    leave: form.close
  };
}
