import {readFile} from "node:fs/promises";
import {type AllowList, emptyAllowList, readAllowList} from "../../src/engine/detect/beacons/allow-list.js";

/** Reads `allow.yml`; a file that is not there allows nothing. What is wrong with it is in `errors`. */
export async function readAllowFile(path: string): Promise<AllowList> {
  const source = await readFile(path, "utf8").catch(error => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return source === null ? emptyAllowList : readAllowList(source, path);
}
