import {injectedFiles} from "../../workspace/injected-files.js";
import type {DroppedFile} from "../../workspace/opening.js";
import {readSummary} from "../../workspace/store.js";
import {html} from "../html.js";
import {besideBox, readPublished} from "./beside-choice.js";
import type {Step} from "./logs-dialog.js";
import {simulateForm} from "./simulate-form.js";

/** Milliseconds before the end of the open logs at which an attack starts, unless the reader says otherwise. */
const beforeEnd = 6 * 3_600_000;

const minute = 60_000;

const injectionWords =
  "It begins with the first whole minute from the replay's moment on. The detectors that react are the real ones: the whole analysis runs again, over all events that are shown, which takes about a minute, or longer on a busy computer. The replay then comes back to this moment.";

export interface SimulateStepOptions {
  /** Takes the logs, and whether they come together with the published data. */
  readonly open: (files: readonly DroppedFile[], beside: boolean) => void;
  /** When it is to begin, milliseconds in UTC, among the events that are shown; null where the reader did not say. */
  readonly from: number | null;
}

/**
 * Chooses an attack to be simulated.
 * @param addTo the workspace whose logs it is added to, null for none
 */
export async function simulateStep(addTo: string | null, {open, from}: SimulateStepOptions): Promise<Step> {
  const summary = addTo === null ? null : await readSummary(addTo);
  const published = addTo === null ? await readPublished() : null;
  const choice = published === null ? null : besideBox(published, true);
  const around = choice?.chosen() ? published : summary;
  const end = around?.to ?? Date.now();
  const form = simulateForm({
    // The form knows whole minutes, and nothing is to have happened already.
    from: from === null ? Math.max(around?.from ?? 0, end - beforeEnd) : Math.ceil(from / minute) * minute,
    onSimulate: logs => open(injectedFiles(logs), choice?.chosen() ?? summary?.beside ?? false)
  });
  const about =
    addTo === null
      ? "What an attack leaves in the logs of a campus that does not exist. It is marked as injected."
      : "What an attack would leave in logs, added to yours and marked as injected. Nobody is attacked.";
  // What is injected among published events comes together with them, wherever there is room.
  const node = from !== null && choice?.chosen() ? null : choice?.node;
  return {
    name: "simulate",
    title: from === null ? "Simulate an attack" : "Inject an attack",
    node: html`<div><p>${about}</p>${from === null ? null : html`<p>${injectionWords}</p>`}${node}${form.node}</div>`,
    focus: form.focus,
    leave: form.close
  };
}
