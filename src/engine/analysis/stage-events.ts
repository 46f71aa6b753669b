import {createApplications, createUsers} from "../build/event-blocks.js";
import {createStaged} from "../build/stage.js";
import type {Campus} from "../campus.js";
import type {Geolocator} from "../places/place.js";
import type {Database} from "./database.js";
import {locateAddresses} from "./locate-addresses.js";

/**
 * Makes of `parsed` and `files` what detectors start from: `places`, `staged` (the events in their one order), `users` and
 * `applications`.
 */
export async function stageEvents(
  database: Database,
  campus: Campus,
  geolocator: Pick<Geolocator, "locate">
): Promise<void> {
  await locateAddresses(database, campus, geolocator);
  await database.run(createStaged());
  await database.run(createUsers);
  await database.run(createApplications);
}
