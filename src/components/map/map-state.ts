import type {Least} from "../../engine/geography/place-counts.js";
import {leasts} from "../../engine/geography/place-counts.js";
import {
  formatScope,
  type Level,
  levelBelow,
  levels,
  parseScope,
  type Scope
} from "../../engine/geography/scope.js";
import type {Surface, View} from "./stage/camera.js";

/** How the map shows numbers. */
export const looks = ["bubbles", "choropleth", "heat"] as const;
export type Look = (typeof looks)[number];

/** What the map shows, apart from the selection. */
export interface MapState {
  /** Null until the data say where to open. */
  readonly scope: Scope | null;
  readonly level: Level;
  readonly look: Look;
  readonly surface: Surface;
  readonly least: Least;
  readonly blockedOnly: boolean;
  /** Where the reader moved the map to; null where it is as the scope has it. */
  readonly view: View | null;
}

export const openingState: MapState = {
  scope: null,
  level: "country",
  look: "bubbles",
  surface: "flat",
  least: "anomalous",
  blockedOnly: false,
  view: null
};

/** Reads the state of a page's address, from what follows its "#". What is not understood is left as the map opens. */
export function parseMapState(hash: string): MapState {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const scope = parseScope(params.get("place") ?? "");
  const one = <T extends string>(name: string, values: readonly T[], otherwise: T): T =>
    values.find(value => value === params.get(name)) ?? otherwise;
  return {
    scope,
    level: one("level", levels, scope === null ? openingState.level : levelBelow[scope.kind]),
    look: one("look", looks, openingState.look),
    surface: one("surface", ["flat", "globe"], openingState.surface),
    least: one("events", Object.keys(leasts) as Least[], openingState.least),
    blockedOnly: params.get("blocked") === "only",
    view: parseView(params.get("view"))
  };
}

/** The state as what follows "#" in the page's address; "" for the map as it opens. */
export function formatMapState({scope, level, look, surface, least, blockedOnly, view}: MapState): string {
  const pairs: [string, string][] = [];
  if (scope !== null) pairs.push(["place", formatScope(scope)]);
  if (level !== (scope === null ? openingState.level : levelBelow[scope.kind])) pairs.push(["level", level]);
  if (look !== openingState.look) pairs.push(["look", look]);
  if (surface !== openingState.surface) pairs.push(["surface", surface]);
  if (least !== openingState.least) pairs.push(["events", least]);
  if (blockedOnly) pairs.push(["blocked", "only"]);
  if (view !== null)
    pairs.push([
      "view",
      [view.longitude.toFixed(2), view.latitude.toFixed(2), view.zoom.toFixed(2)].join(",")
    ]);
  return pairs
    .map(
      ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2F", "/").replaceAll("%2C", ",")}`
    )
    .join("&");
}

function parseView(text: string | null): View | null {
  const [longitude, latitude, zoom, ...rest] = (text ?? "").split(",").map(Number);
  if (longitude === undefined || latitude === undefined || zoom === undefined || rest.length > 0) return null;
  const isSane = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 && zoom >= 1 && zoom <= 1000;
  return isSane ? {longitude, latitude, zoom} : null;
}
