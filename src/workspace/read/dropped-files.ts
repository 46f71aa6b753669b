import {byName} from "../../engine/read-file.js";

/** A file that a reader gave to the page. */
export interface DroppedFile {
  /** Path below what was given, with forward slashes; no two have the same. */
  readonly name: string;
  readonly blob: Blob;
  /** When it was last written, milliseconds since 1970. */
  readonly modified: number;
}

export interface DroppedFiles {
  /** In order of name. */
  readonly files: readonly DroppedFile[];
  /** What was left out or could not be had, one sentence each. */
  readonly messages: readonly string[];
}

/** The parts of the browser's file entries that are read here. */
export interface DroppedEntry {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly name: string;
}

interface FileEntry extends DroppedEntry {
  file(resolve: (file: File) => void, reject: (error: Error) => void): void;
}

interface DirectoryEntry extends DroppedEntry {
  createReader(): {
    readEntries(resolve: (entries: DroppedEntry[]) => void, reject: (error: Error) => void): void;
  };
}

/**
 * All files of a drop, those in folders included. As in the loader, names that begin with a dot are left out in folders, but
 * not where they were dropped themselves, and a single folder's files are named below it. Dropped text counts as pasted.
 * To be called while the drop is handled: what was dropped is taken down before this first waits, because the browser
 * forgets it after that.
 * @param now when text is pasted, milliseconds since 1970.
 */
export async function filesOfTransfer(transfer: DataTransfer, now: number): Promise<DroppedFiles> {
  const items = [...transfer.items];
  const entries = items.flatMap((item): DroppedEntry[] => {
    const entry = item.kind === "file" ? item.webkitGetAsEntry?.() : null;
    return entry ? [entry] : [];
  });
  const plain = entries.length ? [] : [...transfer.files];
  const text = items.find(item => item.kind === "string" && item.type === "text/plain");
  if (entries.length) return filesOfEntries(entries);
  if (plain.length) return filesOfList(plain);
  if (text) return filesOfText(await new Promise<string>(resolve => text.getAsString(resolve)), now);
  return {files: [], messages: ["nothing that was dropped is a file, a folder or text"]};
}

/** All files of dropped entries, and of the folders among them. */
export async function filesOfEntries(entries: readonly DroppedEntry[]): Promise<DroppedFiles> {
  const found: DroppedFile[] = [];
  const messages: string[] = [];
  let hidden = 0;

  async function add(entry: DroppedEntry, name: string): Promise<void> {
    try {
      if (isFile(entry)) {
        const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
        found.push({name, blob: file, modified: file.lastModified});
      } else if (isDirectory(entry)) await walk(entry, name);
      else messages.push(`${name}: neither a file nor a folder`);
    } catch (error) {
      messages.push(`${name || entry.name}: not read: ${error instanceof Error ? error.message : error}`);
    }
  }

  async function walk(directory: DirectoryEntry, name: string): Promise<void> {
    const inside = await readEntries(directory);
    if (!inside.length) messages.push(`${directory.name}: an empty folder`);
    for (const entry of inside) {
      if (entry.name.startsWith(".")) hidden++;
      else await add(entry, name ? `${name}/${entry.name}` : entry.name);
    }
  }

  const isSingle = entries.length === 1 && entries[0]?.isDirectory;
  for (const entry of entries) await add(entry, isSingle ? "" : entry.name);
  return settle(found, hidden, messages);
}

/** The files of an input for files, or for a folder, whose files say where in it they lie. */
export function filesOfList(list: Iterable<File>): DroppedFiles {
  const found: DroppedFile[] = [];
  let hidden = 0;
  for (const file of list) {
    // Below the folder that was chosen, which is the first part of the path.
    const path = (file.webkitRelativePath ?? "").split("/").slice(1);
    if (path.some(part => part.startsWith("."))) hidden++;
    else found.push({name: path.join("/") || file.name, blob: file, modified: file.lastModified});
  }
  return settle(found, hidden, found.length || hidden ? [] : ["no file was chosen"]);
}

/** Pasted text as a file. */
export function filesOfText(text: string, now: number): DroppedFiles {
  if (text.trim() === "") return {files: [], messages: ["the text that was pasted is empty"]};
  return {files: [{name: "pasted.log", blob: new Blob([text]), modified: now}], messages: []};
}

/** In order of name, and with names of their own, because the name is what tells two files apart on every page. */
function settle(found: readonly DroppedFile[], hidden: number, messages: readonly string[]): DroppedFiles {
  const names = new Set<string>();
  const files = [...found].sort(byName).map(file => {
    let name = file.name;
    for (let number = 2; names.has(name); number++) name = `${file.name} (${number})`;
    names.add(name);
    return {...file, name};
  });
  const left = hidden === 1 ? "1 hidden file or folder" : `${hidden} hidden files or folders`;
  return {
    files: files.sort(byName),
    messages: hidden ? [...messages, `${left} left out (names that begin with a dot)`] : messages
  };
}

function isFile(entry: DroppedEntry): entry is FileEntry {
  return entry.isFile;
}

function isDirectory(entry: DroppedEntry): entry is DirectoryEntry {
  return entry.isDirectory;
}

/** All entries of a folder, in order of name; the browser gives a hundred at a time, and none when there are no more. */
async function readEntries(directory: DirectoryEntry): Promise<readonly DroppedEntry[]> {
  const reader = directory.createReader();
  const all: DroppedEntry[] = [];
  for (;;) {
    const some = await new Promise<DroppedEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return all.sort(byName);
    all.push(...some);
  }
}
