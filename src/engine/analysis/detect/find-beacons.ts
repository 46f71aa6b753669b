import {type AllowList, applyAllowList} from "../../detect/beacons/allow-list.js";
import {createBeaconFinder} from "../../detect/beacons/find-beacons.js";
import {createConnections, createPairs, selectPairs, selectRecordings} from "../../detect/beacons/pairs.js";
import {createBeacons, insertBeacons, insertEvidence} from "../../detect/beacons/publish.js";
import {readPair, readRecordings} from "../../detect/beacons/read-pair.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";

/** Pairs whose lists are read at once, so that memory does not grow with the logs. */
const pairsAtOnce = 2000;
/** Rows of one INSERT. */
const rowsAtOnce = 200;

export interface FoundBeacons {
  /** Pairs with enough connections to be looked at. */
  readonly pairs: number;
  /** Beacons, and how many of them the allow-list lets pass. */
  readonly beacons: number;
  readonly allowed: number;
}

/** Creates `beacons` from `logs`, and adds the events of those that are not allowed to `evidence`. */
export async function findBeacons(
  database: Database,
  allowList: AllowList,
  progress: Progress
): Promise<FoundBeacons> {
  progress.update("beacons: connections");
  await database.run(createConnections);
  await database.run(createPairs);
  const recordings = readRecordings(await database.rows(selectRecordings));
  const [counted] = await database.rows("SELECT count(*) AS n FROM beacon_pairs");
  const total = Number(counted?.n ?? 0);
  const finder = createBeaconFinder(recordings);
  for (let from = 0; from < total; from += pairsAtOnce) {
    progress.update(`beacons: ${from} of ${total} pairs`);
    const rows = await database.rows(selectPairs(from, from + pairsAtOnce));
    for (const row of rows) finder.add(readPair(row));
  }
  const found = applyAllowList(finder.finish(), allowList);
  await database.run(createBeacons);
  for (let i = 0; i < found.length; i += rowsAtOnce) {
    await database.run(insertBeacons(found.slice(i, i + rowsAtOnce)));
  }
  await database.run(insertEvidence);
  await database.run("DROP TABLE beacon_pairs");
  await database.run("DROP TABLE beacon_connections");
  const beacons = found.filter(({is_beacon}) => is_beacon);
  return {
    pairs: total,
    beacons: beacons.length,
    allowed: beacons.filter(({allowed_by}) => allowed_by !== null).length
  };
}
