import {currentWorkspace} from "../../workspace/current.js";
import type {DroppedFile, OpenLogs} from "../../workspace/opening.js";
import {
  type DroppedFiles,
  filesOfList,
  filesOfText,
  filesOfTransfer
} from "../../workspace/read/dropped-files.js";
import {contentLimitBeside, estimateFit} from "../../workspace/read/estimate-fit.js";
import {html} from "../html.js";
import {published} from "../workbench/attachments.js";
import {areDatabasesClosed} from "../workbench/open-databases.js";
import {areLogsBeside, besideChoice, readPublished, wantsBeside} from "./beside-choice.js";
import {chooseStep} from "./choose-step.js";
import {confirmStep} from "./confirm-step.js";
import {reloadWithoutSelection} from "./go.js";
import {messageStep} from "./message-step.js";
import {type RunStep, runStep} from "./run-step.js";

/** A step of the dialog: what it shows, and the control that has the focus first. */
export interface Step {
  readonly name: "choose" | "confirm" | "simulate" | "progress" | "result" | "message";
  /** @default what is done with logs */
  readonly title?: string;
  readonly node: HTMLElement;
  readonly focus?: HTMLElement | undefined;
  /** Called when the dialog goes on to another step, or is closed at this one. */
  readonly leave?: () => void;
}

/** An attack that is to begin at a certain time, asked for on a page that the reader comes back to. */
export interface Injection {
  /** When it begins, milliseconds in UTC; the first whole minute from there on. */
  readonly from: number;
  /** Goes back once the tab shows the attack; `to` is when it is over, milliseconds in UTC. */
  readonly comeBack: (to: number) => void;
}

export interface LogsDialog {
  /** Starts the engine, which takes a moment, while the reader is still choosing. */
  getReady(): void;
  /** Lets the reader choose what to open. */
  choose(): void;
  /** Opens what was dropped or pasted. */
  take(transfer: DataTransfer): void;
  /** Lets the reader choose an attack, and opens its logs, added to those that this tab shows; of an injection together with the published data. */
  simulate(injection?: Injection): void;
}

let dialog: LogsDialog | undefined;

/** The page's one dialog that opens logs, with the engine that does it fetched when there is something to open. */
export function logsDialog(): LogsDialog {
  dialog ??= createLogsDialog(() =>
    import("../../workspace/open-logs.js").then(({createOpenLogs}) => createOpenLogs(published))
  );
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
    title.textContent = step.title ?? (hasLogs() ? "Add logs" : "Open logs");
    closeButton.hidden = name === "progress";
    body.replaceChildren(content);
    if (!node.open) node.showModal();
    (focus ?? closeButton).focus();
  }

  function getReady(): void {
    // What goes wrong with it is told when it is wanted.
    loadEngine().catch(() => undefined);
  }

  function choose(): void {
    getReady();
    show(
      chooseStep({
        take: list => gather(filesOfList(list)),
        takeText: text => gather(filesOfText(text, Date.now())),
        // Of what is added it is asked when it is known what that is.
        beside: hasLogs() ? null : askBeside(),
        simulate: () => void simulate()
      })
    );
  }

  async function simulate(injection?: Injection): Promise<void> {
    if (running !== null) return;
    try {
      if (injection !== undefined) getReady();
      const {simulateStep} = await import("./simulate-step.js");
      const addTo = hasLogs() ? (currentWorkspace()?.key ?? null) : null;
      const open = (files: readonly DroppedFile[], beside: boolean) =>
        run(files, hasLogs(), beside, () =>
          injection === undefined
            ? reloadWithoutSelection()
            : injection.comeBack(Math.max(...files.map(({modified}) => modified)))
        );
      show(await simulateStep(addTo, {open, from: injection?.from ?? null}));
    } catch (error) {
      fail(error);
    }
  }

  async function gather(given: DroppedFiles | Promise<DroppedFiles>): Promise<void> {
    try {
      await consider(await given);
    } catch (error) {
      fail(error);
    }
  }

  /** Begins at once, unless there is something that the reader should know or decide before. */
  async function consider({files: given, messages}: DroppedFiles): Promise<void> {
    const files = given.map(file => ({...file, origin: "recorded" as const}));
    const areBeside = await areLogsBeside();
    const together = areBeside || wantsBeside() ? (await readPublished()).events : 0;
    const {left, sentence} = estimateFit(
      given.map(({name, blob}) => ({name, bytes: blob.size})),
      {contentLimit: contentLimitBeside(together)}
    );
    const advice = left.length > 0 ? [sentence, ...messages] : messages;
    if (files.length === 0) fail(new Error(advice.join("; ") || "there is no file to open"));
    else if (advice.length === 0 && !hasLogs()) run(files, false, wantsBeside());
    else {
      const open = (add: boolean) => run(files, add, wantsBeside() || (add && areBeside));
      const beside = areBeside ? null : await askBeside().catch(() => null);
      show(confirmStep(files, {advice, canAdd: hasLogs(), beside, open, back: choose}));
    }
  }

  function run(
    files: readonly DroppedFile[],
    add: boolean,
    beside: boolean,
    goOn: () => void = reloadWithoutSelection
  ): void {
    const addTo = add ? (currentWorkspace()?.key ?? null) : null;
    running = runStep(files, {
      loadEngine,
      addTo,
      beside,
      show,
      ended: () => {
        running = null;
      },
      fail,
      back: choose,
      close: () => node.close(),
      goOn
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
    getReady,
    choose,
    take: transfer => void gather(filesOfTransfer(transfer, Date.now())),
    simulate: injection => void simulate(injection)
  };
}

const askBeside = async () => besideChoice(await readPublished()).node;

/** Whether this tab shows logs that others can be added to. */
function hasLogs(): boolean {
  return currentWorkspace()?.shown === true;
}
