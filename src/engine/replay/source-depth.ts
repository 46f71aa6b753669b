import type {Severity} from "../event.js";
import {severities} from "../event.js";
import {lowerBound} from "../lower-bound.js";
import {pickColumns} from "./columns.js";
import type {Frame} from "./frame.js";
import type {RecordedAlert} from "./recording.js";
import type {Replay, ShellTrack} from "./replay.js";
import {createTallies, type Group, type Outcomes, sum, type Tallies, tally} from "./tallies.js";
import {timeAt} from "./tape.js";

/** All that a replay holds of one source, ready to be counted at any moment. */
export interface SourceTrack {
  readonly address: string;
  /** A country code, or "campus"; null where it has none. */
  readonly place: string | null;
  /** Its events' places on the tape, ascending. */
  readonly events: Int32Array;
  /** When each of them happened, milliseconds in UTC. */
  readonly times: Float64Array;
  /** Events of some severity among its first n, for n from 0 to all. */
  readonly anomalous: Uint32Array;
  readonly services: Tallies<string>;
  /** Null stands for its rarer ones and for events without a port. */
  readonly ports: Tallies<number | null>;
  readonly bins: readonly SourceBin[];
  /** Alerts of which it is the attacker, in the order in which they appear. */
  readonly alerts: readonly RecordedAlert[];
  /** Of each: events played once it has appeared; ascending, from 1. */
  readonly alertPositions: Int32Array;
  /** Of each: what the clock shows when it appears, milliseconds in UTC. */
  readonly alertTimes: Float64Array;
  /** Of the alerts: those that are the first of their incident, ascending. */
  readonly incidentStarts: Int32Array;
  /** ATT&CK techniques of the alerts, each with the alert that is the first of it, in that order. */
  readonly techniques: readonly {readonly id: string; readonly start: number}[];
  /** By index into `severities`: how many of that severity are among the first n alerts, for n from 0 to all. */
  readonly alertCounts: readonly Uint32Array[];
  /** What it did in sessions, in order. */
  readonly lines: ShellTrack["lines"];
  readonly linePositions: Int32Array;
}

/** A stretch of the time in which the source was seen, and its events in it. */
export interface SourceBin {
  /** Of the clock, milliseconds in UTC, half-open. */
  readonly from: number;
  readonly to: number;
  /** Of `SourceTrack.events`: the first in it, and the first after it. */
  readonly start: number;
  readonly end: number;
}

/** One source at a moment. */
export interface SourceMoment {
  /** Its events among those played. */
  readonly position: number;
  readonly soFar: SourceOutcomes;
  /** Within what the frame looks back on. */
  readonly lookedBack: SourceOutcomes;
  /** When its first and its last event so far happened, milliseconds in UTC; null before the first. */
  readonly first: number | null;
  readonly last: number | null;
  /** So far, the busiest first. */
  readonly services: readonly Group<string>[];
  readonly ports: readonly Group<number | null>[];
  /** Its alerts so far: the first so many of `SourceTrack.alerts`. */
  readonly alerts: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** Distinct incidents that these alerts are part of. */
  readonly incidents: number;
  /** Distinct ATT&CK techniques of these alerts, in the order in which they appeared. */
  readonly techniques: readonly string[];
  /** What it did in sessions so far: the first so many of `SourceTrack.lines`. */
  readonly lines: number;
}

export interface SourceOutcomes {
  readonly all: Outcomes;
  /** Events of some severity. */
  readonly anomalous: Outcomes;
  readonly alerts: number;
}

/** Ports of one source that are counted by themselves. */
const portsCounted = 63;
const minute = 60_000;
const day = 1440 * minute;
/** Lengths that the stretches may have. */
const binWidths = [1, 5, 10, 30, 60, 180, 360, 720].map(minutes => minutes * minute);
/** Stretches at most: hours of a week and a day; and at least, so that few events do not look like many. */
const [binsAtMost, binsAtLeast] = [192, 48];

/** One pass over the events, to be kept for as long as the source is looked at. Null where no event is of such a source. */
export function trackSource(replay: Replay, address: string): SourceTrack | null {
  const {columns} = replay.recording;
  const {sources, names} = columns;
  const number = names.addresses.indexOf(address);
  const events = number < 0 ? new Int32Array(0) : placesOf(sources, number);
  if (events.length === 0) return null;
  const own = pickColumns(columns, events);
  const alerts = pickPlaced(
    replay.alerts.list,
    replay.alerts.positions,
    alert => attackerOf(alert) === address
  );
  const lines = pickPlaced(
    replay.shell.lines,
    replay.shell.positions,
    ({session}) => session.source_ip === address
  );
  return {
    address,
    place: names.places[number] ?? null,
    events,
    times: own.times,
    anomalous: runningCount(own.severities, severity => severity > 0),
    services: createTallies(names.services, own.services, own),
    ports: tallyPorts(own),
    bins: binEvents(Float64Array.from(events, event => timeAt(replay.tape, event + 1))),
    alerts: alerts.list,
    alertPositions: alerts.positions,
    alertTimes: Float64Array.from(alerts.positions, position => timeAt(replay.tape, position)),
    incidentStarts: Int32Array.from(
      firsts(alerts.list, alert => alert.incident_id),
      ({start}) => start
    ),
    techniques: firsts(alerts.list, alert => alert.technique),
    alertCounts: severities.map(severity => runningCount(alerts.list, alert => alert.severity === severity)),
    lines: lines.list,
    linePositions: lines.positions
  };
}

/** Whom an alert is about: the attacker, or where none is known the event's source. */
export function attackerOf({attacker_ip, source_ip}: RecordedAlert): string | null {
  return attacker_ip ?? source_ip;
}

/** What is known of a source at a moment; a function of track and frame alone. */
export function sourceAt(track: SourceTrack, frame: Pick<Frame, "position" | "from">): SourceMoment {
  const {events, times, services, ports} = track;
  const position = lowerBound(events, frame.position);
  const from = lowerBound(events, frame.from);
  const soFar = tally(services, 0, position);
  const alerts = lowerBound(track.alertPositions, frame.position + 1);
  return {
    position,
    soFar: {...sum(soFar), alerts},
    lookedBack: {
      ...sum(tally(services, from, position)),
      alerts: alerts - lowerBound(track.alertPositions, frame.from + 1)
    },
    first: position === 0 ? null : (times[0] ?? null),
    last: times[position - 1] ?? null,
    services: soFar.sort(byEvents),
    ports: tally(ports, 0, position).sort(byEvents),
    alerts,
    bySeverity: Object.fromEntries(
      severities.map((severity, i) => [severity, track.alertCounts[i]?.[alerts] ?? 0])
    ) as Record<Severity, number>,
    incidents: lowerBound(track.incidentStarts, alerts),
    techniques: track.techniques.filter(({start}) => start < alerts).map(({id}) => id),
    lines: lowerBound(track.linePositions, frame.position + 1)
  };
}

/** Events in a bin that have happened once so many of the source's have. */
export function binAt(
  {anomalous}: SourceTrack,
  {start, end}: SourceBin,
  position: number
): {readonly events: number; readonly anomalous: number} {
  const until = Math.max(start, Math.min(end, position));
  return {events: until - start, anomalous: (anomalous[until] ?? 0) - (anomalous[start] ?? 0)};
}

const byEvents = (a: Group<unknown>, b: Group<unknown>) => b.all.events - a.all.events;

function placesOf(values: Int32Array, value: number): Int32Array {
  let count = 0;
  for (const other of values) if (other === value) ++count;
  const places = new Int32Array(count);
  for (let place = 0, i = 0; i < count; place++) if (values[place] === value) places[i++] = place;
  return places;
}

/** @param clock of each event, milliseconds in UTC; never decreases, and holds at least one */
function binEvents(clock: Float64Array): SourceBin[] {
  const [first, last] = [clock[0] ?? 0, clock.at(-1) ?? 0];
  const span = last - first;
  const width =
    binWidths.find(each => span / each < binsAtMost - 1) ?? Math.ceil(span / binsAtMost / day) * day;
  const used = Math.floor(last / width) - Math.floor(first / width) + 1;
  const before = Math.floor(Math.max(0, binsAtLeast - used) / 2);
  const start = (Math.floor(first / width) - before) * width;
  return Array.from({length: Math.max(used, binsAtLeast)}, (_, i) => {
    const [from, to] = [start + i * width, start + (i + 1) * width];
    return {from, to, start: lowerBound(clock, from), end: lowerBound(clock, to)};
  });
}

function pickPlaced<T>(
  list: readonly T[],
  positions: Int32Array,
  isPicked: (item: T) => boolean
): {readonly list: readonly T[]; readonly positions: Int32Array} {
  const places: number[] = [];
  for (const [place, item] of list.entries()) if (isPicked(item)) places.push(place);
  return {
    list: places.flatMap(place => list[place] ?? []),
    positions: Int32Array.from(places, place => positions[place] ?? 0)
  };
}

function tallyPorts(own: ReturnType<typeof pickColumns>): Tallies<number | null> {
  const counts = new Map<number, number>();
  for (const port of own.ports) if (port >= 0) counts.set(port, (counts.get(port) ?? 0) + 1);
  const busiest = [...counts]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, portsCounted)
    .map(([port]) => port);
  const groups = new Map(busiest.map((port, index) => [port, index]));
  const groupOf = Uint16Array.from(own.ports, port => groups.get(port) ?? busiest.length);
  return createTallies([...busiest, null], groupOf, own);
}

/** How many of the first n items hold, for n from 0 to all. */
function runningCount<T>(items: ArrayLike<T>, holds: (item: T) => boolean): Uint32Array {
  const counts = new Uint32Array(items.length + 1);
  for (let i = 0; i < items.length; i++) counts[i + 1] = (counts[i] ?? 0) + (holds(items[i] as T) ? 1 : 0);
  return counts;
}

/** Each distinct value but null, with the first alert that has it. */
function firsts(
  alerts: readonly RecordedAlert[],
  value: (alert: RecordedAlert) => string | null
): readonly {readonly id: string; readonly start: number}[] {
  const starts = new Map<string, number>();
  for (const [start, alert] of alerts.entries()) {
    const id = value(alert);
    if (id !== null && !starts.has(id)) starts.set(id, start);
  }
  return [...starts].map(([id, start]) => ({id, start}));
}
