import {createZone} from "../time-zone.js";

const day = 86_400_000;

/** Logs can claim any date; beyond these years it is not worth asking what the clocks did. */
const known = {from: Date.UTC(1990, 0), to: Date.UTC(2060, 0)};

/**
 * A time in UTC as the wall clock of a zone, as SQL: DuckDB in the browser knows no zones. Changes of the clocks are looked
 * for between `from` and `to` (milliseconds in UTC); times outside have the offset of the nearer end.
 * @param column SQL of a TIMESTAMP or TIMESTAMP_MS in UTC
 */
export function localTime(column: string, timeZone: string, from: number, to: number): string {
  const zone = createZone(timeZone);
  const start = Math.max(from, known.from);
  const end = Math.min(to, known.to);
  const changes: {readonly at: number; readonly offset: number}[] = [];
  const first = zone.offset(start);
  let last = first;
  for (let midnight = Math.floor(start / day) * day; midnight <= end; midnight += day) {
    const offset = zone.offset(midnight + day);
    if (offset === last) continue;
    changes.push({at: findChange(zone.offset, midnight, midnight + day, offset), offset});
    last = offset;
  }
  const shifted = (offset: number) => `${column}::TIMESTAMP + to_milliseconds(${offset})`;
  // From the last change back, so that the first condition that holds is the right one.
  const cases = changes
    .toReversed()
    .map(({at, offset}) => `WHEN ${column}::TIMESTAMP >= epoch_ms(${at}) THEN ${shifted(offset)}`);
  return cases.length ? `CASE ${cases.join(" ")} ELSE ${shifted(first)} END` : shifted(first);
}

/** The first second in a day from which on the offset holds. */
function findChange(offsetAt: (ms: number) => number, low: number, high: number, offset: number): number {
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (offsetAt(middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}
