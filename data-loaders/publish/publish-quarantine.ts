import {createReadStream, createWriteStream} from "node:fs";
import {pipeline} from "node:stream/promises";
import type {LoadedFile} from "../read/read-files.js";

const newline = 10;

/** One file for all that was quarantined, each record with the file it came from. */
export async function publishQuarantine(files: readonly LoadedFile[], path: string): Promise<void> {
  async function* pieces() {
    for (const {name, quarantine} of files) {
      if (!quarantine) continue;
      let inLine = false;
      for await (const piece of createReadStream(quarantine)) {
        if (!(piece instanceof Uint8Array)) throw new Error(`${quarantine}: not read as bytes`);
        // A line may be as long as a file, so it is passed on as it comes; each begins with the brace of an object.
        for (let from = 0; from < piece.length; ) {
          if (!inLine) yield `{"file":${JSON.stringify(name)},`;
          const end = piece.indexOf(newline, from);
          const to = end < 0 ? piece.length : end + 1;
          yield piece.subarray(inLine ? from : from + 1, to);
          inLine = end < 0;
          from = to;
        }
      }
    }
  }
  await pipeline(pieces, createWriteStream(path));
}
