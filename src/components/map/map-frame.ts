import type {CubeRow} from "../../engine/cube.js";
import type {Query} from "../../engine/sql.js";
import {chartFrame} from "../chart-frame.js";
import {formatCount, formatPlural, formatShare} from "../format.js";
import type {Answer} from "../workbench/workbench.js";
import {actionLegend, targetLegend} from "./action-legend.js";
import {CountryMap} from "./CountryMap.js";
import type {CountryCounts, CountryFilter} from "./country-counts.js";
import {blockedShare, countCountries, eventsOf, isCampus, isCountry} from "./country-counts.js";
import type {Target} from "./WorldMap.js";
import type {World} from "./world.js";
import {countryName} from "./world.js";

export interface MapFrameOptions {
  readonly filter: CountryFilter;
  readonly world: World;
  readonly targets: Promise<readonly Target[]>;
  /** The campus's name. */
  readonly campusName: string;
}

/** Where the campus is, one row per site whose coordinates are known. */
export const targetsQuery: Query = {
  sql: `
SELECT DISTINCT site AS name, longitude, latitude
FROM sources
WHERE place_from = 'campus' AND longitude IS NOT NULL AND latitude IS NOT NULL
ORDER BY name`
};

/** The map of the selected events, with its table, in its frame. */
export function mapFrame({rows, query}: Answer<CubeRow>, options: MapFrameOptions): HTMLElement {
  const {filter, world, targets, campusName} = options;
  const legend = actionLegend();
  targets.then(
    places => places.length > 0 && legend.append(targetLegend()),
    error => console.error("the campus could not be placed on the map:", error)
  );
  const count = (data: readonly CubeRow[]) => countCountries(data, filter);
  return chartFrame<CubeRow>({
    id: "countries",
    height: 420,
    rows,
    query,
    note: "One row per country and severity. The map adds up those that the switches leave.",
    title: data => mapFinding(count(data), filter),
    subtitle: data => mapContext(count(data)),
    legend,
    total: data => eventsOf(count(data)),
    notMeasured: data => {
      const counts = count(data);
      if (data.length === 0 || counts.some(({country}) => country !== null)) return null;
      return counts.length === 0
        ? `No ${kind(filter)} event in this selection.`
        : "Not measured: none of these events comes from an address with a known country.";
    },
    draw: (data, {width}) => CountryMap(count(data), {width, world, targets, campusName})
  });
}

/** What the map shows, in a sentence. */
export function mapFinding(counts: readonly CountryCounts[], filter: CountryFilter): string {
  const countries = counts.filter(isCountry);
  const [first] = countries;
  if (first === undefined) return `No ${kind(filter)} event from a known country`;
  const total = eventsOf(countries);
  const share = formatShare(first.events / total);
  return countries.length === 1
    ? `All ${kind(filter)} events from a known country come from ${countryName(first.country)}`
    : `${countryName(first.country)} leads ${countries.length} countries with ${share} of their ${formatCount(total)} ${kind(filter)} events`;
}

/** What to bear in mind beside it. */
export function mapContext(counts: readonly CountryCounts[]): string {
  const acted = counts.reduce((sum, {allowed, blocked}) => sum + allowed + blocked, 0);
  const blocked = counts.reduce((sum, row) => sum + row.blocked, 0);
  const share = blockedShare({allowed: acted - blocked, blocked});
  const sentences = [
    share === null
      ? "Whether events were blocked is not measured here."
      : `${formatShare(share)} of the ${formatCount(acted)} events whose outcome is known were blocked.`
  ];
  const own = eventsOf(counts.filter(isCampus));
  if (own > 0) {
    sentences.push(
      `${formatPlural(own, "event comes", "events come")} from the campus's own addresses, which count as no country.`
    );
  }
  return sentences.join(" ");
}

function kind({anomalousOnly, blockedOnly}: CountryFilter): string {
  return [anomalousOnly ? "anomalous" : "", blockedOnly ? "blocked" : ""].join(" ").trim() || "recorded";
}
