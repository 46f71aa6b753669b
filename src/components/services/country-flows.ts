import type {CubeRow} from "../../engine/cube.js";
import {countryLabel} from "../country-label.js";
import {formatPlural, formatShare} from "../format.js";
import {visibleText} from "../log-text.js";

/** An end of flows: a country or a service, or those that are not drawn by themselves. */
export interface FlowEnd {
  /** As the cube names it; undefined of several together. */
  readonly value: string | null | undefined;
  readonly name: string;
  readonly events: number;
  readonly anomalous: number;
}

export interface Flow {
  /** Places in `countries` and `services`. */
  readonly country: number;
  readonly service: number;
  readonly events: number;
  readonly anomalous: number;
}

export interface CountryFlows {
  /** Most events first; the rest together last. */
  readonly countries: readonly FlowEnd[];
  readonly services: readonly FlowEnd[];
  /** In the order of countries, then of services; none without events. */
  readonly flows: readonly Flow[];
  readonly events: number;
}

const mostCountries = 12;
const mostServices = 10;

/**
 * Events from countries to services, the twelve and ten with most by name.
 * @param rows by country, service and severity
 * @param anomalousOnly whether other events are left out
 */
export function countryFlows(rows: readonly CubeRow[], anomalousOnly: boolean): CountryFlows {
  const kept = rows.filter(({severity, events}) => events > 0 && !(anomalousOnly && severity === "none"));
  const countries = ends(kept, row => row.country ?? null, mostCountries, countryLabel);
  const services = ends(
    kept,
    row => row.service ?? "other",
    mostServices,
    name => (name === "other" ? "no known service" : visibleText(name ?? ""))
  );
  const place = (list: readonly FlowEnd[], value: string | null) => {
    const found = list.findIndex(end => end.value === value);
    return found < 0 ? list.length - 1 : found;
  };
  const sums = new Map<number, Flow>();
  for (const row of kept) {
    const country = place(countries, row.country ?? null);
    const service = place(services, row.service ?? "other");
    const key = country * services.length + service;
    const sum = sums.get(key);
    sums.set(key, {
      country,
      service,
      events: (sum?.events ?? 0) + row.events,
      anomalous: (sum?.anomalous ?? 0) + (row.severity === "none" ? 0 : row.events)
    });
  }
  return {
    countries,
    services,
    flows: [...sums].sort(([a], [b]) => a - b).map(([, flow]) => flow),
    events: kept.reduce((sum, {events}) => sum + events, 0)
  };
}

function ends(
  rows: readonly CubeRow[],
  nameIn: (row: CubeRow) => string | null,
  most: number,
  nameOf: (value: string | null) => string
): FlowEnd[] {
  const sums = new Map<string | null, {events: number; anomalous: number}>();
  for (const row of rows) {
    const value = nameIn(row);
    const sum = sums.get(value) ?? {events: 0, anomalous: 0};
    sum.events += row.events;
    if (row.severity !== "none") sum.anomalous += row.events;
    sums.set(value, sum);
  }
  const all = [...sums]
    .map(([value, sum]) => ({value, name: nameOf(value), ...sum}))
    .sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
  // One left over is named rather than called "others".
  if (all.length <= most + 1) return all;
  const others = all.slice(most);
  return [
    ...all.slice(0, most),
    {
      value: undefined,
      name: `${others.length} others`,
      events: others.reduce((sum, {events}) => sum + events, 0),
      anomalous: others.reduce((sum, {anomalous}) => sum + anomalous, 0)
    }
  ];
}

/** "The largest flow goes from China to SSH: 4,011 of 40,312 anomalous events (9.9%)". */
export function flowFinding(
  {countries, services, flows, events}: CountryFlows,
  anomalousOnly: boolean
): string {
  const named = flows.filter(
    ({country, service}) => countries[country]?.value !== undefined && services[service]?.value !== undefined
  );
  const [top] = [...named].sort((a, b) => b.events - a.events);
  if (top === undefined) return "From countries to services";
  const from = countries[top.country]?.name ?? "";
  const to = services[top.service]?.name ?? "";
  const of = formatPlural(events, anomalousOnly ? "anomalous event" : "event");
  return `The largest flow goes from ${from} to ${to}: ${formatShare(top.events / events)} of ${of}`;
}
