/** The workspace that this tab shows, as pages read it. Loaded only where there is one. */
import {noDecisions} from "../../engine/decisions/parse-decisions.js";
import {noStories} from "../../engine/replay/story/published-stories.js";
import {tables} from "../../engine/tables.js";
import {leaveNotice, leaveWorkspace} from "../../workspace/current.js";
import type {WorkspaceSummary} from "../../workspace/opening.js";
import {readFile, readParts, readSummary} from "../../workspace/store.js";
import type {FileName} from "./attachments.js";
import type {StoredTable} from "./stored-table.js";

export interface WorkspaceFiles {
  readonly summary: WorkspaceSummary;
  /** A table under the names that it is stored by: one, or several with the same columns. */
  table(stored: readonly string[]): Promise<StoredTable>;
  json(name: FileName): Promise<unknown>;
  bytes(name: FileName): Promise<Uint8Array>;
}

/** What stands for a file that nothing was measured for. The other files are always there. */
const absent: Partial<Record<FileName, unknown>> = {
  "evaluation.json": {status: "not evaluated"},
  "decisions.json": noDecisions,
  "stories.json": noStories,
  "rule-costs.json": {milliseconds: {}},
  "feature-distributions.json": {families: []}
};

let opening: Promise<WorkspaceFiles | null> | undefined;

/**
 * Opens the tab's workspace, once per page. Resolves to null where it is gone (forgotten in another tab, removed while this
 * one was asleep) or cannot be read: then the tab leaves it, with a sentence for the reader that `takeNotice` has, and this
 * page and those that follow show the published data.
 */
export function openShownWorkspace(key: string): Promise<WorkspaceFiles | null> {
  opening ??= open(key);
  return opening;
}

async function open(key: string): Promise<WorkspaceFiles | null> {
  let problem =
    "your logs are not in this browser any more; they were forgotten, or removed while this tab was closed.";
  try {
    const summary = await readSummary(key);
    if (summary !== null) return workspaceFiles(key, summary);
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  leaveWorkspace();
  leaveNotice(`This is the published data: ${problem}`);
  delete document.documentElement.dataset.workspace;
  return null;
}

function workspaceFiles(key: string, summary: WorkspaceSummary): WorkspaceFiles {
  async function blob(name: FileName): Promise<Blob> {
    const found = await readFile(key, name);
    if (found === null) throw new Error(`your logs have no ${name}; open them again`);
    return found;
  }

  return {
    summary,
    async table(stored) {
      const [first = ""] = stored;
      const definition = tables.find(({name}) => name === first.replace(/-\d+$/, ""));
      if (definition === undefined) throw new Error(`no such table: ${first}`);
      const parts = await Promise.all(stored.map(name => readParts(key, name)));
      return {parts: parts.flat(), columns: definition.columns};
    },
    async json(name) {
      if (name in absent) {
        const found = await readFile(key, name);
        return found === null ? absent[name] : JSON.parse(await found.text());
      }
      return JSON.parse(await (await blob(name)).text());
    },
    bytes: async name => new Uint8Array(await (await blob(name)).arrayBuffer())
  };
}
