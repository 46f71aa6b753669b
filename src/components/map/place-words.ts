import type {PlaceGroup} from "../../engine/geography/group-places.js";
import type {CountFilter} from "../../engine/geography/place-counts.js";
import type {Place} from "../../engine/geography/place-entries.js";
import {continents, isContinent, regionByCode, regionOf} from "../../engine/geography/regions.js";
import type {Level, Scope} from "../../engine/geography/scope.js";
import {formatCount, formatPlural, formatShare} from "../format.js";
import {visibleText} from "../log-text.js";
import {countryName} from "./world.js";

export const levelName: Readonly<Record<Level, {readonly one: string; readonly many: string}>> = {
  continent: {one: "continent", many: "continents"},
  region: {one: "region", many: "regions"},
  country: {one: "country", many: "countries"},
  state: {one: "state", many: "states"},
  city: {one: "city", many: "cities"},
  point: {one: "address", many: "addresses"}
};

/** What stands for a state or a city that the geolocation does not name. */
const unnamedState = "State not known";
const unnamed = "City not known";

/** A scope's name, as in "events from the world". */
export function scopeName(scope: Scope): string {
  switch (scope.kind) {
    case "world":
      return "World";
    case "continent":
      return continents[scope.continent].name;
    case "region":
      return regionByCode(scope.region)?.name ?? scope.region;
    case "country":
      return countryName(scope.country);
    case "state":
      return visibleText(scope.region ?? unnamedState);
    case "city":
      return visibleText(scope.city ?? unnamed);
  }
}

export function groupName({level, key, place, address}: PlaceGroup): string {
  switch (level) {
    case "continent":
      return isContinent(key) ? continents[key].name : key;
    case "region":
      return regionByCode(key)?.name ?? key;
    case "country":
      return countryName(place.country ?? key);
    case "state":
      return visibleText(place.region ?? unnamedState);
    case "city":
      return visibleText(place.city ?? unnamed);
    case "point":
      return visibleText(address ?? key);
  }
}

/** A place's path, from its continent on: "North America > United States > Florida > Tampa". */
export function placePath({country, region, city}: Place): string[] {
  if (country === null) return [];
  const around = regionOf(country);
  return [
    ...(around === null ? [] : [continents[around.continent].name]),
    countryName(country),
    ...[region, city].flatMap(name => (name === null ? [] : [visibleText(name)]))
  ];
}

/** The path of what a group stands for, its own name included where that is a place's. */
export function groupPath(group: PlaceGroup): string[] {
  if (group.level === "continent") return [groupName(group)];
  const region = regionByCode(group.key);
  if (group.level === "region")
    return region === null ? [groupName(group)] : [continents[region.continent].name, region.name];
  return placePath(group.place);
}

/** The scope that choosing a group leads to; null for a point, which has nothing within it. */
export function scopeOf({level, key, place}: PlaceGroup): Scope | null {
  switch (level) {
    case "continent":
      return isContinent(key) ? {kind: "continent", continent: key} : null;
    case "region":
      return {kind: "region", region: key};
    case "country":
      return {kind: "country", country: key};
    case "state":
      return place.country === null ? null : {kind: "state", country: place.country, region: place.region};
    case "city":
      return place.country === null
        ? null
        : {kind: "city", country: place.country, region: place.region, city: place.city};
    case "point":
      return null;
  }
}

/** What kind of events a filter leaves: "anomalous blocked", or "recorded" for all. */
export function kindOf({least, blockedOnly}: CountFilter): string {
  return [least === "all" ? "" : least, blockedOnly ? "blocked" : ""].join(" ").trim() || "recorded";
}

/** What the map shows, in a sentence. */
export function mapFinding(
  groups: readonly PlaceGroup[],
  level: Level,
  scope: Scope,
  filter: CountFilter
): string {
  const [first] = groups;
  const kind = kindOf(filter);
  const within = scope.kind === "world" ? "a known country" : scopeName(scope);
  if (first === undefined) return `No ${kind} event from ${within}`;
  const total = groups.reduce((sum, {events}) => sum + events, 0);
  if (groups.length === 1) return `All ${kind} events from ${within} come from ${groupName(first)}`;
  const among = `${formatPlural(groups.length, levelName[level].one, levelName[level].many)}${scope.kind === "world" ? "" : ` in ${scopeName(scope)}`}`;
  const whose = scope.kind === "world" ? "their" : possessive(scopeName(scope));
  return `${groupName(first)} leads ${among} with ${formatShare(first.events / total)} of ${whose} ${formatCount(total)} ${kind} events`;
}

const possessive = (name: string) => (name.endsWith("s") ? `${name}'` : `${name}'s`);

/** What share of everything on the map a part of the world has: "Asia: 47.8% of all anomalous events that have a place." */
export function shareInView(
  scope: Scope,
  {events, all, filter}: {readonly events: number; readonly all: number; readonly filter: CountFilter}
): string {
  return scope.kind === "world" || all === 0
    ? ""
    : `${scopeName(scope)}: ${formatShare(events / all)} of all ${kindOf(filter)} events that have a place.`;
}

/** What is said while places are counted: "Counting cities in China …". */
export function countingWords(level: Level, scope: Scope): string {
  return `Counting ${levelName[level].many} ${scope.kind === "world" ? "of the whole world" : `in ${scopeName(scope)}`} …`;
}

/** The share blocked among the events whose outcome is recorded; null where it is of none. */
export function shareBlocked({
  blocked,
  allowed
}: {
  readonly blocked: number;
  readonly allowed: number;
}): number | null {
  return blocked + allowed === 0 ? null : blocked / (blocked + allowed);
}

/** The same in words. */
export function shareText(counts: {
  readonly events: number;
  readonly blocked: number;
  readonly allowed: number;
}): string {
  const share = shareBlocked(counts);
  if (share === null) return "whether they were blocked is not recorded";
  const recorded = counts.blocked + counts.allowed;
  const all = recorded === counts.events ? "" : ` of the ${formatCount(recorded)} whose outcome is recorded`;
  return `${formatShare(share)} blocked${all}`;
}

/** The same as a sentence. */
export function shareSentence(counts: {readonly blocked: number; readonly allowed: number}): string {
  const share = shareBlocked(counts);
  return share === null
    ? "Whether these events were blocked is not recorded."
    : `${formatShare(share)} of the ${formatCount(counts.blocked + counts.allowed)} events whose outcome is recorded were blocked.`;
}

/** Blue where all was allowed, red where all was blocked, grey where nobody recorded it; CSS. */
export function shareColor(share: number | null): string {
  if (share === null) return "var(--action-unknown)";
  return `color-mix(in oklab, var(--action-blocked) ${(100 * share).toFixed(1)}%, var(--action-allowed))`;
}
