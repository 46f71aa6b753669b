import type {Response} from "maxmind";
import {type AddressWidth, addWords} from "../../src/engine/places/address-words.js";
import type {Place} from "../../src/engine/places/place.js";
import type {PlaceTable} from "../../src/engine/places/place-table.js";
import {findRecord, type PlaceDatabases, readPlace} from "./place-databases.js";

/** What databases say of every address of a width: one range for neighbours of which they say the same. */
export function listPlaces(databases: Pick<PlaceDatabases, "readers">, width: AddressWidth): PlaceTable {
  const places: Place[] = [];
  const numberOf = createNumbering(places);
  let starts = new Uint32Array(width * 65_536);
  let numbers = new Uint32Array(65_536);
  let ranges = 0;
  let last = -1;
  const address = new Uint32Array(width);
  const step = new Uint32Array(width);
  for (let isPast = false; !isPast; ) {
    const {record, prefixLength} = findRecord(databases, writeAddress(address));
    const number = record ? numberOf(record) : 0;
    if (number !== last) {
      if (ranges === numbers.length) {
        starts = doubled(starts);
        numbers = doubled(numbers);
      }
      for (let word = 0; word < width; word++) starts[ranges * width + word] = address[word] ?? 0;
      numbers[ranges++] = number;
      last = number;
    }
    if (prefixLength === 0) break;
    const word = (prefixLength - 1) >> 5;
    step[word] = 1 << (31 - ((prefixLength - 1) & 31));
    isPast = addWords(address, step, 0);
    step[word] = 0;
  }
  return {width, starts: starts.slice(0, ranges * width), numbers: numbers.slice(0, ranges), places};
}

/** Numbers places from 1 on, in the order of their coming; 0 is nowhere. */
function createNumbering(places: Place[]): (record: Response) => number {
  // A database hands out the same object for the same record as long as it keeps it, and objects compare fastest.
  const byRecord = new Map<Response, number>();
  const byPlace = new Map<string, number>();
  return record => {
    const known = byRecord.get(record);
    if (known !== undefined) return known;
    const place = readPlace(record);
    const key = JSON.stringify(place);
    const number = place ? (byPlace.get(key) ?? places.push(place)) : 0;
    byPlace.set(key, number);
    byRecord.set(record, number);
    return number;
  };
}

function doubled(values: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(values.length * 2);
  longer.set(values);
  return longer;
}

/** Writing numbers as text anew for each of millions of addresses would take seconds. */
const decimals = Array.from({length: 256}, (_, octet) => String(octet));
const hexadecimals = Array.from({length: 65_536}, (_, group) => group.toString(16));

/** As databases read addresses; of IPv6 no zeros at the end, because each group costs time. */
function writeAddress(words: Uint32Array): string {
  if (words.length > 1) return writeGroups(words);
  const word = words[0] ?? 0;
  return `${decimals[word >>> 24]}.${decimals[(word >>> 16) & 255]}.${decimals[(word >>> 8) & 255]}.${decimals[word & 255]}`;
}

function writeGroups(words: Uint32Array): string {
  let end = words.length;
  while (end > 1 && !words[end - 1]) end--;
  let text = "";
  for (let i = 0; i < end; i++) {
    const word = words[i] ?? 0;
    text += hexadecimals[word >>> 16];
    // Of the last word only what is not zero, and never more than one "::".
    if (i === end - 1 && !(word & 0xffff)) return `${text}::`;
    text += `:${hexadecimals[word & 0xffff]}`;
    if (i < end - 1) text += ":";
  }
  return end < words.length ? `${text}::` : text;
}
