import {answersFromCube} from "../../engine/cube.js";
import {
  addressEntries,
  countryEntries,
  type PlaceEntry,
  type PlaceRow,
  placesQuery
} from "../../engine/geography/place-entries.js";
import type {Selection} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import type {Workbench} from "../workbench/workbench.js";

/** A selection, and the zone in which its times are shown. */
export type MapSelection = Selection & {readonly timeZone: string};

/** What is known of a selection's sources: their countries at once where the cube has them, their addresses once they are read. */
export interface MapData {
  readonly selection: MapSelection;
  /** Null until there is anything. */
  readonly entries: readonly PlaceEntry[] | null;
  /** Whether `entries` are addresses. */
  readonly isRead: boolean;
  readonly addresses: Promise<readonly PlaceEntry[]>;
  /** What yields the entries, now and once the addresses are read. */
  readonly query: Query;
  readonly addressQuery: Query;
}

export function openMapData(workbench: Workbench, selection: MapSelection): MapData {
  const {query: addressQuery, rows} = workbench.ask<PlaceRow>(placesQuery(selection));
  const addresses = Promise.resolve(rows).then(addressEntries);
  const waiting = {selection, addresses, addressQuery, isRead: false};
  if (!answersFromCube(selection)) return {...waiting, entries: null, query: addressQuery};
  const summary = workbench.summarise(selection, ["country", "severity"]);
  return {
    ...waiting,
    entries: summary.rows instanceof Promise ? null : countryEntries(summary.rows),
    query: summary.query
  };
}

/** The same once the addresses are there. */
export function withAddresses(data: MapData, entries: readonly PlaceEntry[]): MapData {
  return {...data, entries, isRead: true, query: data.addressQuery};
}
