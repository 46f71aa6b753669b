import {campus} from "../../../../engine/build/country.js";
import {lowerBound} from "../../../../engine/lower-bound.js";
import type {Frame} from "../../../../engine/replay/frame.js";
import type {Replay} from "../../../../engine/replay/replay.js";
import type {Group, Outcomes} from "../../../../engine/replay/tallies.js";
import {countryLabel} from "../../../country-label.js";
import {formatCount, formatPlural} from "../../../format.js";
import {spanWords} from "../span-words.js";

/** A country outside the campus. */
export interface CountryGroup {
  /** Its code. */
  readonly country: string;
  readonly all: Outcomes;
  readonly anomalous: Outcomes;
}

/** Countries with anomalous events, those with the most first. */
export function anomalousCountries({countries}: Pick<Frame, "countries">): CountryGroup[] {
  return countries
    .flatMap(({name, all, anomalous}) =>
      name === null || name === campus || anomalous.events === 0 ? [] : [{country: name, all, anomalous}]
    )
    .sort((a, b) => b.anomalous.events - a.anomalous.events || (a.country < b.country ? -1 : 1));
}

/** What became of events, as parts of all of them, in the order in which sectors follow each other. */
export function outcomeShares({events, allowed, blocked}: Outcomes): {
  readonly outcome: "blocked" | "allowed" | "unknown";
  readonly share: number;
}[] {
  const part = (count: number) => (events === 0 ? 0 : count / events);
  return [
    {outcome: "blocked", share: part(blocked)},
    {outcome: "allowed", share: part(allowed)},
    {outcome: "unknown", share: part(events - allowed - blocked)}
  ];
}

/** What a map says: "China leads: 1,204 of 3,400 anomalous events so far". */
export function mapFinding(frame: Pick<Frame, "countries" | "anomalous" | "span">): string {
  const [first, second] = anomalousCountries(frame);
  const when = spanWords(frame.span);
  if (first === undefined)
    return `Nothing anomalous from abroad ${Number.isFinite(frame.span) ? when : "yet"}`;
  const name = countryLabel(first.country);
  const part = `${formatCount(first.anomalous.events)} of ${formatPlural(frame.anomalous.events, "anomalous event")} ${when}`;
  return second === undefined ? `From abroad only ${name}: ${part}` : `${name} leads: ${part}`;
}

/** Which anomalous events have no place on the map: "Not on the map: 312 from the campus, 4 without a place"; empty where all have one. */
export function unplacedWords(
  {countries}: Pick<Frame, "countries">,
  isPlaced: (country: string) => boolean
): string {
  const count = (isOne: (group: Group<string | null>) => boolean) =>
    countries.filter(isOne).reduce((sum, {anomalous}) => sum + anomalous.events, 0);
  const own = count(({name}) => name === campus);
  const unknown = count(({name}) => name === null || (name !== campus && !isPlaced(name)));
  const parts = [
    own === 0 ? null : `${formatCount(own)} from the campus`,
    unknown === 0 ? null : `${formatCount(unknown)} without a place`
  ].filter(part => part !== null);
  return parts.length === 0 ? "" : `Not on the map: ${parts.join(", ")}.`;
}

/** The latest anomalous events that streams are drawn for, and how many countries they are drawn of. */
export const latest = {events: 2000, countries: 12};

/** The countries that the latest anomalous events came from, each with its share of them, the largest first. */
export function latestCountries(
  {anomalous, countries}: Pick<Replay, "anomalous" | "countries">,
  {position, from}: Pick<Frame, "position" | "from">
): {readonly country: string; readonly share: number}[] {
  const end = lowerBound(anomalous, position);
  const begin = Math.max(lowerBound(anomalous, from), end - latest.events);
  const counts = new Uint32Array(countries.names.length);
  for (let i = begin; i < end; i++) {
    const group = countries.groupOf[anomalous[i] ?? 0] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return countries.names
    .flatMap((country, group) => {
      const share = (counts[group] ?? 0) / (end - begin);
      return country === null || country === campus || !(share > 0) ? [] : [{country, share}];
    })
    .sort((a, b) => b.share - a.share || (a.country < b.country ? -1 : 1))
    .slice(0, latest.countries);
}
