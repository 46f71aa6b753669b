import {currentWorkspace} from "../../workspace/current.js";
import type {DroppedFile, OpenLogs} from "../../workspace/opening.js";
import {
  type DroppedFiles,
  filesOfList,
  filesOfText,
  filesOfTransfer
} from "../../workspace/read/dropped-files.js";
import {estimateFit} from "../../workspace/read/estimate-fit.js";
import {html} from "../html.js";
import {areDatabasesClosed} from "../workbench/open-databases.js";
import {chooseStep} from "./choose-step.js";
import {confirmStep} from "./confirm-step.js";
import {messageStep} from "./message-step.js";
import {type RunStep, runStep} from "./run-step.js";

/** A step of the dialog: what it shows, and the control that has the focus first. */
export interface Step {
  readonly name: "choose" | "confirm" | "simulate" | "progress" | "result" | "message";
  readonly node: HTMLElement;
  readonly focus?: HTMLElement | undefined;
  /** Called when the dialog goes on to another step, or is closed at this one. */
  readonly leave?: () => void;
}

export interface LogsDialog {
  /** Lets the reader choose what to open. */
  choose(): void;
  /** Opens what was dropped or pasted. */
  take(transfer: DataTransfer): void;
  /** Lets the reader choose an attack, and opens its logs, added to those that this tab shows. */
  simulate(): void;
}

let dialog: LogsDialog | undefined;

/** The page's one dialog that opens logs, with the engine that does it fetched when there is something to open. */
export function logsDialog(): LogsDialog {
  dialog ??= createLogsDialog(() => import("../../workspace/open-logs.js").then(({openLogs}) => openLogs));
  return dialog;
}

/** A dialog that opens logs, step by step: choose, confirm where there is something to know first, wait, look at the result. */
export function createLogsDialog(loadEngine: () => Promise<OpenLogs>): LogsDialog {
  const body = html`<div class="logs-body"></div>`;
  const closeButton = html`<button type="button" class="button logs-close">Close</button>`;
  const title = html`<h2 id="logs-title">Open logs</h2>`;
  const node =
    html`<dialog class="logs-dialog" aria-labelledby="logs-title" data-testid="logs-dialog"><header>${title}${closeButton}</header>${body}</dialog>` as HTMLDialogElement;
  document.body.append(node);
  let running: RunStep | null = null;
  let leave: (() => void) | undefined;

  function show(step: Step): void {
    const {name, node: content, focus} = step;
    leave?.();
    leave = step.leave;
    node.dataset.step = name;
    title.textContent = name === "simulate" ? "Simulate an attack" : hasLogs() ? "Add logs" : "Open logs";
    closeButton.hidden = name === "progress";
    body.replaceChildren(content);
    if (!node.open) node.showModal();
    (focus ?? closeButton).focus();
  }

  function choose(): void {
    show(
      chooseStep({
        take: list => gather(filesOfList(list)),
        takeText: text => gather(filesOfText(text, Date.now())),
        simulate
      })
    );
  }

  async function simulate(): Promise<void> {
    try {
      const {simulateStep} = await import("./simulate-step.js");
      show(await simulateStep(hasLogs() ? (currentWorkspace()?.key ?? null) : null, open));
    } catch (error) {
      fail(error);
    }
  }

  function open(files: readonly DroppedFile[]): void {
    run(files, hasLogs());
  }

  async function gather(given: DroppedFiles | Promise<DroppedFiles>): Promise<void> {
    try {
      consider(await given);
    } catch (error) {
      fail(error);
    }
  }

  /** Begins at once, unless there is something that the reader should know or decide before. */
  function consider({files: given, messages}: DroppedFiles): void {
    const files = given.map(file => ({...file, origin: "recorded" as const}));
    const {left, sentence} = estimateFit(given.map(({name, blob}) => ({name, bytes: blob.size})));
    const advice = left.length > 0 ? [sentence, ...messages] : messages;
    if (files.length === 0) fail(new Error(advice.join("; ") || "there is no file to open"));
    else if (advice.length === 0 && !hasLogs()) run(files, false);
    else show(confirmStep(files, {advice, canAdd: hasLogs(), open: add => run(files, add), back: choose}));
  }

  function run(files: readonly DroppedFile[], add: boolean): void {
    const addTo = add ? (currentWorkspace()?.key ?? null) : null;
    running = runStep(files, {
      loadEngine,
      addTo,
      show,
      ended: () => {
        running = null;
      },
      fail,
      back: choose,
      close: () => node.close()
    });
  }

  function fail(error: unknown): void {
    show(messageStep(error instanceof Error ? error.message : String(error), choose));
  }

  closeButton.addEventListener("click", () => node.close());
  // Escape closes the dialog, but must not throw away what is being opened.
  node.addEventListener("cancel", event => {
    if (running !== null) event.preventDefault();
  });
  node.addEventListener("close", () => {
    leave?.();
    leave = undefined;
    delete node.dataset.step;
    body.replaceChildren();
    if (areDatabasesClosed()) location.reload();
  });
  // Files from the clipboard. Text is for the field that it is pasted into.
  node.addEventListener("paste", event => {
    if (running !== null || !event.clipboardData?.files.length) return;
    event.preventDefault();
    void gather(filesOfTransfer(event.clipboardData, Date.now()));
  });
  addEventListener("beforeunload", event => {
    if (running !== null) event.preventDefault();
  });

  return {
    choose,
    take: transfer => void gather(filesOfTransfer(transfer, Date.now())),
    simulate: () => void simulate()
  };
}

/** Whether this tab shows logs that others can be added to. */
function hasLogs(): boolean {
  return currentWorkspace()?.shown === true;
}
