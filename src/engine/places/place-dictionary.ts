import type {ByteReader} from "./byte-reader.js";
import type {ByteWriter} from "./byte-writer.js";
import {createGroupedBytes, type GroupedBytes, readGroupedBytes} from "./grouped-bytes.js";
import {countryPlace, type Place} from "./place.js";

/** Degrees are kept to the fourth decimal. */
const perDegree = 10_000;
/** In place of a coordinate that is not known; out of any coordinate's range. */
const unknown = 4_000_000;
/** Latitude and longitude, of a city's first place and of its others, three bytes each. */
const coordinateGroups = 12;
const longestShared = 255;

/** Places in the order of their numbers. */
export interface PlaceDictionary {
  readonly size: number;
  /** @param number from 1 on */
  place(number: number): Place;
}

/** The order in which a dictionary holds places: country, region, city, coordinates. */
export function comparePlaces(a: Place, b: Place): number {
  return (
    compare(a.country_code ?? "", b.country_code ?? "") ||
    compare(a.region ?? "", b.region ?? "") ||
    compare(a.city ?? "", b.city ?? "") ||
    scaled(a.latitude) - scaled(b.latitude) ||
    scaled(a.longitude) - scaled(b.longitude)
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const scaled = (degrees: number | null) => (degrees === null ? unknown : Math.round(degrees * perDegree));

/**
 * Names with front coding, coordinates as differences from the place before.
 * @param places sorted by `comparePlaces`
 */
export function writeDictionary(writer: ByteWriter, places: readonly Place[]): void {
  const coordinates = createGroupedBytes(coordinateGroups);
  const regions: string[] = [];
  const cities: string[] = [];
  const citiesOfRegions: number[] = [];
  const placesOfCities: number[] = [];
  let last: Place | null = null;
  for (const place of places) {
    const sameRegion = last?.country_code === place.country_code && last?.region === place.region;
    const sameCity = sameRegion && last?.city === place.city;
    if (!place.country_code) throw new Error("invalid place: without a country code");
    if (!sameRegion) {
      regions.push(`${checked(place.country_code)}\t${checked(place.region)}`);
      citiesOfRegions.push(0);
    }
    if (!sameCity) {
      cities.push(checked(place.city));
      citiesOfRegions[citiesOfRegions.length - 1] = (citiesOfRegions.at(-1) ?? 0) + 1;
      placesOfCities.push(0);
    }
    placesOfCities[placesOfCities.length - 1] = (placesOfCities.at(-1) ?? 0) + 1;
    const group = sameCity ? 6 : 0;
    putDifference(coordinates, group, scaled(place.latitude) - (last ? scaled(last.latitude) : 0));
    putDifference(coordinates, group + 3, scaled(place.longitude) - (last ? scaled(last.longitude) : 0));
    last = place;
  }
  writer.integer(places.length);
  writer.integer(regions.length);
  writer.integer(cities.length);
  writer.text(regions.join("\n"));
  for (const count of citiesOfRegions) writer.integer(count);
  writeNames(writer, cities);
  for (const count of placesOfCities) writer.integer(count);
  coordinates.write(writer);
}

export function readDictionary(reader: ByteReader): PlaceDictionary {
  const size = reader.integer();
  const regionCount = reader.integer();
  const cityCount = reader.integer();
  const regions = regionCount ? reader.text().split("\n") : [reader.text()];
  const regionOf = spread(Array.from({length: regionCount}, reader.integer), cityCount);
  const cities = readNames(reader, cityCount);
  const cityOf = spread(Array.from({length: cityCount}, reader.integer), size);
  const next = readGroupedBytes(reader, coordinateGroups);
  const latitudes = new Int32Array(size);
  const longitudes = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const group = i > 0 && cityOf[i] === cityOf[i - 1] ? 6 : 0;
    latitudes[i] = (latitudes[i - 1] ?? 0) + takeDifference(next, group);
    longitudes[i] = (longitudes[i - 1] ?? 0) + takeDifference(next, group + 3);
  }
  return {
    size,
    place(number) {
      const city = cityOf[number - 1] ?? 0;
      const [code = "", region] = (regions[regionOf[city] ?? 0] ?? "").split("\t");
      return {
        ...countryPlace(code),
        region: region || null,
        city: cities[city] || null,
        latitude: degrees(latitudes[number - 1] ?? unknown),
        longitude: degrees(longitudes[number - 1] ?? unknown)
      };
    }
  };
}

const degrees = (value: number) => (value === unknown ? null : value / perDegree);

/** Names separate each other by line ends, and codes from regions by tabs. */
function checked(name: string | null): string {
  if (name !== null && /[\t\n]/.test(name)) {
    throw new Error(`invalid place name: ${JSON.stringify(name)}; expected one without tabs and line ends`);
  }
  return name ?? "";
}

/** Of each name how many letters it shares with the one before, then what follows them. */
function writeNames(writer: ByteWriter, names: readonly string[]): void {
  let last = "";
  const rests = names.map(name => {
    let shared = 0;
    while (shared < longestShared && shared < name.length && name[shared] === last[shared]) shared++;
    // Half a surrogate pair is no text.
    if (/[\ud800-\udbff]$/.test(name.slice(0, shared))) shared--;
    last = name;
    writer.byte(shared);
    return name.slice(shared);
  });
  writer.text(rests.join("\n"));
}

function readNames(reader: ByteReader, count: number): readonly string[] {
  const shared = reader.bytes(count);
  let last = "";
  return reader
    .text()
    .split("\n")
    .map((rest, i) => {
      last = last.slice(0, shared[i]) + rest;
      return last;
    });
}

/** Zigzag: small differences of either sign become small numbers. */
function putDifference(bytes: GroupedBytes, group: number, difference: number): void {
  const value = difference < 0 ? -2 * difference - 1 : 2 * difference;
  for (let i = 0; i < 3; i++) bytes.put(group + i, (value >> (8 * i)) & 255);
  if (value >= 2 ** 24) throw new Error("invalid coordinates; expected degrees from -180 to 180");
}

function takeDifference(next: (group: number) => number, group: number): number {
  const value = next(group) | (next(group + 1) << 8) | (next(group + 2) << 16);
  return value & 1 ? -(value + 1) / 2 : value / 2;
}

/** Of counts per owner, the owner of each. */
function spread(counts: readonly number[], total: number): Uint32Array {
  const owners = new Uint32Array(total);
  let at = 0;
  for (const [owner, count] of counts.entries()) {
    owners.fill(owner, at, at + count);
    at += count;
  }
  return owners;
}
