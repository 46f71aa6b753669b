import {lowerBound} from "../lower-bound.js";
import {columnNames, createColumns, type ReplayColumns} from "./columns.js";
import type {Recording} from "./recording.js";
import {createTape, positionAt} from "./tape.js";

/**
 * As much of a recording as is needed up to a time: everything from its beginning, because a replay counts "so far", and nothing after.
 * Addresses that do not occur in it are dropped, and alerts and lines whose events are not in it. Every moment up to that time counts the
 * same as in the whole recording.
 * @param to milliseconds in UTC on the replay's clock, inclusive; infinite: all of it
 */
export function trimRecording(recording: Recording, to: number): Recording {
  const {columns, alerts, bursts, sessions} = recording;
  const length = positionAt(createTape(columns.times), to);
  const trimmed = trimColumns(columns, length);
  const {rows} = trimmed;
  const isThere = ({row}: {readonly row: number}) => rows[lowerBound(rows, row)] === row;
  return {
    columns: trimmed,
    alerts: alerts.filter(isThere),
    bursts: bursts.filter(({from}) => from <= to),
    sessions: sessions
      .map(session => ({...session, lines: session.lines.filter(isThere)}))
      .filter(({lines}) => lines.length > 0)
  };
}

/** The first events, with the addresses among them numbered anew in the same order. */
function trimColumns(columns: ReplayColumns, length: number): ReplayColumns {
  const {names} = columns;
  const trimmed = createColumns(length);
  for (const name of columnNames) trimmed[name].set(columns[name].subarray(0, length));
  const occurs = new Uint8Array(names.addresses.length);
  for (const source of trimmed.sources) if (source >= 0) occurs[source] = 1;
  const numbers = new Int32Array(names.addresses.length);
  let next = 0;
  for (const [i, isKept] of occurs.entries()) if (isKept) numbers[i] = next++;
  for (const [i, source] of trimmed.sources.entries())
    if (source >= 0) trimmed.sources[i] = numbers[source] ?? -1;
  return {
    ...trimmed,
    names: {
      ...names,
      addresses: names.addresses.filter((_, i) => occurs[i]),
      places: names.places.filter((_, i) => occurs[i])
    }
  };
}
