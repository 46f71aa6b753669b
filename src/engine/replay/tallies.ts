import {campus} from "../build/country.js";
import type {ReplayColumns} from "./columns.js";
import {actions} from "./columns.js";

/** Events, and what became of those whose outcome is known. */
export interface Outcomes {
  readonly events: number;
  readonly allowed: number;
  readonly blocked: number;
}

/** Counts of events in some stretch of the tape. */
export interface Tally {
  readonly all: Outcomes;
  /** Events of some severity. */
  readonly anomalous: Outcomes;
  /** In the order of `Tallies.countries`. */
  readonly countries: readonly CountryTally[];
}

export interface CountryTally {
  /** A code, or "campus". Null: the source has no place. */
  readonly country: string | null;
  readonly all: Outcomes;
  readonly anomalous: Outcomes;
}

/** Running totals kept at every so many events, and the events themselves to count on from there. */
export interface Tallies {
  readonly countries: readonly (string | null)[];
  /** The country of each event, an index into `countries`. */
  readonly countryOf: Uint16Array;
  /** Per checkpoint, `width` counters: everything before event `checkpoint * spacing`. */
  readonly checkpoints: Uint32Array;
  readonly columns: ReplayColumns;
}

/** Events between checkpoints: as many as can be counted anew for every frame without being noticed. */
const spacing = 4096;
/** Per country: events by action, first those of no severity, then anomalous ones. */
const counters = 2 * actions.length;
const [allowedCode, blockedCode] = [actions.indexOf("allowed"), actions.indexOf("blocked")];

/** One pass over the columns, so that any stretch can then be counted in time that does not depend on its length. */
export function createTallies(columns: ReplayColumns): Tallies {
  const countries = [...new Set(columns.places)].filter(place => place !== null).sort();
  const indexes = new Map<string | null, number>(countries.map((country, index) => [country, index]));
  const nowhere = countries.length;
  const countryOf = Uint16Array.from(
    columns.sources,
    source => indexes.get(columns.places[source] ?? null) ?? nowhere
  );
  const width = (countries.length + 1) * counters;
  const checkpoints = new Uint32Array((Math.floor(columns.times.length / spacing) + 1) * width);
  const tallies = {countries: [...countries, null], countryOf, checkpoints, columns};
  const running = new Uint32Array(width);
  for (let checkpoint = 0; checkpoint * width < checkpoints.length; checkpoint++) {
    checkpoints.set(running, checkpoint * width);
    const start = checkpoint * spacing;
    count(tallies, running, start, Math.min(start + spacing, columns.times.length));
  }
  return tallies;
}

/** Counts events `from` to `to` - 1, for 0 <= from <= to <= the number of events. */
export function tally(tallies: Tallies, from: number, to: number): Tally {
  const sums = totalsBefore(tallies, to);
  if (from > 0) {
    for (const [index, before] of totalsBefore(tallies, from).entries()) {
      sums[index] = (sums[index] ?? 0) - before;
    }
  }
  const countries = tallies.countries.map((country, index) => {
    const start = index * counters;
    const quiet = readOutcomes(sums.subarray(start, start + actions.length));
    const anomalous = readOutcomes(sums.subarray(start + actions.length, start + counters));
    return {country, all: add(quiet, anomalous), anomalous};
  });
  const nothing = {events: 0, allowed: 0, blocked: 0};
  return {
    all: countries.map(({all}) => all).reduce(add, nothing),
    anomalous: countries.map(({anomalous}) => anomalous).reduce(add, nothing),
    countries
  };
}

function readOutcomes(byAction: Uint32Array): Outcomes {
  const events = byAction.reduce((sum, count) => sum + count, 0);
  return {events, allowed: byAction[allowedCode] ?? 0, blocked: byAction[blockedCode] ?? 0};
}

function add(a: Outcomes, b: Outcomes): Outcomes {
  return {events: a.events + b.events, allowed: a.allowed + b.allowed, blocked: a.blocked + b.blocked};
}

function totalsBefore(tallies: Tallies, position: number): Uint32Array {
  const {checkpoints, countries} = tallies;
  const width = countries.length * counters;
  const checkpoint = Math.floor(position / spacing);
  const sums = checkpoints.slice(checkpoint * width, (checkpoint + 1) * width);
  count(tallies, sums, checkpoint * spacing, position);
  return sums;
}

function count({columns, countryOf}: Tallies, sums: Uint32Array, from: number, to: number): void {
  const {severities, actions: codes} = columns;
  for (let event = from; event < to; event++) {
    const country = countryOf[event] ?? 0;
    const counter = (severities[event] ? actions.length : 0) + (codes[event] ?? 0);
    const index = country * counters + counter;
    sums[index] = (sums[index] ?? 0) + 1;
  }
}

/**
 * The most anomalous events that one country has within any look back of `span`: what the largest bubble of a map
 * stands for, so that bubbles of different moments compare.
 * @param from for each position, the first event that is looked back on
 */
export function peak({countries, countryOf, columns}: Tallies, from: (position: number) => number): number {
  const counts = new Uint32Array(countries.length);
  const change = (event: number, by: number): number => {
    if (!columns.severities[event]) return 0;
    const country = countryOf[event] ?? 0;
    const next = (counts[country] ?? 0) + by;
    counts[country] = next;
    // Sources without a place, and the campus's own, have no bubble.
    return countries[country] === null || countries[country] === campus ? 0 : next;
  };
  let most = 0;
  let dropped = 0;
  for (let event = 0; event < countryOf.length; event++) {
    const first = from(event + 1);
    for (; dropped < first; dropped++) change(dropped, -1);
    most = Math.max(most, change(event, 1));
  }
  return most;
}
