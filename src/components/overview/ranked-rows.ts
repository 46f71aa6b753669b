import type {CubeRow} from "../../engine/cube.js";
import {severities} from "../../engine/event.js";
import {formatCount, formatPlural, formatShare} from "../format.js";
import {visibleText} from "../log-text.js";
import {color, severityColor, severityLabel} from "../palette.js";
import {severityMark} from "../severity-mark.js";
import type {RankedBar} from "./RankedBars.js";

/** Kinds of attack shown; the rest is summed. */
const shownTypes = 8;

/**
 * Events by severity, the gravest first. `none` is left to the sentence above: its bar would leave the others no room.
 * @param rows grouped by severity
 */
export function severityBars(rows: readonly CubeRow[]): RankedBar[] {
  return severities
    .filter(severity => severity !== "none")
    .reverse()
    .map(severity => ({
      key: severity,
      label: severityMark(severity),
      value: eventsOf(rows, severity),
      color: severityColor[severity]
    }));
}

export function severityFinding(rows: readonly CubeRow[]): string {
  const total = rows.reduce((sum, row) => sum + row.events, 0);
  if (total === 0) return "No events";
  const anomalous = total - eventsOf(rows, "none");
  if (anomalous === 0) return `None of ${formatPlural(total, "event")} is anomalous`;
  const worst = severities.findLast(severity => eventsOf(rows, severity) > 0) ?? "none";
  return `${formatPlural(anomalous, "anomalous event")} (${formatShare(anomalous / total)} of all), ${formatCount(eventsOf(rows, worst))} of them ${severityLabel[worst].toLowerCase()}`;
}

function eventsOf(rows: readonly CubeRow[], severity: string): number {
  return rows.filter(row => row.severity === severity).reduce((sum, row) => sum + row.events, 0);
}

/** Events by the kind of attack that the sensor named, the most frequent first; those it named none for are left out. */
export function attackTypeBars(rows: readonly CubeRow[]): RankedBar[] {
  const named = namedTypes(rows);
  const bars = named.slice(0, shownTypes).map(({name, events}) => ({
    key: name,
    label: visibleText(name),
    value: events,
    color: color("series-anomaly")
  }));
  const rest = named.slice(shownTypes);
  if (rest.length === 0) return bars;
  const events = rest.reduce((sum, type) => sum + type.events, 0);
  return [...bars, {key: "", label: `${rest.length} more`, value: events, color: color("action-unknown")}];
}

export function attackTypeFinding(rows: readonly CubeRow[]): string {
  const named = namedTypes(rows);
  const [first] = named;
  if (first === undefined) return "Kinds of attack";
  const total = namedEvents(rows);
  return `${visibleText(first.name)} is the most frequent kind of attack: ${formatShare(first.events / total)} of ${formatPlural(total, "event")} whose kind a sensor named`;
}

/** Events whose kind of attack a sensor named: what the bars are shares of. */
export function namedEvents(rows: readonly CubeRow[]): number {
  return namedTypes(rows).reduce((sum, type) => sum + type.events, 0);
}

function namedTypes(rows: readonly CubeRow[]): {readonly name: string; readonly events: number}[] {
  return rows
    .flatMap(({attack_type, events}) => (attack_type == null ? [] : [{name: attack_type, events}]))
    .sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
}
