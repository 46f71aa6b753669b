import {campus} from "../../build/country.js";
import type {Recording} from "../recording.js";
import {type Found, hour, minute} from "./found.js";
import {count, countryName} from "./plain-words.js";

export const defaults = {
  /** Share of the tape in which everything is new. */
  first: 0.1,
  /** Countries told of: those with the most suspicious events, at least so many. */
  most: 2,
  suspicious: 3,
  before: 5 * minute,
  /** Shown from the first event on, until the first suspicious one at least. */
  after: 30 * minute,
  longest: 3 * hour
} as const;

/** What is counted of a country. */
interface Arrival {
  readonly code: string;
  /** Times of the first event and of the first suspicious one. */
  first: number;
  firstSuspicious: number | null;
  events: number;
  suspicious: number;
  /** When its first event is among the first of all. */
  known: boolean;
}

/** Countries that nothing came from in the first tenth of the events, and then something suspicious: the most of it first. */
export function findNewCountries({columns}: Recording): readonly Found[] {
  const {times, sources, severities, names} = columns;
  const arrivals = new Map<string, Arrival>();
  const arrivalOf = names.places.map(code => {
    if (code === null || code === campus) return null;
    const arrival = arrivals.get(code) ?? emptyArrival(code);
    arrivals.set(code, arrival);
    return arrival;
  });
  const early = times.length * defaults.first;
  for (let event = 0; event < times.length; event++) {
    const arrival = arrivalOf[sources[event] ?? -1] ?? null;
    if (arrival === null || arrival.known) continue;
    if (event < early) {
      arrival.known = true;
      continue;
    }
    const time = times[event] ?? 0;
    if (arrival.events++ === 0) arrival.first = time;
    if (!severities[event]) continue;
    ++arrival.suspicious;
    arrival.firstSuspicious ??= time;
  }
  return [...arrivals.values()]
    .filter(({known, suspicious}) => !known && suspicious >= defaults.suspicious)
    .sort((a, b) => b.suspicious - a.suspicious || a.first - b.first)
    .slice(0, defaults.most)
    .map(describe);
}

const emptyArrival = (code: string): Arrival => ({
  code,
  first: 0,
  firstSuspicious: null,
  events: 0,
  suspicious: 0,
  known: false
});

function describe({code, first, firstSuspicious, events, suspicious}: Arrival): Found {
  const country = countryName(code);
  const end = Math.min((firstSuspicious ?? first) + defaults.after, first + defaults.longest);
  return {
    title: `First events from ${country}`,
    caption: `Nothing had come from ${country} before. Of its ${count(events)} events in this recording ${count(suspicious)} are suspicious.`,
    from: first - defaults.before,
    to: end,
    scene: {view: "map", span: hour}
  };
}
