/** As ISO 8601 in UTC, to the minute, the second or the millisecond. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/;
const day = /^\d{4}-\d\d-\d\d$/;
const dayLength = 86_400_000;
/** Years that decisions can be of; what is beyond is a slip of the pen. */
const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/** An instant as written, in its one spelling ("2026-03-01T12:00:00.000Z"); null for what is none. */
export function readInstant(text: string): string | null {
  return instant.test(text) ? spell(Date.parse(text), text) : null;
}

/** When something runs out: an instant, or a day, which counts until its end. In the one spelling of instants; null for what is neither. */
export function readExpiry(text: string): string | null {
  return day.test(text) ? spell(Date.parse(text), text, dayLength) : readInstant(text);
}

function spell(time: number, text: string, later = 0): string | null {
  if (Number.isNaN(time) || time < earliest || time + later > latest) return null;
  // Where the day is beyond its month, such as 31 February, engines differ in what they make of it.
  const spelt = new Date(time).toISOString();
  if (spelt.slice(0, 10) !== text.slice(0, 10) && !text.includes("T24")) return null;
  return later === 0 ? spelt : new Date(time + later).toISOString();
}
