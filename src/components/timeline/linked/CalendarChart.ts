import {dayParts, localHour, weekdayOf} from "../../../engine/cube/week-hours.js";
import type {TimeRange} from "../../../engine/selection.js";
import type {Zone} from "../../../engine/time-zone.js";
import {formatPlural} from "../../format.js";
import {type HeatCell, heatGrid} from "./HeatGrid.js";
import type {LinkedActions, LinkedState} from "./linked-state.js";
import type {LiveDrawing} from "./live-frame.js";
import {hourLabels, weekdays} from "./WeekChart.js";

const hour = 3_600_000;
const day = 24 * hour;
/** Up to so many days, a row for each with its hours; more stand in weeks. */
const mostRows = 21;

/** Days of a window, on a zone's clock. */
interface Days {
  /** Days since 1970. */
  readonly first: number;
  readonly count: number;
  readonly showsHours: boolean;
}

export function daysOf({from, to}: TimeRange, zone: Zone): Days {
  const first = localHour(from, zone).day;
  const count = localHour(Math.max(from, to - 1), zone).day - first + 1;
  return {first, count, showsHours: count <= mostRows};
}

const name = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "short"
});
const short = new Intl.DateTimeFormat("en-GB", {timeZone: "UTC", day: "numeric", month: "short"});
const dayName = (index: number) => name.format(index * day);

/** The instant at which an hour of a day began on a zone's clock. */
function instantOf(index: number, hourOfDay: number, zone: Zone): number {
  const date = new Date(index * day);
  return zone.toUtc(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), hourOfDay, 0, 0, 0);
}

/**
 * A window as a calendar: few days as rows of hours, many as columns of weeks. What is not brushed is pale, hours in a mark
 * have an outline, and choosing a cell brushes it.
 */
export function CalendarChart(window: TimeRange, zone: Zone, actions: LinkedActions): LiveDrawing {
  const days = daysOf(window, zone);
  const {first, count, showsHours} = days;
  const monday = first - weekdayOf(first);
  const weeks = Math.ceil((first + count - monday) / 7);
  const dayAt = (row: number, column: number) => (showsHours ? first + row : monday + column * 7 + row);
  const spanOf = (row: number, column: number): TimeRange => {
    const index = dayAt(row, column);
    const from = instantOf(index, showsHours ? column : 0, zone);
    return {from, to: showsHours ? from + hour : instantOf(index + 1, 0, zone)};
  };
  const grid = heatGrid({
    unit: showsHours ? "events per hour" : "events per day",
    onChoose(row, column) {
      const span = spanOf(row, column);
      const range = {from: Math.max(window.from, span.from), to: Math.min(window.to, span.to)};
      if (range.from < range.to) actions.brush(range);
    }
  });
  grid.lay(
    showsHours
      ? {
          rows: Array.from({length: count}, (_, i) => dayName(first + i)),
          columns: hourLabels.map(label => label.slice(0, 2))
        }
      : {
          rows: weekdays.map(label => label.slice(0, 3)),
          columns: Array.from({length: weeks}, (_, week) => short.format((monday + week * 7) * day)),
          every: 2
        }
  );
  const [rows, columns] = showsHours ? [count, 24] : [7, weeks];
  const spans = Array.from({length: rows * columns}, (_, i) => spanOf(Math.floor(i / columns), i % columns));

  return {
    node: grid.node,
    resize: grid.resize,
    draw(state) {
      const sums = dayParts(state.counts, window, zone, days, showsHours ? 24 : 1);
      const cells = spans.map((span, i): HeatCell | null => {
        const column = i % columns;
        const index = dayAt(Math.floor(i / columns), column) - first;
        const isIn = span.to > window.from && span.from < window.to && index >= 0 && index < count;
        if (!isIn) return null;
        const events = sums[showsHours ? index * 24 + column : index] ?? 0;
        const when = `${dayName(first + index)}${showsHours ? `, ${hourLabels[column]}` : ""}`;
        const touches = (range: TimeRange) => span.to > range.from && span.from < range.to;
        return {
          value: events,
          count: events,
          text: `${when}\n${formatPlural(events, "event")}`,
          faded: !touches(state.shown),
          marked: state.marks.some(touches)
        };
      });
      grid.draw(cells);
    }
  };
}

/** The day of the window with the most events. */
export function busiestDay(
  state: LinkedState
): {readonly when: string; readonly events: number; readonly usual: number} | null {
  const days = daysOf(state.selection, state.zone);
  const sums = dayParts(state.counts, state.shown, state.zone, days, 1);
  const events = sums.reduce((a, b) => Math.max(a, b), 0);
  if (events === 0) return null;
  const sorted = sums.filter(sum => sum > 0).sort();
  return {
    when: dayName(days.first + sums.indexOf(events)),
    events,
    usual: sorted[sorted.length >> 1] ?? 0
  };
}
