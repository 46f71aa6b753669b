import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {onTestFinished} from "vitest";
import {type Database, openDatabase} from "../../../../data-loaders/database.js";
import {type MatrixOptions, parseMatrixOptions} from "../../../../data-loaders/evaluate/matrix/options.js";
import {makeDirectory} from "../../directory.js";

/** A file for one test. @returns its path. */
export function writeInput(name: string, content: string | Uint8Array): string {
  const path = join(makeDirectory(), name);
  writeFileSync(path, content);
  return path;
}

export async function openTestDatabase(): Promise<Database> {
  const database = await openDatabase(makeDirectory(), 2);
  onTestFinished(() => database.close());
  return database;
}

export function optionsOf(matrix: string, ...args: readonly string[]): MatrixOptions {
  return parseMatrixOptions(["--matrix", matrix, ...args]);
}
