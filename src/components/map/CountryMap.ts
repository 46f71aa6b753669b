import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {CountryTable} from "./CountryTable.js";
import {type CountryCounts, eventsOf, isCampus, isCountry} from "./country-counts.js";
import type {WorldMapOptions} from "./WorldMap.js";
import {WorldMap} from "./WorldMap.js";
import type {World} from "./world.js";

export interface CountryMapOptions extends WorldMapOptions {
  /** The campus's name. */
  readonly campusName: string;
}

/** Pixels the table needs beside the map, and from which width on it stands there rather than below. */
const tableWidth = 360;
const besideFrom = 1000;

/** The world map and its countries as a table, joined: reaching a country in the table marks it on the map. */
export function CountryMap(
  counts: readonly CountryCounts[],
  {campusName, ...options}: CountryMapOptions
): HTMLElement {
  const isBeside = options.width >= besideFrom;
  const map = WorldMap(counts, {
    ...options,
    width: isBeside ? options.width - tableWidth - 16 : options.width
  });
  const table = CountryTable(counts, {campusName, onReach: country => map.highlight(country)});
  return html`<div>
    <div class=${isBeside ? "country-map country-map-beside" : "country-map"}>${map}${table}</div>
    <p class="frame-footnote" data-testid="not-on-map">${notOnMap(counts, options.world)}</p>
  </div>`;
}

/** Says how many events have no bubble, and why. */
export function notOnMap(counts: readonly CountryCounts[], world: World): string {
  if (counts.length > 0 && counts.every(isCampus))
    return "Every event comes from the campus's own addresses.";
  const nowhere = eventsOf(counts.filter(({country}) => country === null));
  const unplaced = eventsOf(counts.filter(row => isCountry(row) && world.locate(row.country) === null));
  const elsewhere = counts.some(isCampus) ? "Every event from outside the campus" : "Every event";
  const sentences = [
    nowhere === 0
      ? `${elsewhere} comes from an address with a known country.`
      : `${formatPlural(nowhere, "event comes from an address", "events come from addresses")} without a known place: private, reserved or unknown.`
  ];
  if (unplaced > 0)
    sentences.push(`${formatCount(unplaced)} come from codes that name no country on the map.`);
  return sentences.join(" ");
}
