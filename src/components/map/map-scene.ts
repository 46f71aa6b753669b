import {groupPlaces, type PlaceGroup} from "../../engine/geography/group-places.js";
import type {CountFilter} from "../../engine/geography/place-counts.js";
import type {PlaceEntry} from "../../engine/geography/place-entries.js";
import {continents, countriesOf, isContinent} from "../../engine/geography/regions.js";
import type {Level, Scope} from "../../engine/geography/scope.js";
import {formatCompact} from "../format.js";
import {shadeSteps} from "./map-legend.js";
import type {Look} from "./map-state.js";
import {groupName, scopeOf, shareBlocked, shareColor} from "./place-words.js";
import type {Coordinates} from "./small-countries.js";
import type {MapBubble} from "./stage/bubble-layer.js";
import {type Camera, type View, viewOf, wholeEarth} from "./stage/camera.js";
import {shadeCount} from "./stage/map-colors.js";
import {type MapPoint, pointSet} from "./stage/point-set.js";
import type {MapScene} from "./stage/stage.js";
import {largestPart, type World} from "./world.js";

/** More circles than this would only hide each other; the smaller places are points. */
const mostBubbles = 300;

export interface DrawnPlaces {
  readonly scene: MapScene;
  /** What each point of the scene stands for. */
  readonly points: readonly PlaceGroup[];
  /** What the scene shades or has bubbles of, by key. */
  readonly byKey: ReadonlyMap<string, PlaceGroup>;
  /** Where the steps of a choropleth begin, in events. */
  readonly steps: readonly number[];
}

export interface DrawOptions {
  readonly entries: readonly PlaceEntry[];
  readonly level: Level;
  readonly scope: Scope;
  readonly filter: CountFilter;
  readonly look: Look;
  readonly world: World;
}

/** Nothing: what is shown while places are counted. */
export const emptyScene: MapScene = {bubbles: [], points: null, heat: false, shade: null};

/** Events that a filter leaves, of all that the map has a place for. */
export function eventsOnMap(entries: readonly PlaceEntry[], filter: CountFilter): number {
  return groupPlaces(entries, "country", {kind: "world"}, filter).reduce((sum, {events}) => sum + events, 0);
}

/** The continent with the most suspicious events; without any, the world. */
export function openingScope(entries: readonly PlaceEntry[]): Scope {
  const filter = {least: "suspicious", blockedOnly: false} as const;
  const [first] = groupPlaces(entries, "continent", {kind: "world"}, filter);
  return (first === undefined ? null : scopeOf(first)) ?? {kind: "world"};
}

/** Groups of places as something that a stage can show. */
export function drawPlaces(groups: readonly PlaceGroup[], options: DrawOptions): DrawnPlaces {
  if (options.look === "choropleth") return shaded(options);
  if (options.look === "heat") return scattered(groupsOf(options, "point"), options.world, true);
  if (options.level === "point") return scattered(groups, options.world, false);
  const large = groups.slice(0, mostBubbles);
  const bubbles = large.flatMap(group => {
    const at = positionOf(group, options.world);
    return at === null ? [] : [bubbleOf(group, at)];
  });
  const small = scattered(groups.slice(mostBubbles), options.world, false);
  const points = groups.length > mostBubbles ? small.scene.points : null;
  return {
    scene: {bubbles, points, heat: false, shade: null},
    points: small.points,
    byKey: new Map(large.map(group => [group.key, group])),
    steps: []
  };
}

const groupsOf = ({entries, scope, filter}: DrawOptions, level: Level) =>
  groupPlaces(entries, level, scope, filter);

function bubbleOf(group: PlaceGroup, at: Coordinates): MapBubble {
  const count = formatCompact(group.events);
  return {
    key: group.key,
    at,
    events: group.events,
    fill: shareColor(shareBlocked(group)),
    texts: labelTexts(group, count)
  };
}

const shortName = 9;

/** A bubble's name and number; where that has no room the name alone, or its abbreviation; last the number alone. */
function labelTexts(group: PlaceGroup, count: string): string[] {
  const name = groupName(group);
  // Geolocations put a district's own name in brackets.
  const plain = name.replace(/\s*\(.*$/, "") || name;
  const short =
    group.level === "country"
      ? group.key
      : plain.length > shortName
        ? `${plain.slice(0, shortName - 1).trimEnd()}…`
        : null;
  return [`${name} ${count}`, `${plain} ${count}`, plain, ...(short === null ? [] : [short]), count];
}

function shaded(options: DrawOptions): DrawnPlaces {
  const groups = groupsOf(options, "country");
  const steps = shadeSteps(groups.at(-1)?.events ?? 1, groups[0]?.events ?? 1, shadeCount);
  const byKey = new Map(groups.map(group => [group.key, group]));
  const shade = (country: string) => {
    const events = byKey.get(country)?.events;
    return events === undefined ? null : steps.findLastIndex(from => events >= from);
  };
  return {scene: {bubbles: [], points: null, heat: false, shade}, points: [], byKey, steps};
}

function scattered(groups: readonly PlaceGroup[], world: World, heat: boolean): DrawnPlaces {
  const placed: PlaceGroup[] = [];
  const points: MapPoint[] = [];
  for (const group of groups) {
    const at = positionOf(group, world);
    if (at === null) continue;
    const {events, blocked, allowed} = group;
    const outcome = blocked + allowed === 0 ? "unknown" : blocked >= allowed ? "blocked" : "allowed";
    placed.push(group);
    points.push({longitude: at[0], latitude: at[1], outcome, events});
  }
  return {
    scene: {bubbles: [], points: pointSet(points), heat, shade: null},
    points: placed,
    byKey: new Map(),
    steps: []
  };
}

/** Where a group stands: of what is known by its country only, the country's middle. */
export function positionOf({level, key, place}: PlaceGroup, world: World): Coordinates | null {
  if (level === "continent" && isContinent(key)) return [continents[key].longitude, continents[key].latitude];
  if (level === "region") return middleOf(countriesOf(key).flatMap(country => world.locate(country) ?? []));
  if (level !== "country" && place.latitude !== null && place.longitude !== null)
    return [place.longitude, place.latitude];
  return place.country === null ? null : world.locate(place.country);
}

/** The middle of places on a sphere, given as longitude and latitude in turn. */
function middleOf(numbers: readonly number[]): Coordinates | null {
  let [x, y, z] = [0, 0, 0];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const longitude = ((numbers[i] ?? 0) * Math.PI) / 180;
    const latitude = ((numbers[i + 1] ?? 0) * Math.PI) / 180;
    x += Math.cos(latitude) * Math.cos(longitude);
    y += Math.cos(latitude) * Math.sin(longitude);
    z += Math.sin(latitude);
  }
  if (numbers.length === 0) return null;
  return [(Math.atan2(y, x) * 180) / Math.PI, (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI];
}

/** How close the map may come to the only place in a scope. */
const closest: Readonly<Record<Scope["kind"], number>> = {
  ...{world: 1, continent: 3.5, region: 7, country: 24},
  ...{state: 40, city: 90}
};

/** Where the map goes when the reader comes to a scope: to what is drawn there, of a country to all of its main part. */
export function viewOfScope(
  scope: Scope,
  {
    entries,
    filter,
    world,
    camera
  }: Pick<DrawOptions, "entries" | "filter" | "world"> & {readonly camera: Camera}
): View {
  if (scope.kind === "world") return wholeEarth;
  const level = scope.kind === "city" || scope.kind === "state" ? "city" : "country";
  const places = groupPlaces(entries, level, scope, filter).flatMap(group => {
    const at = positionOf(group, world);
    return at === null ? [] : [at];
  });
  const outline = scope.kind === "country" ? outlineOf(scope.country, world) : [];
  const all = scope.kind === "country" ? (outline.length > 0 ? outline : places) : places;
  return viewOf(all, camera, {closest: closest[scope.kind], room: 0.78});
}

function outlineOf(country: string, world: World): Coordinates[] {
  const found = world.countries.find(({code}) => code === country);
  if (found === undefined) {
    const at = world.locate(country);
    return at === null ? [] : [at];
  }
  const part = largestPart(found.shape);
  const rings =
    part.type === "Polygon" ? part.coordinates : part.type === "MultiPolygon" ? part.coordinates.flat() : [];
  return (rings[0] ?? []).map(([longitude = 0, latitude = 0]): Coordinates => [longitude, latitude]);
}
