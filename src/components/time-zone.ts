/** Times in UTC or campus time, by the reader's choice; text always says which. */

const choiceKey = "flowbook-time-zone";
/** The choice where storage is forbidden: it lasts as long as the page. */
let choiceOfPage = "UTC";

/** The zone that the reader chose, if it is one of those offered; else UTC. */
export function readTimeZone(campus: string | undefined): string {
  try {
    return campus !== undefined && localStorage.getItem(choiceKey) === "campus" ? campus : "UTC";
  } catch {
    return choiceOfPage;
  }
}

/** Remembers a choice for every page. */
export function rememberTimeZone(timeZone: string): void {
  try {
    localStorage.setItem(choiceKey, timeZone === "UTC" ? "UTC" : "campus");
  } catch {
    choiceOfPage = timeZone;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let format = formatters.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric"
    });
    formatters.set(timeZone, format);
  }
  return format;
}

/**
 * The date whose UTC fields read as the clock on the wall in a zone: give it to Plot's UTC scales to draw axes in campus
 * time. Where clocks go back, an hour repeats.
 */
export function wallClock(instant: number | Date, timeZone: string): Date {
  const time = Number(instant);
  if (timeZone === "UTC") return new Date(time);
  const field: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const {type, value} of formatter(timeZone).formatToParts(time)) field[type] = Number(value);
  const {year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0} = field;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, ((time % 1000) + 1000) % 1000));
}

/** The inverse of `wallClock`. A time that the zone's clocks skip becomes one an hour off; one that repeats, the first. */
export function fromWallClock(wall: number | Date, timeZone: string): number {
  const target = Number(wall);
  // The offset in force is unknown until the instant is known: guess, then correct, as often as offsets can change.
  let instant = target;
  for (let i = 0; i < 2; ++i) instant += target - Number(wallClock(instant, timeZone));
  const earlier = instant - 3_600_000;
  return Number(wallClock(earlier, timeZone)) === target ? earlier : instant;
}

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
  year: "numeric"
});

/** How a zone is named beside a time. */
export function zoneLabel(timeZone: string): string {
  return timeZone === "UTC" ? "UTC" : `campus time (${timeZone.replaceAll("_", " ")})`;
}

/** `1 Mar 2026, 12:30 UTC`; with seconds where asked. Outside UTC the zone reads "campus". */
export function formatTime(instant: number | Date | null, timeZone: string, seconds = false): string {
  if (instant === null) return "no time";
  return `${formatWall(instant, timeZone, seconds)} ${zoneWord(timeZone)}`;
}

/** The label of a column whose times do not repeat their zone: "Time (UTC)". */
export function timeLabel(label: string, timeZone: string): string {
  return `${label} (${zoneWord(timeZone)})`;
}

const zoneWord = (timeZone: string) => (timeZone === "UTC" ? "UTC" : "campus");

/** `1 Mar 2026, 00:00 – 8 Mar 2026, 00:00 UTC`; the day is named once when both ends share it. */
export function formatTimeRange(from: number, to: number, timeZone: string): string {
  const start = formatWall(from, timeZone);
  const end = formatTime(to, timeZone);
  const day = start.slice(0, start.indexOf(",") + 2);
  return `${start} – ${end.startsWith(day) ? end.slice(day.length) : end}`;
}

/** As `formatTime`, where a label names the zone already. */
export function formatWall(instant: number | Date, timeZone: string, seconds = false): string {
  const wall = wallClock(instant, timeZone);
  return `${dayFormat.format(wall)}, ${wall.toISOString().slice(11, seconds ? 19 : 16)}`;
}
