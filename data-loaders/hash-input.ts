import {createHash} from "node:crypto";
import {createReadStream, existsSync} from "node:fs";
import {join} from "node:path";
import {pipeline} from "node:stream/promises";
import type {Input} from "./input.js";
import type {ReadFile} from "./read/read-files.js";

/**
 * SHA-256, in hexadecimal, over the contents of all logs and of the simulator's truth, whatever the files are called: an evaluation
 * with the same hash is one of the same data.
 */
export async function hashInput(files: readonly ReadFile[], input: Input): Promise<string> {
  const contents = files.map(({contentHash}) => contentHash ?? "unreadable").sort();
  const hash = createHash("sha256").update(contents.join("\n"));
  const truth = join(input.path, "truth.csv");
  if (input.simulation !== null && existsSync(truth)) {
    await pipeline(createReadStream(truth), hash, {end: false});
  }
  return hash.digest("hex");
}
