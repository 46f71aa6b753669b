import type {CubeRow} from "../../engine/cube.js";
import {formatPlural, formatShare} from "../format.js";
import {visibleText} from "../log-text.js";

const countryNames = new Intl.DisplayNames("en", {type: "region", fallback: "code"});

/**
 * What anomalous events reach for and where they come from, in a sentence.
 * @param rows grouped by severity, service and country
 */
export function targetFinding(rows: readonly CubeRow[]): string {
  const anomalous = rows.filter(({severity}) => severity !== "none");
  const total = anomalous.reduce((sum, row) => sum + row.events, 0);
  if (total === 0) return "Nothing in this selection is anomalous.";
  const service = mostEvents(anomalous, "service");
  const country = mostEvents(anomalous, "country");
  const of = ({events}: {readonly events: number}) => formatShare(events / total);
  const target =
    service === null
      ? "what they reached for is not measured"
      : `${of(service)} reached for ${service.name === "other" ? "services without a name" : visibleText(service.name)}, more than for anything else`;
  const origin =
    country === null
      ? "where they came from is not measured"
      : `their most frequent country of origin is ${countryName(country.name)} (${of(country)})`;
  return `Of ${formatPlural(total, "anomalous event")}, ${target}; ${origin}.`;
}

function mostEvents(
  rows: readonly CubeRow[],
  by: "service" | "country"
): {readonly name: string; readonly events: number} | null {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const name = row[by];
    if (name != null) sums.set(name, (sums.get(name) ?? 0) + row.events);
  }
  const [most] = [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return most === undefined ? null : {name: most[0], events: most[1]};
}

/** Log files name no countries, but a geolocation database of the reader's own may hold anything. */
function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? code) : visibleText(code);
}
