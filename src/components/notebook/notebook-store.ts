import {createStore, del, entries, get, set} from "idb-keyval";
import type {Notebook} from "../../engine/notebook/document.js";
import {formatNotebook, parseNotebook} from "../../engine/notebook/file.js";

/** A notebook that this browser keeps. */
export interface KeptNotebook {
  readonly id: string;
  readonly title: string;
  /** Milliseconds. */
  readonly changed: number;
}

interface Stored {
  /** As in a file, so that what is read back is checked as a file is. */
  readonly file: string;
  readonly title: string;
  readonly changed: number;
}

const store = createStore("flowbook-notebooks", "notebooks");

/** All that are kept, the latest first. */
export async function listNotebooks(): Promise<readonly KeptNotebook[]> {
  const all = await entries<string, Stored>(store);
  return all
    .map(([id, {title, changed}]) => ({id, title, changed}))
    .sort((a, b) => b.changed - a.changed || a.id.localeCompare(b.id));
}

/** One of them; null where there is none of the id, or it cannot be read any more. */
export async function readKept(id: string): Promise<Notebook | null> {
  const stored = await get<Stored>(id, store);
  return stored === undefined ? null : parseNotebook(stored.file).notebook;
}

/** Keeps a notebook under an id, in place of what is there. */
export async function keepNotebook(id: string, notebook: Notebook): Promise<void> {
  const stored: Stored = {file: formatNotebook(notebook), title: notebook.title, changed: Date.now()};
  await set(id, stored, store);
}

export async function forgetNotebook(id: string): Promise<void> {
  await del(id, store);
}

/** An id that no notebook has. */
export function newId(): string {
  return `n-${crypto.randomUUID?.() ?? `${Date.now()}-${Math.trunc(Math.random() * 1e9)}`}`;
}
