import {rmSync} from "node:fs";
import {mkdtemp, readdir, rm} from "node:fs/promises";
import {hostname} from "node:os";
import {join} from "node:path";

/** A directory that is gone when the program ends, however it ends; only a kill leaves it to `removeAbandoned`. */
export interface Temporary {
  readonly path: string;
  remove(): Promise<void>;
}

const live = new Set<string>();
const machine = hostname().replaceAll(/[^\w]/g, "").slice(0, 32) || "host";

process.on("exit", () => {
  for (const path of live) rmSync(path, {recursive: true, force: true});
});
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143]
] as const)
  process.on(signal, () => process.exit(code));

/** @param prefix begins the directory's name, which goes on with the machine and process it belongs to. */
export async function makeTemporary(parent: string, prefix: string): Promise<Temporary> {
  const path = await mkdtemp(join(parent, `${prefix}${machine}-${process.pid}-`));
  live.add(path);
  return {
    path,
    async remove() {
      await rm(path, {recursive: true, force: true});
      live.delete(path);
    }
  };
}

/**
 * Removes directories that killed runs of this machine left in `parent`.
 * @returns the names of those that are in use, or are another machine's and so may be.
 */
export async function removeAbandoned(parent: string, prefix: string): Promise<readonly string[]> {
  const used: string[] = [];
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const [owner, id] = name.slice(prefix.length).split("-");
    if (owner === machine && !isRunning(Number(id)))
      await rm(join(parent, name), {recursive: true, force: true});
    else used.push(name);
  }
  return used;
}

function isRunning(id: number): boolean {
  if (!Number.isInteger(id)) return true;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled, and runs all the same.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
