import type {ReplayColumns} from "./columns.js";
import {actions} from "./columns.js";

/** Events, and what became of those whose outcome is known. */
export interface Outcomes {
  readonly events: number;
  readonly allowed: number;
  readonly blocked: number;
}

/** Events of one group: one country, one port. */
export interface Group<N> {
  readonly name: N;
  readonly all: Outcomes;
  /** Events of some severity. */
  readonly anomalous: Outcomes;
}

/** Running totals by group, kept at every so many events, and the events themselves to count on from there. */
export interface Tallies<N> {
  readonly names: readonly N[];
  /** The group of each event, an index into `names`. */
  readonly groupOf: Uint8Array | Uint16Array;
  /** Per checkpoint, `names.length * counters` counters: everything before event `checkpoint * spacing`. */
  readonly checkpoints: Uint32Array;
  readonly columns: Pick<ReplayColumns, "severities" | "actions">;
}

/** Events between checkpoints: as many as can be counted anew for every frame without being noticed. */
const spacing = 4096;
/** Per group: events by action, first those of no severity, then anomalous ones. */
const counters = 2 * actions.length;
const [allowedCode, blockedCode] = [actions.indexOf("allowed"), actions.indexOf("blocked")];

/** One pass over the columns, so that any stretch can then be counted in time that does not depend on its length. */
export function createTallies<N>(
  names: readonly N[],
  groupOf: Uint8Array | Uint16Array,
  columns: Tallies<N>["columns"]
): Tallies<N> {
  const width = names.length * counters;
  const checkpoints = new Uint32Array((Math.floor(groupOf.length / spacing) + 1) * width);
  const tallies = {names, groupOf, checkpoints, columns};
  const running = new Uint32Array(width);
  for (let checkpoint = 0; checkpoint * width < checkpoints.length; checkpoint++) {
    checkpoints.set(running, checkpoint * width);
    const start = checkpoint * spacing;
    count(tallies, running, start, Math.min(start + spacing, groupOf.length));
  }
  return tallies;
}

/** Counts events `from` to `to` - 1 by group, for 0 <= from <= to <= the number of events. Groups without any are left out. */
export function tally<N>(tallies: Tallies<N>, from: number, to: number): Group<N>[] {
  const sums = totalsBefore(tallies, to);
  if (from > 0) {
    const before = totalsBefore(tallies, from);
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) - (before[i] ?? 0);
  }
  const groups: Group<N>[] = [];
  for (const [index, name] of tallies.names.entries()) {
    const start = index * counters;
    const quiet = readOutcomes(sums, start);
    const anomalous = readOutcomes(sums, start + actions.length);
    if (quiet.events + anomalous.events > 0) groups.push({name, all: add(quiet, anomalous), anomalous});
  }
  return groups;
}

/** All groups together. */
export function sum(groups: readonly Group<unknown>[]): {
  readonly all: Outcomes;
  readonly anomalous: Outcomes;
} {
  const nothing = {events: 0, allowed: 0, blocked: 0};
  return {
    all: groups.map(({all}) => all).reduce(add, nothing),
    anomalous: groups.map(({anomalous}) => anomalous).reduce(add, nothing)
  };
}

function readOutcomes(sums: Uint32Array, start: number): Outcomes {
  let events = 0;
  for (let action = 0; action < actions.length; action++) events += sums[start + action] ?? 0;
  return {events, allowed: sums[start + allowedCode] ?? 0, blocked: sums[start + blockedCode] ?? 0};
}

function add(a: Outcomes, b: Outcomes): Outcomes {
  return {events: a.events + b.events, allowed: a.allowed + b.allowed, blocked: a.blocked + b.blocked};
}

function totalsBefore<N>(tallies: Tallies<N>, position: number): Uint32Array {
  const {checkpoints, names} = tallies;
  const width = names.length * counters;
  const checkpoint = Math.floor(position / spacing);
  const sums = checkpoints.slice(checkpoint * width, (checkpoint + 1) * width);
  count(tallies, sums, checkpoint * spacing, position);
  return sums;
}

function count<N>({columns, groupOf}: Tallies<N>, sums: Uint32Array, from: number, to: number): void {
  const {severities, actions: codes} = columns;
  for (let event = from; event < to; event++) {
    const counter = (severities[event] ? actions.length : 0) + (codes[event] ?? 0);
    const index = (groupOf[event] ?? 0) * counters + counter;
    sums[index] = (sums[index] ?? 0) + 1;
  }
}

/**
 * The most anomalous events that one group has within any look back: what the largest bubble of a map stands for, so that bubbles
 * of different moments compare.
 * @param from for each position, the first event that is looked back on
 * @param counts whether a group is looked at
 */
export function peak<N>(
  {names, groupOf, columns}: Tallies<N>,
  from: (position: number) => number,
  counts: (name: N) => boolean
): number {
  const isCounted = names.map(counts);
  const sums = new Uint32Array(names.length);
  const change = (event: number, by: number): number => {
    if (!columns.severities[event]) return 0;
    const group = groupOf[event] ?? 0;
    const next = (sums[group] ?? 0) + by;
    sums[group] = next;
    return isCounted[group] ? next : 0;
  };
  let most = 0;
  let dropped = 0;
  for (let event = 0; event < groupOf.length; event++) {
    if (!columns.severities[event]) continue;
    const first = from(event + 1);
    for (; dropped < first; dropped++) change(dropped, -1);
    most = Math.max(most, change(event, 1));
  }
  return most;
}
