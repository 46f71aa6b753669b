import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {mkdir, mkdtemp, readdir, readFile, rename, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {makeTemporary, removeAbandoned} from "./temporary.js";

/** Results of earlier runs, by everything they depend on. */
export interface Cache {
  /**
   * The directory that holds the result of `make`, which is run only when no earlier run with the same key and the
   * same code has finished it.
   * @param key everything the result depends on, apart from the code.
   */
  get(key: readonly (string | number | null)[], make: (directory: string) => Promise<void>): Promise<string>;
  /** For what nobody will want again; gone when the run ends. */
  readonly scratch: string;
  close(): Promise<void>;
}

const scratchPrefix = "flowbook-";
const here = fileURLToPath(new URL(".", import.meta.url));
/** What parsing depends on: when any of it changes, so may every result. */
const codeDirectories = [join(here, "../src/engine"), join(here, "read")];

/**
 * Runs may share a directory: each says by the name of its scratch directory which code's results it uses.
 * @param directory where results are kept from run to run; null keeps none.
 */
export async function openCache(directory: string | null): Promise<Cache> {
  const code = await hashFiles(codeDirectories);
  const parent = directory ? await ensure(directory) : tmpdir();
  await removeAbandoned(parent, `${scratchPrefix}${code}-`);
  const scratch = await makeTemporary(parent, `${scratchPrefix}${code}-`);
  const kept = await ensure(join(directory ?? scratch.path, `code-${code}`));
  if (directory) await removeUnused(directory);

  return {
    scratch: scratch.path,
    async get(key, make) {
      const name = createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 32);
      const path = join(kept, name);
      if (existsSync(path)) return path;
      const unfinished = await mkdtemp(join(scratch.path, "new-"));
      await make(unfinished);
      // By rename, so that a run that is cut off leaves nothing half-made; if another run was faster, its result serves.
      await rename(unfinished, path).catch(error => {
        if (!existsSync(path)) throw error;
      });
      return path;
    },
    close: () => scratch.remove()
  };
}

/** Results of other versions of the code serve nobody but runs that began with it and still go on. */
async function removeUnused(directory: string): Promise<void> {
  const names = await readdir(directory);
  const codes = new Set(
    names.filter(name => /^(code|flowbook)-/.test(name)).map(name => name.split("-")[1] ?? "")
  );
  for (const code of codes) {
    const runs = await removeAbandoned(directory, `${scratchPrefix}${code}-`);
    if (!runs.length) await rm(join(directory, `code-${code}`), {recursive: true, force: true});
  }
}

async function ensure(directory: string): Promise<string> {
  await mkdir(directory, {recursive: true});
  return directory;
}

async function hashFiles(directories: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const directory of directories) {
    for (const name of (await readdir(directory, {recursive: true})).sort()) {
      if (name.endsWith(".ts")) hash.update(name).update(await readFile(join(directory, name)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}
