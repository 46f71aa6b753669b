import {chooseWorkspace, currentWorkspace, newWorkspaceKey, noteWorkspaces} from "../../workspace/current.js";
import {holdWorkspace} from "../../workspace/current-lock.js";
import type {DroppedFile, Opening, OpenLogs, WorkspaceSummary} from "../../workspace/opening.js";
import {forget} from "../../workspace/store.js";
import {workspaceError} from "../../workspace/store-error.js";
import {closeDatabases} from "../workbench/open-databases.js";
import type {Step} from "./logs-dialog.js";
import {progressStep} from "./progress-step.js";
import {resultStep} from "./result-step.js";
import {tellForgotten} from "./tabs.js";
import {hasProblem} from "./words.js";

/** Bytes of logs from which, as with the published data beside them, the engine gets the memory of the page's own databases. */
const largeBytes = 50e6;

export interface RunOptions {
  readonly loadEngine: () => Promise<OpenLogs>;
  /** The workspace whose logs stay beside the new ones; null for a workspace of its own. */
  readonly addTo: string | null;
  /** Whether the published data comes with them. */
  readonly beside: boolean;
  readonly show: (step: Step) => void;
  /** Called once nothing is under way any more that would be lost, before anything else is shown. */
  readonly ended: () => void;
  readonly fail: (error: unknown) => void;
  /** Lets the reader choose again. */
  readonly back: () => void;
  readonly close: () => void;
  /** Goes on to what the tab shows now. */
  readonly goOn: () => void;
}

export interface RunStep {
  cancel(): void;
}

/** Opens logs into a workspace of their own, tells how far it is, and shows it; what comes of no use is removed again. */
export function runStep(files: readonly DroppedFile[], options: RunOptions): RunStep {
  const {loadEngine, addTo, beside, show, ended, fail, back, close, goOn} = options;
  const key = newWorkspaceKey();
  // From here on it is nobody else's to sweep away.
  const release = holdWorkspace(key);
  noteWorkspaces(true);
  let opening: Opening | undefined;
  let cancelled = false;
  const totalBytes = files.reduce((sum, {blob}) => sum + blob.size, 0);
  if (beside || totalBytes >= largeBytes) closeDatabases();
  const progress = progressStep(totalBytes, cancel);
  show(progress.step);

  async function drop(): Promise<void> {
    // Where nothing can be kept there is nothing to remove.
    await forget(key).catch(() => undefined);
    release();
  }

  function cancel(): void {
    cancelled = true;
    ended();
    // What is cancelled may never be done.
    opening?.cancel();
    progress.end();
    void drop();
    back();
  }

  /** Makes the workspace this tab's, and leaves the one before. */
  function use(): void {
    const before = currentWorkspace()?.key;
    try {
      chooseWorkspace(key, true);
    } catch (error) {
      void drop();
      fail(workspaceError(error));
      return;
    }
    void leave(before).then(goOn);
  }

  function finish(summary: WorkspaceSummary): void {
    const {files: opened, events, messages} = summary;
    ended();
    if (events > 0 && messages.length === 0 && !opened.some(hasProblem)) {
      use();
      return;
    }
    const step = resultStep(summary, {use, close, again: () => void drop().then(back)});
    show({...step, leave: () => void drop()});
  }

  async function run(): Promise<void> {
    const openLogs = await loadEngine();
    if (cancelled) return;
    opening = openLogs(files, {key, addTo, beside, onProgress: progress.update});
    const summary = await opening.done;
    if (!cancelled) finish(summary);
  }

  run()
    .catch(error => {
      if (cancelled) return;
      ended();
      fail(error);
      void drop();
    })
    .finally(progress.end);
  return {cancel};
}

/** Removes the workspace that this tab had before; another tab may show it too. */
async function leave(key: string | undefined): Promise<void> {
  if (key === undefined) return;
  await forget(key).catch(() => undefined);
  tellForgotten(key);
}
