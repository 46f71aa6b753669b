import {quote} from "../../sigma/refusal.js";
import {alertOrders, type MapCamera, type Scene, storylines, views} from "../scene.js";
import type {Entries, Report} from "./read-entries.js";
import {limits} from "./story-limits.js";
import {readWindow, windowForms} from "./story-window.js";

/** Keys of a chapter that say what it shows. */
export const sceneKeys = ["view", "window", "only", "without", "source", "order", "map"] as const;

/** As far as the map of the site goes in. */
const closest = 1000;

/** What a chapter shows. What is wrong is reported, and as if it had been left out. */
export function readScene(entries: Entries, report: Report): Partial<Scene> {
  const view = entries.choice("view", views);
  const span = readSpan(entries, report);
  const only = entries.choice("only", storylines);
  const without = entries.texts("without", {most: limits.without, longest: limits.address});
  const source = entries.text("source", limits.address);
  const order = entries.choice("order", alertOrders);
  const camera = readCamera(entries, report);
  return {
    ...(view === null ? {} : {view}),
    ...(span === null || !Number.isFinite(span) ? {} : {span}),
    ...(only === null ? {} : {only}),
    ...(without === null || without.length === 0 ? {} : {without: [...new Set(without)].sort()}),
    ...(source === null ? {} : {source}),
    ...(order === null ? {} : {order}),
    ...(camera === null ? {} : {camera})
  };
}

function readSpan(entries: Entries, report: Report): number | null {
  const text = entries.text("window", limits.title);
  if (text === null) return null;
  const span = readWindow(text);
  const at = entries.node("window");
  if (span === null && at !== null) report(at, `invalid window: ${quote(text)}; expected ${windowForms}`);
  return span;
}

/** Where the map looks: only with both coordinates. */
function readCamera(entries: Entries, report: Report): MapCamera | null {
  const map = entries.map("map", ["longitude", "latitude", "zoom"]);
  if (map === null) return null;
  const longitude = map.number("longitude", -180, 180);
  const latitude = map.number("latitude", -90, 90);
  const zoom = map.number("zoom", 1, closest) ?? 1;
  if (longitude !== null && latitude !== null) return {longitude, latitude, zoom};
  const at = entries.node("map");
  if (at !== null) report(at, "the map is left as it is; expected both longitude and latitude");
  return null;
}
