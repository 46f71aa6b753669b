/**
 * Workspaces in this browser's IndexedDB: tables as lists of Arrow IPC streams, and files, each by its name, as Blobs,
 * which the browser keeps on disk and not in memory. Works in a worker too.
 *
 * All of a workspace's entries begin with its key: `[key, "about"]`, `[key, "summary"]`, `[key, "file", name]`,
 * `[key, "table", name, part]`.
 */
import {createStore, promisifyRequest} from "idb-keyval";
import type {WorkspaceSummary} from "./opening.js";
import {WorkspaceError, workspaceError} from "./store-error.js";
import {engineVersion, isReadable, type StoredSummary} from "./summary.js";

export interface WorkspaceWriter {
  /** Adds an Arrow IPC stream of at least a schema to the end of a table. Its bytes are copied before this returns. Gives its number. */
  part(table: string, ipc: Uint8Array): Promise<number>;
  /** Takes a part of a table away again. */
  removePart(table: string, number: number): Promise<void>;
  /** Writes a file, in place of one of the same name. */
  file(name: string, content: string | Uint8Array | Blob): Promise<void>;
  /** Empties a table, to be written anew. */
  replaceTable(table: string): Promise<void>;
  /** Makes the workspace one that can be opened; until then, and from the first change on, it cannot be. */
  finish(summary: WorkspaceSummary): Promise<void>;
  /** Removes all of it. What was asked before is dropped. */
  discard(): Promise<void>;
}

/** When a workspace was begun, and when a page that shows it was last opened: milliseconds since 1970. */
export interface WorkspaceAbout {
  readonly begun: number;
  readonly touched: number;
}

export interface StorageEstimate {
  /** Bytes. */
  readonly usage: number;
  readonly quota: number;
}

const store = createStore("flowbook", "workspaces");

/** All entries that begin with these: an array sorts after every string and number. */
const below = (...prefix: readonly string[]) => IDBKeyRange.bound([...prefix], [...prefix, []]);

async function change(work: (entries: IDBObjectStore) => void): Promise<void> {
  try {
    await store("readwrite", entries => {
      work(entries);
      return promisifyRequest(entries.transaction);
    });
  } catch (error) {
    throw workspaceError(error);
  }
}

async function ask<T>(work: (entries: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  try {
    return await store("readonly", entries => promisifyRequest(work(entries)));
  } catch (error) {
    throw workspaceError(error);
  }
}

/**
 * Writes a workspace, a new one or one that is there. Changes are made one after the other, in the order of the calls;
 * once one has failed all later ones reject with the same error, a `WorkspaceError` whose message is for the reader.
 */
export function createWorkspaceWriter(key: string): WorkspaceWriter {
  const counts = new Map<string, number>();
  let discarded = false;
  let queue = change(entries => {
    const now = Date.now();
    entries.put({begun: now, touched: now} satisfies WorkspaceAbout, [key, "about"]);
    entries.delete([key, "summary"]);
  });
  // Whoever waits for a change hears of a failure; nobody has to wait.
  queue.catch(() => undefined);

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(() => {
      if (discarded) throw new WorkspaceError("discarded", "what was being opened was dropped.");
      return work();
    });
    queue = done.then(() => undefined);
    queue.catch(() => undefined);
    return done;
  }

  async function nextPart(table: string): Promise<number> {
    const number = counts.get(table) ?? (await ask(entries => entries.count(below(key, "table", table))));
    counts.set(table, number + 1);
    return number;
  }

  return {
    part(table, ipc) {
      const blob = new Blob([ipc as Uint8Array<ArrayBuffer>]);
      return enqueue(async () => {
        const number = await nextPart(table);
        await change(entries => entries.put(blob, [key, "table", table, number]));
        return number;
      });
    },
    removePart: (table, number) =>
      enqueue(() => change(entries => entries.delete([key, "table", table, number]))),
    file(name, content) {
      const blob =
        content instanceof Blob ? content : new Blob([content as string | Uint8Array<ArrayBuffer>]);
      return enqueue(() => change(entries => entries.put(blob, [key, "file", name])));
    },
    replaceTable: table =>
      enqueue(async () => {
        counts.set(table, 0);
        await change(entries => entries.delete(below(key, "table", table)));
      }),
    finish: summary =>
      enqueue(() => {
        const stored: StoredSummary = {engine: engineVersion(), summary};
        return change(entries => entries.put(stored, [key, "summary"]));
      }),
    async discard() {
      discarded = true;
      // The change that is under way may have failed, and then there is all the more to remove.
      await queue.catch(() => undefined);
      await forget(key);
    }
  };
}

/** A table's Arrow IPC streams, in order; none when the workspace lacks the table. */
export async function readParts(key: string, table: string): Promise<Blob[]> {
  return (await ask(entries => entries.getAll(below(key, "table", table)))) as Blob[];
}

/** A file, null when the workspace lacks it. */
export async function readFile(key: string, name: string): Promise<Blob | null> {
  return ((await ask(entries => entries.get([key, "file", name]))) as Blob | undefined) ?? null;
}

/**
 * What a workspace holds; null when there is none, or none that is finished. Rejects with a `WorkspaceError` when another
 * build of Flowbook made it, or the browser does not let it be read.
 */
export async function readSummary(key: string): Promise<WorkspaceSummary | null> {
  const stored = (await ask(entries => entries.get([key, "summary"]))) as StoredSummary | undefined;
  if (stored === undefined) return null;
  if (!isReadable(stored)) {
    throw new WorkspaceError(
      "outdated",
      "your logs were opened with another version of Flowbook, which this one cannot read; open them again."
    );
  }
  return stored.summary;
}

/** Removes all of a workspace; does nothing where there is none. */
export async function forget(key: string): Promise<void> {
  await change(entries => entries.delete(below(key)));
}

/** Notes that a page that shows the workspace is open. */
export async function touch(key: string): Promise<void> {
  await change(entries => {
    // In one transaction, lest what was just forgotten come back.
    const request: IDBRequest<WorkspaceAbout | undefined> = entries.get([key, "about"]);
    request.onsuccess = () => {
      if (request.result) entries.put({...request.result, touched: Date.now()}, [key, "about"]);
    };
  });
}

/** Every workspace there is, unfinished ones included, by key. */
export async function listWorkspaces(): Promise<Map<string, WorkspaceAbout | null>> {
  const keys = (await ask(entries => entries.getAllKeys())) as [string, string][];
  const found = new Map<string, WorkspaceAbout | null>();
  for (const [key] of keys) found.set(key, null);
  for (const key of found.keys()) {
    const about = (await ask(entries => entries.get([key, "about"]))) as WorkspaceAbout | undefined;
    found.set(key, about ?? null);
  }
  return found;
}

/** How much the browser keeps for this site and would keep; null where it does not say, as over plain HTTP. */
export async function estimate(): Promise<StorageEstimate | null> {
  // Lib's type has it always; over plain HTTP it is missing.
  const storage: StorageManager | undefined = navigator.storage;
  const {usage, quota} = (await storage?.estimate?.().catch(() => undefined)) ?? {};
  return usage === undefined || quota === undefined ? null : {usage, quota};
}
