/** Frames of what was found about a term: alerts, incidents, sessions, beacons. */
import type {Severity} from "../../engine/event.js";
import {alertAddress} from "../alerts/alert.js";
import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {BeaconTable} from "../incidents/BeaconTable.js";
import {type Beacon, beaconsFinding} from "../incidents/beacon.js";
import {incidentAddress} from "../incidents/incident.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {logText} from "../log-text.js";
import {sessionAddress} from "../sessions/session.js";
import {severityMark} from "../severity-mark.js";
import {valueButton} from "../values/value.js";
import {type FrameOptions, spanColumns, totalOf} from "./seen-frames.js";
import type {AlertRow, AskedTerm, Span} from "./term-facts.js";

export function alertFrame({ask}: AskedTerm, {timeZone}: FrameOptions): HTMLElement {
  return chartFrame<AlertRow>({
    id: "hunt-alerts",
    title: rows =>
      `${formatPlural(
        rows.reduce((sum, {alerts}) => sum + alerts, 0),
        "alert"
      )} of ${formatPlural(rows.length, "kind")}`,
    subtitle: "Alerts from it, to it or about it, whose strongest event has it, or that name it.",
    ...ask<AlertRow>("alerts"),
    total: rows => rows.reduce((sum, {alerts}) => sum + alerts, 0),
    height: 160,
    draw: rows =>
      dataTable(
        rows,
        [
          {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
          {
            key: "finding",
            label: "Finding",
            cell: ({finding, alert_id}) =>
              html`<a class="wide" href=${alertAddress(alert_id)} title="the latest of them">${logText(finding, 100)}</a>`
          },
          {
            key: "alerts",
            label: "Alerts",
            numeric: true,
            cell: ({alerts}) => formatCount(alerts),
            value: ({alerts}) => alerts
          },
          ...spanColumns<AlertRow>(timeZone)
        ],
        {stacks: true, first: 10}
      )
  });
}

interface IncidentRow extends Span {
  readonly incident_id: string;
  readonly campaign_id: string | null;
  readonly title: string;
  readonly severity: Severity;
  readonly attacker_ip: string | null;
  readonly alerts: number;
  readonly succeeded: boolean | null;
}

export function incidentFrame({ask}: AskedTerm, {site, timeZone}: FrameOptions): HTMLElement {
  return chartFrame<IncidentRow>({
    id: "hunt-incidents",
    title: rows => {
      const campaigns = new Set(rows.flatMap(({campaign_id}) => campaign_id ?? [])).size;
      const part = campaigns === 0 ? "" : `, in ${formatPlural(campaigns, "campaign")}`;
      return `Part of ${formatPlural(rows.length, "incident")}${part}`;
    },
    ...ask<IncidentRow>("incidents"),
    total: rows => rows.length,
    height: 160,
    draw: rows =>
      dataTable(
        rows,
        [
          {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
          {
            key: "title",
            label: "Incident",
            cell: ({title, incident_id, succeeded}) =>
              html`<span class="wide"><a href=${incidentAddress(incident_id)}>${logText(title, 100)}</a>${succeeded ? " (got in)" : ""}</span>`
          },
          {
            key: "attacker",
            label: "Attacker",
            cell: ({attacker_ip}) =>
              attacker_ip === null
                ? emptyCell("many, or known by account only")
                : valueButton("address", attacker_ip, {site})
          },
          {
            key: "alerts",
            label: "Alerts",
            numeric: true,
            cell: ({alerts}) => formatCount(alerts),
            value: ({alerts}) => alerts
          },
          {
            key: "campaign",
            label: "Campaign",
            cell: ({campaign_id}) =>
              campaign_id === null
                ? emptyCell("none")
                : html`<a href=${investigateAddress("campaign", campaign_id)}>${campaign_id.slice(0, 6)}</a>`
          },
          ...spanColumns<IncidentRow>(timeZone)
        ],
        {stacks: true, first: 8}
      )
  });
}

interface SessionRow extends Span {
  readonly total: number;
  readonly session_id: string;
  readonly source_ip: string | null;
  readonly username: string | null;
  readonly commands: number;
  readonly downloads: number;
  readonly severity: Severity;
}

export function sessionFrame({ask}: AskedTerm, {site, timeZone}: FrameOptions): HTMLElement {
  return chartFrame<SessionRow>({
    id: "hunt-sessions",
    title: rows => `${formatPlural(totalOf(rows), "honeypot session")}, the worst first`,
    ...ask<SessionRow>("sessions"),
    total: totalOf,
    height: 160,
    note: "The 200 worst.",
    draw: rows =>
      dataTable(
        rows,
        [
          {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
          {
            key: "session",
            label: "Session",
            cell: ({session_id}) => html`<a href=${sessionAddress(session_id)}>${session_id.slice(0, 6)}</a>`
          },
          {
            key: "source",
            label: "Source",
            cell: ({source_ip}) =>
              source_ip === null ? emptyCell() : valueButton("address", source_ip, {site})
          },
          {
            key: "username",
            label: "Got in as",
            cell: ({username}) =>
              username === null ? emptyCell("nobody") : valueButton("user", username, {limit: 30})
          },
          {
            key: "commands",
            label: "Commands",
            numeric: true,
            cell: ({commands}) => formatCount(commands),
            value: ({commands}) => commands
          },
          {
            key: "downloads",
            label: "Files",
            numeric: true,
            cell: ({downloads}) => formatCount(downloads),
            value: ({downloads}) => downloads
          },
          ...spanColumns<SessionRow>(timeZone)
        ],
        {stacks: true, first: 8}
      )
  });
}

export function beaconFrame({ask}: AskedTerm, {site, timeZone}: FrameOptions): HTMLElement {
  return chartFrame<Beacon>({
    id: "hunt-beacons",
    title: beaconsFinding,
    subtitle: "Pairs of hosts of which it is one end. Choose a pair to see when it called.",
    ...ask<Beacon>("beacons"),
    total: rows => rows.reduce((sum, {calls}) => sum + calls, 0),
    height: 200,
    draw: (rows, {width}) => BeaconTable(rows, {width, site, timeZone})
  });
}
