import {createHash, type Hash} from "node:crypto";
import {createReadStream, existsSync} from "node:fs";
import {readdir, stat} from "node:fs/promises";
import {join} from "node:path";
import type {ReadFile} from "../src/engine/read-file.js";
import type {Input} from "./input.js";
import {paths} from "./paths.js";

/**
 * SHA-256, in hexadecimal, over the contents of all logs, whatever they are called, of the simulator's truth, and of the rules,
 * signatures and lists that say what is found in them: an evaluation with the same hash is one of the same data.
 */
export async function hashInput(files: readonly ReadFile[], input: Input): Promise<string> {
  const contents = files.map(({contentHash}) => contentHash ?? "unreadable").sort();
  const hash = createHash("sha256").update(contents.join("\n"));
  if (input.simulation !== null) await addFile(hash, join(input.path, "truth.csv"));
  for (const path of [paths.rules, paths.signatures, paths.intel, paths.allow]) await addTree(hash, path);
  return hash.digest("hex");
}

async function addTree(hash: Hash, path: string): Promise<void> {
  if (!existsSync(path)) return;
  if (!(await stat(path)).isDirectory()) return addFile(hash, path);
  for (const name of (await readdir(path)).sort()) await addTree(hash, join(path, name));
}

async function addFile(hash: Hash, path: string): Promise<void> {
  if (!existsSync(path)) return;
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
}
