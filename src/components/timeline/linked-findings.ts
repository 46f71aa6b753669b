import {totalWithin} from "../../engine/cube/linked-counts.js";
import type {Severity} from "../../engine/event.js";
import {formatCount, formatPlural, formatShare} from "../format.js";
import {visibleText} from "../log-text.js";
import {formatTimeRange} from "../time-zone.js";
import {attackTotals} from "./linked/AttackChart.js";
import {anomalousTotal} from "./linked/BrushStrip.js";
import {busiestDay} from "./linked/CalendarChart.js";
import type {LinkedState} from "./linked/linked-state.js";
import {type MultipleDimension, topGroup} from "./linked/SmallMultiples.js";
import {busiestHour} from "./linked/WeekChart.js";

/** How many events are in what is brushed, and how many of them are anomalous. */
export function stripFinding(state: LinkedState): string {
  const total = totalWithin(state.counts, state.shown);
  if (total === 0) return state.brush === null ? "No event in this window" : "No event in what is brushed";
  const anomalous = anomalousTotal(state);
  const where = state.brush === null ? "in this window" : "in what is brushed";
  return `${formatPlural(total, "event")} ${where}, ${formatCount(anomalous)} of them anomalous (${formatShare(anomalous / total)})`;
}

/** Which attack type leads. */
export function attackFinding(state: LinkedState): string {
  const [top, second] = attackTotals(state);
  if (top === undefined) return "No attack type is named here";
  const first = `${visibleText(top.name)} leads with ${formatPlural(top.events, "event")}`;
  return second === undefined
    ? first
    : `${first}, before ${visibleText(second.name)} with ${formatCount(second.events)}`;
}

/** Which dataset, service or severity most events are of. */
export function multipleFinding(state: LinkedState, dimension: MultipleDimension): string {
  const top = topGroup(state, dimension);
  if (top === null) return "No event here";
  const share = top.events === top.all ? "All events" : `${formatShare(top.events / top.all)} of the events`;
  if (dimension === "severity")
    return top.label.toLowerCase() === ("none" satisfies Severity)
      ? `${share} are of no severity`
      : `${share} are of ${top.label.toLowerCase()} severity`;
  return dimension === "dataset" ? `${share} come from ${top.label}` : `${share} reach for ${top.label}`;
}

/** Which day has the most events. */
export function calendarFinding(state: LinkedState): string {
  const busiest = busiestDay(state);
  if (busiest === null) return "No event here";
  const ratio = busiest.events / Math.max(1, busiest.usual);
  const beside = ratio >= 1.5 ? `, ${ratio.toFixed(1).replace(/\.0$/, "")} times a usual day` : "";
  return `${busiest.when} has the most events, ${formatCount(busiest.events)}${beside}`;
}

/** Which hour of the week is the busiest. */
export function weekFinding(state: LinkedState): string {
  const busiest = busiestHour(state);
  if (busiest === null) return "No event here";
  const ratio = busiest.each / Math.max(1, busiest.mean);
  const beside = ratio >= 1.5 ? `, ${ratio.toFixed(1).replace(/\.0$/, "")} times the average hour` : "";
  return `Busiest: ${busiest.when}, ${formatCount(Math.round(busiest.each))} an hour${beside}`;
}

/** The stretch of time that charts show, for their second line. */
export function shownRange({shown, timeZone}: LinkedState): string {
  return formatTimeRange(shown.from, shown.to, timeZone);
}
