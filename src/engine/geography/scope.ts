import {campus} from "../build/country.js";
import type {Place} from "./place-entries.js";
import {type Continent, isContinent, regionByCode, regionOf} from "./regions.js";

/** What a bubble stands for. */
export const levels = ["continent", "region", "country", "state", "city", "point"] as const;
export type Level = (typeof levels)[number];

/** The part of the world that is looked at. */
export type Scope =
  | {readonly kind: "world"}
  | {readonly kind: "continent"; readonly continent: Continent}
  | {readonly kind: "region"; readonly region: string}
  | {readonly kind: "country"; readonly country: string}
  | {readonly kind: "state"; readonly country: string; readonly region: string | null}
  | {
      readonly kind: "city";
      readonly country: string;
      readonly region: string | null;
      readonly city: string | null;
    };

export const world: Scope = {kind: "world"};

/** What bubbles stand for when the reader comes to a scope. A country's cities tell more than its states, which can be asked for. */
export const levelBelow: Readonly<Record<Scope["kind"], Level>> = {
  world: "continent",
  continent: "region",
  region: "country",
  country: "city",
  state: "city",
  city: "point"
};

/** Whether a place has a country on the map, rather than being the campus's own or unknown. */
export function isOnMap(place: Pick<Place, "country">): place is {readonly country: string} {
  return place.country !== null && place.country !== campus;
}

/** Whether a place lies within a scope. The campus's own and unknown places lie within none, not even the world. */
export function isWithin(place: Place, scope: Scope): boolean {
  if (!isOnMap(place)) return false;
  switch (scope.kind) {
    case "world":
      return true;
    case "continent":
      return regionOf(place.country)?.continent === scope.continent;
    case "region":
      return regionOf(place.country)?.code === scope.region;
    case "country":
      return place.country === scope.country;
    case "state":
      return place.country === scope.country && place.region === scope.region;
    case "city":
      return place.country === scope.country && place.region === scope.region && place.city === scope.city;
  }
}

/** The scopes around a scope, from the world down to itself. */
export function trail(scope: Scope): Scope[] {
  switch (scope.kind) {
    case "world":
      return [scope];
    case "continent":
      return [world, scope];
    case "region": {
      const region = regionByCode(scope.region);
      return region === null
        ? [world, scope]
        : [...trail({kind: "continent", continent: region.continent}), scope];
    }
    case "country": {
      const region = regionOf(scope.country);
      return region === null ? [world, scope] : [...trail({kind: "region", region: region.code}), scope];
    }
    case "state":
      return [...trail({kind: "country", country: scope.country}), scope];
    case "city": {
      const {country, region} = scope;
      // What is of no known state is none's part.
      const around: Scope = region === null ? {kind: "country", country} : {kind: "state", country, region};
      return [...trail(around), scope];
    }
  }
}

/** The scope as text for a page's address: "world", "asia", "030", "CN", "CN/Guangdong", "CN/Guangdong/Guangzhou". */
export function formatScope(scope: Scope): string {
  switch (scope.kind) {
    case "world":
      return "world";
    case "continent":
      return scope.continent;
    case "region":
      return scope.region;
    case "country":
      return scope.country;
    case "state":
      return [scope.country, scope.region ?? ""].map(encodeURIComponent).join("/");
    case "city":
      return [scope.country, scope.region ?? "", scope.city ?? ""].map(encodeURIComponent).join("/");
  }
}

/** Reads what `formatScope` writes; null for anything else. */
export function parseScope(text: string): Scope | null {
  if (text === "world") return world;
  if (isContinent(text)) return {kind: "continent", continent: text};
  if (/^\d{3}$/.test(text)) return regionByCode(text) === null ? null : {kind: "region", region: text};
  const [country = "", ...rest] = text.split("/");
  if (!/^[A-Z]{2}$/.test(country)) return null;
  if (rest.length === 0) return {kind: "country", country};
  const [region, city] = rest.map(decode);
  if (region === undefined) return null;
  if (rest.length === 1) return {kind: "state", country, region: region || null};
  if (rest.length !== 2 || city === undefined) return null;
  return {kind: "city", country, region: region || null, city: city || null};
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
