import {readdir} from "node:fs/promises";
import {relative, sep} from "node:path";

/** The pages of a built site, as paths relative to it: `index.html`, `test/harness.html`. */
export async function findPages(directory: string): Promise<string[]> {
  const entries = await readdir(directory, {recursive: true, withFileTypes: true});
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith(".html"))
    .map(entry => relative(directory, `${entry.parentPath}${sep}${entry.name}`).replaceAll(sep, "/"))
    .sort();
}
