import {writeFile} from "node:fs/promises";
import {deflateRawSync} from "node:zlib";
import type {AddressWidth} from "../../src/engine/places/address-words.js";
import {encodePlaces} from "../../src/engine/places/encode-places.js";
import {listPlaces} from "../enrich/list-places.js";
import {openPlaceDatabases} from "../enrich/place-databases.js";
import {answerRequests} from "../workers/answer.js";

/** Writes what the databases of a directory, or those bundled, say of all addresses of a width. */
export interface PlacesRequest {
  readonly directory: string;
  readonly width: AddressWidth;
  readonly path: string;
}

answerRequests<PlacesRequest>(async ({directory, width, path}) => {
  const table = listPlaces(await openPlaceDatabases(directory, true), width);
  // Level 9 takes six times as long for one hundredth less.
  await writeFile(path, await encodePlaces(table, bytes => deflateRawSync(bytes, {level: 6})));
});
