import {readFile, stat} from "node:fs/promises";
import {basename} from "node:path";
import {readForest} from "../../src/engine/analysis/score/read-forest.js";
import type {GivenForest, GivenForests} from "../../src/engine/analysis/score/score-events.js";
import type {ModelFamily} from "../../src/engine/features/event-block.js";
import {describeError} from "../describe-error.js";

/** A forest of 1,000 trees, each of 1,024 rows, takes half of this. */
const mostBytes = 16_000_000;

/** Reads forests to judge with, at most one for each family. Throws an Error that names the file and says what is wrong with it. */
export async function readModels(paths: readonly string[]): Promise<GivenForests> {
  const found: Partial<Record<ModelFamily, GivenForest>> = {};
  for (const path of paths) {
    const trees = await readFileWhole(path);
    let family: ModelFamily;
    try {
      ({family} = readForest(trees));
    } catch (error) {
      throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
    const other = found[family];
    if (other !== undefined)
      throw new Error(
        `${path}: a second forest of the family "${family}", after ${other.file}; --model takes one of each family`
      );
    found[family] = {file: basename(path), trees};
  }
  return found;
}

async function readFileWhole(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const {size} = await stat(path);
    if (size > mostBytes) throw new Error(`${size.toLocaleString("en-US")} bytes, more than any forest has`);
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw new Error(`${path}: ${describeError(error)}; --model takes a forest's file`);
  }
}
