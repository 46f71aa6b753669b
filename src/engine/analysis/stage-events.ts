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
  for (const sql of createStaged(await sortBounds(database))) await database.run(sql);
  await database.run(createUsers);
  await database.run(createApplications);
}

/** Times at which the parsed events are divided so that no part has many more rows than a database sorts at once; ascending. */
async function sortBounds(database: Database): Promise<readonly number[]> {
  const [counted] = await database.rows("SELECT count(*) AS events FROM parsed");
  const parts = Math.ceil(Number(counted?.events ?? 0) / database.sortedRows);
  if (parts < 2) return [];
  const quantiles = Array.from(
    {length: parts - 1},
    (_, i) => `quantile_disc(ms, ${(i + 1) / parts}) AS q${i}`
  );
  const [found = {}] = await database.rows(
    `SELECT ${quantiles.join(", ")} FROM (SELECT epoch_ms(logged_time) AS ms FROM parsed WHERE logged_time IS NOT NULL)`
  );
  return [...new Set(Object.values(found).flatMap(value => (typeof value === "number" ? [value] : [])))];
}
