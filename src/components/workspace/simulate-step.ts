import {injectedFiles} from "../../workspace/injected-files.js";
import type {DroppedFile} from "../../workspace/opening.js";
import {readSummary} from "../../workspace/store.js";
import {html} from "../html.js";
import {besideBox, readPublished} from "./beside-choice.js";
import type {Step} from "./logs-dialog.js";
import {simulateForm} from "./simulate-form.js";

/** Milliseconds before the end of the open logs at which an attack starts, unless the reader says otherwise. */
const beforeEnd = 6 * 3_600_000;

/**
 * Chooses an attack to be simulated.
 * @param addTo the workspace whose logs it is added to, null for none
 * @param open takes the logs, and whether they come together with the published data
 */
export async function simulateStep(
  addTo: string | null,
  open: (files: readonly DroppedFile[], beside: boolean) => void
): Promise<Step> {
  const summary = addTo === null ? null : await readSummary(addTo);
  const published = addTo === null ? await readPublished() : null;
  const choice = published === null ? null : besideBox(published, true);
  const around = choice?.chosen() ? published : summary;
  const end = around?.to ?? Date.now();
  const form = simulateForm({
    from: Math.max(around?.from ?? 0, end - beforeEnd),
    onSimulate: logs => open(injectedFiles(logs), choice?.chosen() ?? summary?.beside ?? false)
  });
  const about =
    addTo === null
      ? "What an attack leaves in the logs of a campus that does not exist. It is marked as injected."
      : "What an attack would leave in logs, added to yours and marked as injected. Nobody is attacked.";
  return {
    name: "simulate",
    node: html`<div><p>${about}</p>${choice?.node}${form.node}</div>`,
    focus: form.focus,
    leave: form.close
  };
}
