import type {Severity} from "../event.js";
import {severities} from "../event.js";
import {lowerBound} from "../lower-bound.js";
import {createDistinct, type Distinct} from "./distinct.js";
import type {RecordedAlert, Recording} from "./recording.js";
import type {ShellLine, ShellSession} from "./shell.js";
import {createTallies, type Tallies} from "./tallies.js";
import {createTape, type Tape} from "./tape.js";

/** A recording ready to be played: the tape and what is counted on it. */
export interface Replay {
  readonly recording: Recording;
  readonly tape: Tape;
  /** Null: the source has no place. */
  readonly countries: Tallies<string | null>;
  readonly services: Tallies<string>;
  readonly protocols: Tallies<string>;
  /** The busiest ports; null stands for all others and for events without one. */
  readonly ports: Tallies<number | null>;
  readonly sources: Distinct;
  /** Events of some severity, ascending. */
  readonly anomalous: Int32Array;
  /** Events by index into `severities`, ascending; none at 0, as no chart needs to look up the many that are "none". */
  readonly bySeverity: readonly Int32Array[];
  readonly alerts: AlertTrack;
  readonly shell: ShellTrack;
}

/** The alerts whose events are on the tape. */
export interface AlertTrack {
  /** In the order in which they appear. */
  readonly list: readonly RecordedAlert[];
  /** Of each: events played once it has appeared; ascending, from 1. */
  readonly positions: Int32Array;
  /** By index into `severities`: how many of that severity are among the first n, for n from 0 to all. */
  readonly counts: readonly Uint32Array[];
}

/** What was typed on honeypots, in order. */
export interface ShellTrack {
  readonly lines: readonly {
    readonly session: ShellSession;
    readonly line: ShellLine;
    readonly index: number;
  }[];
  /** Of each line: events played once it has appeared; ascending, from 1. */
  readonly positions: Int32Array;
}

/** Ports counted by themselves; the rarest beyond them are counted together. */
const portsCounted = 255;
/** Ports are 16-bit numbers. */
const portCount = 65_536;

export function createReplay(recording: Recording): Replay {
  const {columns} = recording;
  const {names} = columns;
  const bySeverity = severities.map((_, severity) =>
    severity === 0 ? new Int32Array(0) : findEvents(columns.severities, severity)
  );
  return {
    recording,
    tape: createTape(columns.times),
    countries: tallyCountries(recording),
    services: createTallies(names.services, columns.services, columns),
    protocols: createTallies(names.protocols, columns.protocols, columns),
    ports: tallyPorts(recording),
    sources: createDistinct(columns.sources, names.addresses.length),
    anomalous: findEvents(columns.severities, null),
    bySeverity,
    alerts: trackAlerts(recording),
    shell: trackShell(recording)
  };
}

/** The events of one severity, or of any but none, ascending. */
function findEvents(levels: Uint8Array, severity: number | null): Int32Array {
  const isFound = (level: number) => (severity === null ? level !== 0 : level === severity);
  let count = 0;
  for (let event = 0; event < levels.length; event++) if (isFound(levels[event] as number)) ++count;
  const found = new Int32Array(count);
  for (let event = 0, i = 0; i < count; event++) if (isFound(levels[event] as number)) found[i++] = event;
  return found;
}

function tallyCountries({columns}: Recording): Tallies<string | null> {
  const {sources, names} = columns;
  const countries = [...new Set(names.places)].filter(place => place !== null).sort();
  const indexes = new Map<string | null, number>(countries.map((country, index) => [country, index]));
  const groups = Uint16Array.from(names.places, place => indexes.get(place) ?? countries.length);
  const groupOf = new Uint16Array(sources.length);
  // An event without a source, -1, is beyond the list.
  for (let event = 0; event < groupOf.length; event++)
    groupOf[event] = groups[sources[event] as number] ?? countries.length;
  return createTallies([...countries, null], groupOf, columns);
}

function tallyPorts({columns: {ports, ...columns}}: Recording): Tallies<number | null> {
  const counts = new Uint32Array(portCount);
  for (let event = 0; event < ports.length; event++) {
    const port = ports[event] as number;
    if (port >= 0 && port < portCount) counts[port] = (counts[port] as number) + 1;
  }
  const busiest = [...counts.keys()]
    .filter(port => counts[port] !== 0)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
    .slice(0, portsCounted);
  const groups = new Uint16Array(portCount).fill(busiest.length);
  for (const [index, port] of busiest.entries()) groups[port] = index;
  const groupOf = new Uint16Array(ports.length);
  for (let event = 0; event < groupOf.length; event++)
    groupOf[event] = groups[ports[event] as number] ?? busiest.length;
  return createTallies([...busiest, null], groupOf, columns);
}

/** Events played once the event at a place in the table has been; null where it is not on the tape. */
function positionOfRow({columns}: Recording, row: number): number | null {
  const event = lowerBound(columns.rows, row);
  return columns.rows[event] === row ? event + 1 : null;
}

function trackAlerts(recording: Recording): AlertTrack {
  const list: RecordedAlert[] = [];
  const positions: number[] = [];
  for (const alert of recording.alerts) {
    const position = positionOfRow(recording, alert.row);
    if (position === null) continue;
    list.push(alert);
    positions.push(position);
  }
  const counts = severities.map((severity: Severity) => {
    const before = new Uint32Array(list.length + 1);
    let count = 0;
    for (const [i, alert] of list.entries()) before[i + 1] = count += alert.severity === severity ? 1 : 0;
    return before;
  });
  return {list, positions: Int32Array.from(positions), counts};
}

function trackShell(recording: Recording): ShellTrack {
  const placed = recording.sessions
    .flatMap(session =>
      session.lines.flatMap((line, index) => {
        const position = positionOfRow(recording, line.row);
        return position === null ? [] : [{session, line, index, position}];
      })
    )
    .sort((a, b) => a.position - b.position);
  return {lines: placed, positions: Int32Array.from(placed, ({position}) => position)};
}
