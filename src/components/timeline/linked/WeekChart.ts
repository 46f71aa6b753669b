import {type WeekHours, weekHours} from "../../../engine/cube/week-hours.js";
import {formatCount, formatPlural} from "../../format.js";
import {heatGrid} from "./HeatGrid.js";
import type {LinkedState} from "./linked-state.js";
import type {LiveDrawing} from "./live-frame.js";

export const weekdays = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday"
] as const;
export const hourLabels = Array.from({length: 24}, (_, h) => `${String(h).padStart(2, "0")}:00`);

/** Events by hour of the day and day of the week, per such hour that there was, on the clock that the page shows. */
export function WeekChart(): LiveDrawing {
  const grid = heatGrid({unit: "events per hour, on average"});
  grid.lay({rows: weekdays.map(day => day.slice(0, 3)), columns: hourLabels.map(label => label.slice(0, 2))});
  return {
    node: grid.node,
    resize: grid.resize,
    draw(state) {
      const {events, hours} = weekHours(state.counts, state.shown, state.zone);
      grid.draw(
        Array.from(events, (count, i) => {
          const many = hours[i] ?? 0;
          if (many === 0) return null;
          const each = count / many;
          const when = `${weekdays[Math.floor(i / 24)]}, ${hourLabels[i % 24]}`;
          const text =
            many === 1
              ? `${when}\n${formatPlural(count, "event")}`
              : `${when}\n${formatPlural(count, "event")} in ${formatCount(many)} such hours\n${each.toFixed(1)} each`;
          return {value: each, count, text};
        })
      );
    }
  };
}

/** The hour of the week with the most events each time; null where there are none. */
export function busiestHour(
  state: LinkedState
): {readonly when: string; readonly each: number; readonly mean: number} | null {
  const {events, hours}: WeekHours = weekHours(state.counts, state.shown, state.zone);
  let best = -1;
  let most = 0;
  let all = 0;
  let many = 0;
  for (let i = 0; i < events.length; i++) {
    const each = (hours[i] ?? 0) === 0 ? 0 : (events[i] ?? 0) / (hours[i] ?? 1);
    all += events[i] ?? 0;
    many += hours[i] ?? 0;
    if (each > most) {
      most = each;
      best = i;
    }
  }
  if (best === -1) return null;
  return {
    when: `${weekdays[Math.floor(best / 24)]}s at ${hourLabels[best % 24]}`,
    each: most,
    mean: all / Math.max(1, many)
  };
}
