import type {IncidentFigures} from "../../engine/evaluate/pattern-evaluation.js";
import {formatCount} from "../format.js";

/** A step from events to campaigns. */
export interface FunnelStep {
  readonly name: string;
  readonly count: number;
  /** Most that is asked for; null where nothing is. */
  readonly most: number | null;
  /** Events for each one; null for events themselves, and where there is none. */
  readonly oneIn: number | null;
}

/** What is asked of a week: events for each incident and each campaign, at least. */
export const asked = {incidents: 200, campaigns: 2000} as const;

export function funnelSteps({events, alerts, incidents, campaigns}: IncidentFigures): FunnelStep[] {
  const oneIn = (count: number) => (count === 0 ? null : events / count);
  return [
    {name: "Events", count: events, most: null, oneIn: null},
    {name: "Alerts", count: alerts, most: null, oneIn: oneIn(alerts)},
    {name: "Incidents", count: incidents, most: events / asked.incidents, oneIn: oneIn(incidents)},
    {name: "Campaigns", count: campaigns, most: events / asked.campaigns, oneIn: oneIn(campaigns)}
  ];
}

/** "334,000 events come down to 133 incidents, one for 2,511, and 22 campaigns". */
export function funnelFinding({events, incidents, campaigns}: IncidentFigures): string {
  const each = incidents === 0 ? "" : `, one for every ${formatCount(events / incidents)} events,`;
  return `${formatCount(events)} events come down to ${formatCount(incidents)} incidents${each} and ${formatCount(campaigns)} campaigns`;
}

export interface CoveredLine {
  readonly name: string;
  readonly count: number;
  readonly of: number;
}

export function coveredLines({
  attacks,
  covered,
  attackers,
  alerted,
  inIncidents
}: IncidentFigures): CoveredLine[] {
  return [
    {name: "Attacks told of by an incident", count: covered, of: attacks},
    {name: "Attackers that an alert is about", count: alerted, of: attackers},
    {name: "Attackers in an incident", count: inIncidents, of: attackers}
  ];
}

/** "34 of 36 attacks and 1,000 of 1,204 attackers are in an incident". */
export function coveredFinding({attacks, covered, attackers, inIncidents}: IncidentFigures): string {
  const all =
    covered === attacks
      ? `All ${formatCount(attacks)}`
      : `${formatCount(covered)} of ${formatCount(attacks)}`;
  return `${all} attacks and ${formatCount(inIncidents)} of ${formatCount(attackers)} attackers are in an incident`;
}
