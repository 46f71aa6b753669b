import {type Severity, severities} from "../../engine/event.js";
import type {PlaceGroup} from "../../engine/geography/group-places.js";
import type {Query} from "../../engine/sql.js";
import {chartFrame} from "../chart-frame.js";
import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import {kpiCard} from "../kpi-card.js";
import {severityColor, severityLabel} from "../palette.js";
import {severityMark} from "../severity-mark.js";
import {shareBlocked} from "./place-words.js";

type Groups = readonly PlaceGroup[];

export interface MapFiguresOptions {
  /** The groups with their addresses, where the groups at hand have none yet. */
  readonly read: Promise<Groups> | null;
  readonly span: number;
  readonly query: Query;
}

const sum = (groups: Groups, of: (group: PlaceGroup) => number) =>
  groups.reduce((total, group) => total + of(group), 0);

/** What is made of something, now or once it is there. */
const later = <T, R>(value: T | Promise<T>, make: (value: T) => R): R | Promise<R> =>
  value instanceof Promise ? value.then(make) : make(value);

/** The key figures of the places shown. */
export function mapFigures(
  groups: Groups | Promise<Groups>,
  {read, span, query}: MapFiguresOptions
): HTMLElement {
  const note = "Of the places that the map shows now, added up from the rows of this query.";
  const card = (id: string, label: string, of: (found: Groups) => number | null, found = groups) =>
    kpiCard({id: `map-${id}`, label, value: later(found, all => ({value: of(all)})), span, query, note});
  const outcomes = later(groups, all => ({
    blocked: sum(all, group => group.blocked),
    allowed: sum(all, group => group.allowed)
  }));
  return html`<div class="map-figures">
    ${card("events", "Events", all => sum(all, ({events}) => events))}
    ${kpiCard({
      ...{id: "map-blocked", label: "Blocked", span, query, note, format: formatShare},
      value: later(outcomes, counts => ({value: shareBlocked(counts)})),
      of: later(outcomes, ({blocked, allowed}) =>
        blocked + allowed === 0
          ? "No outcome is recorded."
          : `${formatCount(blocked)} of ${formatCount(blocked + allowed)} with a recorded outcome`
      )
    })}
    ${card("addresses", "Addresses", all => sum(all, group => group.addresses ?? 0), read ?? groups)}
    ${card("countries", "Countries", countCountries)}
    ${card("alerts", "Alerts", all => sum(all, ({alerts}) => alerts))}
  </div>`;
}

/** Groups of one country, such as cities, may share it. */
function countCountries(groups: Groups): number {
  const isLarger = groups.some(({level}) => level === "continent" || level === "region");
  return isLarger
    ? sum(groups, ({countries}) => countries)
    : new Set(groups.map(({place}) => place.country)).size;
}

interface ThreatRow {
  readonly severity: Severity;
  readonly events: number;
  readonly alerts: number;
}

/** Events and alerts of the places shown, by severity: how grave what comes from there is. */
export function threatLevels(groups: Groups | Promise<Groups>, query: Query): HTMLElement {
  return chartFrame<ThreatRow>({
    id: "map-severities",
    title: threatFinding,
    subtitle: "Bars are events.",
    rows: later(groups, threatRows),
    query,
    note: "The rows of this query that the map shows, by severity.",
    total: all => sumEvents(all),
    height: 150,
    draw: all => threatBars(all)
  });
}

function threatRows(groups: Groups): ThreatRow[] {
  if (groups.length === 0) return [];
  return severities
    .map((severity, s) => ({
      severity,
      events: sum(groups, ({bySeverity}) => bySeverity[s] ?? 0),
      alerts: sum(groups, ({alertsBySeverity}) => alertsBySeverity[s] ?? 0)
    }))
    .reverse();
}

const sumEvents = (rows: readonly ThreatRow[]) => rows.reduce((total, {events}) => total + events, 0);

function threatFinding(rows: readonly ThreatRow[]): string {
  const total = sumEvents(rows);
  const grave = sumEvents(rows.filter(({severity}) => severity === "critical" || severity === "high"));
  if (total === 0) return "Threat level";
  return grave === 0
    ? "Nothing here is of high or critical severity"
    : `${formatShare(grave / total)} of these events are high or critical`;
}

function threatBars(rows: readonly ThreatRow[]): HTMLElement {
  const most = Math.max(1, ...rows.map(({events}) => events));
  return html`<table class="map-threat">
    <thead><tr><th scope="col">Severity</th><th aria-hidden="true"></th><th scope="col">Events</th><th scope="col">Alerts</th></tr></thead>
    <tbody>${rows.map(
      ({
        severity,
        events,
        alerts
      }) => html`<tr data-severity=${severity} data-events=${events} data-alerts=${alerts}>
        <th scope="row" aria-label=${severityLabel[severity]}>${severityMark(severity)}</th>
        <td class="map-threat-bar"><div hidden=${events === 0} style=${{width: `${(100 * events) / most}%`, background: severityColor[severity]}}></div></td>
        <td>${formatCount(events)}</td><td>${severity === "none" ? "–" : formatCount(alerts)}</td>
      </tr>`
    )}</tbody>
  </table>`;
}
