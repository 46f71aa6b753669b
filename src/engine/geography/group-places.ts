import {type CountFilter, countLeft, eventsLeft, noCounts, type PlaceCounts} from "./place-counts.js";
import type {Place, PlaceEntry} from "./place-entries.js";
import {regionOf} from "./regions.js";
import {isOnMap, isWithin, type Level, type Scope} from "./scope.js";

/** The places of one bubble, or row: a continent, region, country, state, city or address. */
export interface PlaceGroup extends PlaceCounts {
  /** Unique among the groups of its level. */
  readonly key: string;
  readonly level: Level;
  /** What the group is of, as far as its level tells; its coordinates are those of its entry with the most events. */
  readonly place: Place;
  /** The one address of a point. */
  readonly address: string | null;
  /** Addresses with an event left; null where they have not been read yet. */
  readonly addresses: number | null;
  /** Countries with an event left. */
  readonly countries: number;
  /** The addresses with the most events, the most first. */
  readonly top: readonly TopAddress[];
}

export interface TopAddress {
  readonly address: string;
  readonly events: number;
}

const topCount = 3;

/** The key of a place at a level; null where it has none, such as a city of what is known by its country only. */
function keyOf(entry: PlaceEntry & {readonly country: string}, level: Level): string | null {
  switch (level) {
    case "continent":
      return regionOf(entry.country)?.continent ?? null;
    case "region":
      return regionOf(entry.country)?.code ?? null;
    case "country":
      return entry.country;
    case "state":
      return JSON.stringify([entry.country, entry.region]);
    case "city":
      return JSON.stringify([entry.country, entry.region, entry.city]);
    case "point":
      return entry.address;
  }
}

interface Building {
  readonly first: PlaceEntry & {readonly country: string};
  readonly counts: Float64Array;
  lead: PlaceEntry;
  leadEvents: number;
  addresses: number;
  readonly countries: Set<string>;
  top: TopAddress[];
}

/** The entries within a scope that a filter leaves something of, by place; the most events first, equals by key. */
export function groupPlaces(
  entries: readonly PlaceEntry[],
  level: Level,
  scope: Scope,
  filter: CountFilter
): PlaceGroup[] {
  const groups = new Map<string, Building>();
  for (const entry of entries) {
    if (!isOnMap(entry) || !isWithin(entry, scope)) continue;
    const key = keyOf(entry, level);
    if (key === null) continue;
    const events = eventsLeft(entry.counts, filter);
    let group = groups.get(key);
    if (group === undefined) {
      group = {
        first: entry,
        counts: noCounts(),
        lead: entry,
        leadEvents: -1,
        addresses: 0,
        countries: new Set(),
        top: []
      };
      groups.set(key, group);
    }
    for (let i = 0; i < group.counts.length; i++)
      group.counts[i] = (group.counts[i] ?? 0) + (entry.counts[i] ?? 0);
    if (events === 0) continue;
    group.addresses++;
    group.countries.add(entry.country);
    if (events > group.leadEvents && entry.latitude !== null) {
      group.lead = entry;
      group.leadEvents = events;
    }
    if (entry.address !== null) group.top = withAddress(group.top, {address: entry.address, events});
  }
  return [...groups]
    .map(([key, group]) => finish(key, level, group, filter))
    .filter(({events}) => events > 0)
    .sort((a, b) => b.events - a.events || (a.key < b.key ? -1 : 1));
}

function finish(key: string, level: Level, group: Building, filter: CountFilter): PlaceGroup {
  const {first, lead} = group;
  const isCity = level === "city" || level === "point";
  const isRead = first.address !== null;
  return {
    ...countLeft(group.counts, filter),
    key,
    level,
    place: {
      country: first.country,
      region: isCity || level === "state" ? first.region : null,
      city: isCity ? first.city : null,
      latitude: lead.latitude,
      longitude: lead.longitude
    },
    address: level === "point" ? first.address : null,
    addresses: isRead ? group.addresses : null,
    countries: group.countries.size,
    top: group.top
  };
}

function withAddress(top: TopAddress[], next: TopAddress): TopAddress[] {
  const last = top[topCount - 1];
  if (last !== undefined && last.events >= next.events) return top;
  return [...top, next].sort((a, b) => b.events - a.events).slice(0, topCount);
}

/** What is left of the entries for which a condition holds, together: of the campus's own, or of those without a place. */
export function countTogether(
  entries: readonly PlaceEntry[],
  filter: CountFilter,
  holds: (entry: PlaceEntry) => boolean
): PlaceCounts {
  const counts = noCounts();
  for (const entry of entries) {
    if (!holds(entry)) continue;
    for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] ?? 0) + (entry.counts[i] ?? 0);
  }
  return countLeft(counts, filter);
}
