import {geoArea, geoCentroid} from "d3-geo";
import type {Feature, FeatureCollection, Geometry, MultiLineString, Polygon} from "geojson";
import {feature, mesh} from "topojson-client";
import type {GeometryCollection, Topology} from "topojson-specification";
import type {Coordinates} from "./small-countries.js";
import {smallCountries} from "./small-countries.js";

/** A file of world-atlas, https://github.com/topojson/world-atlas: Natural Earth's countries by ISO 3166-1 number. */
export type Atlas = Topology<{countries: GeometryCollection<{name: string}>}>;

/** The shape of a country. */
export interface CountryShape {
  /** ISO 3166-1 alpha-2; null for the few that have none. */
  readonly code: string | null;
  readonly shape: Feature;
}

/** What a map of the world is drawn from. */
export interface World {
  /** Of all countries but Antarctica. */
  readonly countries: readonly CountryShape[];
  /** All land but Antarctica, from where nobody attacks and which would take a fifth of the map. */
  readonly land: FeatureCollection;
  /** Borders between countries, coasts left out. */
  readonly borders: MultiLineString;
  /** Where a country's bubble goes, by ISO 3166-1 alpha-2 code; null for a code that names no country. */
  locate(code: string): Coordinates | null;
}

/** Fetches the shapes that came with the site: coarse ones, which will do for the whole world. */
export function loadWorld(): Promise<World> {
  return fetchWorld(import.meta.resolve("world-atlas/countries-110m.json"));
}

/** Fetches finer shapes, seven times as large a file, for looking at single countries. */
export function loadFineWorld(): Promise<World> {
  return fetchWorld(import.meta.resolve("world-atlas/countries-50m.json"));
}

async function fetchWorld(address: string): Promise<World> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the map's shapes could not be read: ${response.status}`);
  return readWorld((await response.json()) as Atlas);
}

export function readWorld(atlas: Atlas): World {
  const antarctica = "010";
  const shapes = feature(atlas, atlas.objects.countries).features;
  const centres = new Map<string, Coordinates>();
  for (const shape of shapes) {
    const code = countryCode(shape.id);
    if (code !== null) centres.set(code, centre(shape));
  }
  const drawn = shapes.filter(({id}) => id !== antarctica);
  return {
    countries: drawn.map(shape => ({code: countryCode(shape.id), shape})),
    land: {type: "FeatureCollection", features: drawn},
    borders: mesh(atlas, atlas.objects.countries, (a, b) => a !== b),
    locate: code => centres.get(code) ?? smallCountries[code] ?? null
  };
}

/** The two-letter code of an ISO 3166-1 number ("840" -> "US"), which is how locales read a region's number. */
export function countryCode(number: unknown): string | null {
  return typeof number === "string" ? (new Intl.Locale(`und-${number}`).region ?? null) : null;
}

/** The centre of a country's largest part: overseas parts would pull that of France into the Atlantic. */
export function centre(shape: Feature<Geometry>): Coordinates {
  return geoCentroid(largestPart(shape));
}

/** A country without its overseas parts and islands. */
export function largestPart({geometry}: Feature<Geometry>): Geometry {
  const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : [];
  const polygons = parts.map((coordinates): Polygon => ({type: "Polygon", coordinates}));
  const [first = geometry, ...rest] = polygons;
  return rest.reduce<Geometry>((best, part) => (geoArea(part) > geoArea(best) ? part : best), first);
}

const names = new Intl.DisplayNames("en", {type: "region", fallback: "code"});

/** A country's name in English; the code itself where it names none. */
export function countryName(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
