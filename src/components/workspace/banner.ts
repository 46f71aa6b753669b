import {
  chooseWorkspace,
  currentWorkspace,
  leaveNotice,
  leaveWorkspace,
  takeNotice
} from "../../workspace/current.js";
import {holdWorkspace} from "../../workspace/current-lock.js";
import type {WorkspaceSummary} from "../../workspace/opening.js";
import {forget, readSummary, touch} from "../../workspace/store.js";
import {html} from "../html.js";
import {openShownWorkspace} from "../workbench/workspace-files.js";
import {reloadWithoutSelection} from "./go.js";
import {onForgotten, tellForgotten} from "./tabs.js";
import {isInjectedOnly, workspaceName, workspaceWords} from "./words.js";

/** Milliseconds between two notes that the workspace is still in use, for browsers without locks. */
const touchEvery = 3_600_000;

/** Shows on top of the page what this tab has of the reader's own logs, or a sentence that the last page left. */
export async function mountBanner(notice: string | null): Promise<void> {
  const current = currentWorkspace();
  // What the page reads may have found the workspace gone, and left it with a notice, while this module was fetched.
  let sentence = notice ?? takeNotice();
  if (current !== null) {
    const {key, shown} = current;
    holdWorkspace(key);
    const summary = shown
      ? ((await openShownWorkspace(key))?.summary ?? null)
      : await readSummary(key).catch(() => null);
    if (summary !== null) {
      place(workspaceBanner(summary, shown));
      void touch(key).catch(() => undefined);
      setInterval(() => void touch(key).catch(() => undefined), touchEvery);
      onForgotten(key, () => {
        // This page hears itself too, once it has left the workspace.
        if (currentWorkspace()?.key !== key) return;
        leaveWorkspace();
        if (shown) {
          leaveNotice("Your logs were forgotten in another tab. This is the published data.");
          reloadWithoutSelection();
        } else document.querySelector(".workspace-banner")?.remove();
      });
    } else {
      leaveWorkspace();
      sentence = takeNotice() ?? sentence;
    }
  }
  if (sentence !== null) place(noticeBanner(sentence));
}

function place(banner: HTMLElement): void {
  const main = document.querySelector("#observablehq-main");
  main?.prepend(banner);
}

function workspaceBanner(summary: WorkspaceSummary, shown: boolean): HTMLElement {
  const {key} = summary;
  const show = (own: boolean) => () => {
    chooseWorkspace(key, own);
    reloadWithoutSelection();
  };
  const forgetAll = async () => {
    leaveWorkspace();
    let sentence =
      "Your logs are forgotten: nothing of them is left in this browser. This is the published data.";
    try {
      await forget(key);
    } catch (error) {
      sentence = `Your logs could not be removed yet: ${error instanceof Error ? error.message : String(error)}`;
    }
    tellForgotten(key);
    leaveNotice(sentence);
    reloadWithoutSelection();
  };
  const name = workspaceName(summary);
  const text = shown
    ? html`<p><strong>${name}:</strong> ${workspaceWords(summary)}. Only in this tab, never uploaded.</p>`
    : html`<p><strong>Published data.</strong> ${name} (${workspaceWords(summary)}) ${name.startsWith("A ") ? "is" : "are"} still in this tab.</p>`;
  const actions = shown
    ? [
        button("Show published data", show(false)),
        button("Add logs", () => void openDialog().then(dialog => dialog.choose())),
        button("Simulate an attack", () => void openDialog().then(dialog => dialog.simulate())),
        button("Forget", () => void forgetAll())
      ]
    : [
        button(isInjectedOnly(summary) ? "Show the simulation" : "Show your logs", show(true)),
        button("Forget", () => void forgetAll())
      ];
  return html`<aside class="workspace-banner" aria-label=${name} data-testid="workspace-banner" data-shown=${String(shown)}>
  ${text}<div class="workspace-actions">${actions}</div>
</aside>`;
}

const openDialog = () => import("./logs-dialog.js").then(({logsDialog}) => logsDialog());

function noticeBanner(sentence: string): HTMLElement {
  const banner = html`<aside class="workspace-banner" role="status" data-testid="workspace-notice">
  <p>${sentence}</p>
  <div class="workspace-actions">${button("Close", () => banner.remove())}</div>
</aside>`;
  return banner;
}

function button(text: string, act: () => void): HTMLElement {
  const node = html`<button type="button" class="button">${text}</button>`;
  node.addEventListener("click", act);
  return node;
}
