import {windows} from "./frame.js";
import {alertOrders, type MapCamera, type Scene, storylines, views} from "./scene.js";

/** Other spans are named by their seconds, "90s"; what looks back on everything has no name, as it is the default. */
const windowNames: ReadonlyMap<string, number> = new Map([
  ["5min", windows[0].span],
  ["hour", windows[1].span]
]);

/** Decimals of degrees: a metre on the ground. */
const degreeDecimals = 5;
const zoomDecimals = 4;

/** What is not as by default of a scene, as parameters of an address. */
export function scenePairs(scene: Scene): [key: string, value: string][] {
  const pairs: [string, string][] = [];
  if (scene.view !== "all") pairs.push(["view", scene.view]);
  if (Number.isFinite(scene.span)) pairs.push(["window", windowName(scene.span)]);
  if (scene.only !== "all") pairs.push(["only", scene.only]);
  if (scene.without.length > 0) pairs.push(["without", scene.without.map(escapeItem).join(",")]);
  if (scene.source !== null) pairs.push(["focus", scene.source]);
  if (scene.order !== "latest") pairs.push(["order", scene.order]);
  if (scene.camera !== null) pairs.push(["map", formatCamera(scene.camera)]);
  return pairs;
}

/**
 * What parameters say of a scene; what they do not name is left out.
 * @param addresses of the sources that there are
 * @param problems is given one sentence for every value that is not understood
 */
export function readScene(
  params: URLSearchParams,
  addresses: readonly string[],
  problems: string[]
): Partial<Scene> {
  const view = readName(params, "view", views, problems);
  const span = readSpan(params, problems);
  const only = readName(params, "only", storylines, problems);
  const without = readSources(params, "without", splitItems, addresses, problems);
  const [source] = readSources(params, "focus", text => [text], addresses, problems);
  const order = readName(params, "order", alertOrders, problems);
  const camera = readCamera(params, problems);
  return {
    ...(view === null ? {} : {view}),
    ...(span === null ? {} : {span}),
    ...(only === null ? {} : {only}),
    ...(without.length === 0 ? {} : {without: [...new Set(without)].sort()}),
    ...(source === undefined ? {} : {source}),
    ...(order === null ? {} : {order}),
    ...(camera === null ? {} : {camera})
  };
}

function readName<T extends string>(
  params: URLSearchParams,
  key: string,
  allowed: readonly T[],
  problems: string[]
): T | null {
  const text = params.get(key);
  if (text === null || text === "") return null;
  const name = allowed.find(candidate => candidate === text);
  if (name !== undefined) return name;
  problems.push(
    `invalid ${key}: ${quote(text)}; expected ${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1)}`
  );
  return null;
}

function windowName(span: number): string {
  const named = [...windowNames].find(([, candidate]) => candidate === span);
  return named?.[0] ?? `${Math.max(1, Math.round(span / 1000))}s`;
}

function readSpan(params: URLSearchParams, problems: string[]): number | null {
  const text = params.get("window");
  if (text === null || text === "") return null;
  const seconds = /^(\d{1,7})s$/.exec(text)?.[1];
  const span = windowNames.get(text) ?? Number(seconds ?? 0) * 1000;
  if (span > 0) return span;
  problems.push(`invalid window: ${quote(text)}; expected 5min, hour or seconds such as 90s`);
  return null;
}

function readSources(
  params: URLSearchParams,
  key: string,
  split: (text: string) => readonly string[],
  addresses: readonly string[],
  problems: string[]
): string[] {
  const text = params.get(key);
  if (text === null || text === "") return [];
  const known = new Set(addresses);
  const named = split(text);
  const unknown = named.filter(address => !known.has(address));
  const [first = ""] = unknown;
  if (unknown.length > 0) {
    const more = unknown.length === 1 ? "is" : `and ${unknown.length - 1} more are`;
    problems.push(`invalid ${key}: ${quote(first)} ${more} no source in the selected events`);
  }
  return named.filter(address => known.has(address));
}

/** A list is told from its items by commas, which attackers may put into what a log calls a source. */
const escapeItem = (item: string) => item.replace(/[%,]/g, sign => (sign === "%" ? "%25" : "%2C"));
const splitItems = (text: string) =>
  text
    .split(",")
    .map(item => item.replace(/%2C/g, ",").replace(/%25/g, "%"))
    .filter(item => item !== "");

function formatCamera({longitude, latitude, zoom}: MapCamera): string {
  const round = (value: number, decimals: number) => String(Number(value.toFixed(decimals)));
  return `${round(longitude, degreeDecimals)},${round(latitude, degreeDecimals)},${round(zoom, zoomDecimals)}`;
}

function readCamera(params: URLSearchParams, problems: string[]): MapCamera | null {
  const text = params.get("map");
  if (text === null || text === "") return null;
  const isPlain = /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){2}$/.test(text);
  const [longitude = 0, latitude = 0, zoom = 0] = isPlain ? text.split(",").map(Number) : [];
  if (isPlain && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 && zoom >= 1)
    return {longitude, latitude, zoom};
  problems.push(`invalid map: ${quote(text)}; expected longitude, latitude and zoom such as 13.4,52.5,4`);
  return null;
}

/** The longest part of an address that is repeated to the reader; addresses are anybody's to write. */
const quoteLimit = 60;
/** What an address says, for a message. */
export const quote = (text: string) =>
  JSON.stringify(text.length > quoteLimit ? `${text.slice(0, quoteLimit)}…` : text);
