import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {basename} from "node:path";
import {pipeline} from "node:stream/promises";
import {readVersion} from "../../version.js";

export interface StampedFile {
  readonly option: string;
  /** Without folder: results are for sharing, folders may be private. */
  readonly name: string;
  readonly sha256: string;
}

/** What a result came from, so that anybody with the same files can make it again. */
export interface Stamp {
  /** Flowbook's version. */
  readonly version: string;
  readonly seeds: readonly number[];
  readonly files: readonly StampedFile[];
}

/** @param files paths, by the option that named them. */
export async function makeStamp(
  files: readonly {readonly option: string; readonly path: string}[],
  seeds: readonly number[]
): Promise<Stamp> {
  const version = await readVersion();
  const stamped: StampedFile[] = [];
  for (const {option, path} of files)
    stamped.push({option, name: basename(path), sha256: await hashFile(path)});
  return {version, seeds, files: stamped};
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
