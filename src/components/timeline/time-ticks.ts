import type {TimeRange} from "../../engine/selection.js";

const day = new Intl.DateTimeFormat("en-GB", {timeZone: "UTC", day: "numeric", month: "short"});
const month = new Intl.DateTimeFormat("en-GB", {timeZone: "UTC", month: "short", year: "numeric"});
const monthMs = 28 * 86_400_000;

/** How Plot ticks an axis of time of a width in pixels: as many as fit, on the clock of 24 hours. */
export function timeTicks(
  width: number,
  {from, to}: TimeRange
): {readonly ticks: number; readonly tickFormat: (wall: Date, index: number) => string} {
  const ticks = Math.max(2, Math.round(width / 90));
  const areMonths = (to - from) / ticks > monthMs;
  return {ticks, tickFormat: areMonths ? wall => month.format(wall) : tickText};
}

/** The day where one begins, else the hour; the first says both. */
function tickText(wall: Date, index: number): string {
  const clock = wall.toISOString().slice(11, 16);
  if (clock === "00:00") return day.format(wall);
  return index === 0 ? `${clock}\n${day.format(wall)}` : clock;
}
