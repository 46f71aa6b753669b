import {readdir, realpath, stat} from "node:fs/promises";
import {basename, join, relative, sep} from "node:path";
import {describeError} from "../describe-error.js";

export interface FoundFile {
  readonly path: string;
  /** Path below the input, with forward slashes on every system, so that tables do not depend on the system. */
  readonly name: string;
  readonly bytes: number;
  /** When it was last written, milliseconds since 1970. */
  readonly modified: number;
}

export interface SkippedPath {
  readonly name: string;
  readonly status: "unreadable" | "duplicate";
  readonly reason: string;
}

export interface FoundFiles {
  /** In order of name. */
  readonly files: readonly FoundFile[];
  /** What was not looked at, and why. */
  readonly skipped: readonly SkippedPath[];
}

/**
 * All files at or below a path. Names that begin with a dot are left out, as everywhere; so are those in `skip`.
 * A directory that may not be read is reported and the rest goes on; only the input itself must be readable. Links are
 * followed, each directory is read once however many links lead to it, and a link in a circle ends there. What is
 * neither file nor directory is reported, not opened: a pipe would never end.
 */
export async function findFiles(input: string, skip: ReadonlySet<string> = new Set()): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const skipped: SkippedPath[] = [];
  /** Real path of each directory read, and what it was called then. */
  const walked = new Map<string, string>();

  async function add(path: string, name: string) {
    const info = await stat(path);
    if (info.isFile()) files.push({path, name, bytes: info.size, modified: info.mtimeMs});
    else if (info.isDirectory()) await walk(path, name);
    else skipped.push({name, status: "unreadable", reason: "not a regular file"});
  }

  async function walk(directory: string, name: string) {
    const real = await realpath(directory);
    const before = walked.get(real);
    if (before !== undefined) {
      const reason = `the same directory as ${before || "the input itself"}; read once`;
      skipped.push({name, status: "duplicate", reason});
      return;
    }
    walked.set(real, name);
    // In order, so that of two links to one directory it is always the same that counts.
    for (const entry of (await readdir(directory)).sort()) {
      if (entry.startsWith(".")) continue;
      const path = join(directory, entry);
      const name = relative(input, path).split(sep).join("/");
      if (skip.has(name)) continue;
      await add(path, name).catch(error =>
        skipped.push({name, status: "unreadable", reason: describeError(error)})
      );
    }
  }

  const root = await stat(input);
  if (root.isDirectory()) await walk(input, "");
  else await add(input, basename(input));
  const byName = (a: {name: string}, b: {name: string}) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  return {files: files.sort(byName), skipped: skipped.sort(byName)};
}
