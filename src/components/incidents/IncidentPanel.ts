import {alertAddress} from "../alerts/alert.js";
import {detectorLabel} from "../alerts/detector-name.js";
import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {definitions} from "../definitions.js";
import {fillLater} from "../fill-later.js";
import {formatCount, formatPlural, formatSpan, notMeasured} from "../format.js";
import {html} from "../html.js";
import {markInjected} from "../injected-mark.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime, formatWall, timeLabel} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {windowAddress} from "../zoom.js";
import {joining, MemberTable} from "./CampaignList.js";
import {spanOf} from "./CampaignTimeline.js";
import {type Campaign, campaignQuery, type Member, membersOfQuery} from "./campaign.js";
import {IncidentAbout} from "./IncidentAbout.js";
import {IncidentTimeline} from "./IncidentTimeline.js";
import type {Incident, IncidentFinding} from "./incident.js";
import {
  type AlertStep,
  alertStepsQuery,
  alertsListed,
  alertsOfQuery,
  type IncidentAlert,
  stepOf
} from "./incident-alerts.js";
import {
  addressText,
  kindText,
  stageName,
  styleText,
  successText,
  techniqueText,
  who,
  whom
} from "./incident-words.js";
import {jsonList} from "./json-list.js";
import {riskOf} from "./risk-of.js";

export interface IncidentPanelOptions {
  readonly workbench: Workbench;
  readonly timeZone: string;
  /** Called when the reader chooses another incident. */
  readonly open: (incidentId: string) => void;
}

const levels = ["none", "low", "medium", "high", "critical"] as const;

/** Everything known about one incident: what it means, what to do first, and what it rests on. */
export function IncidentPanel(incident: Incident, options: IncidentPanelOptions): HTMLElement {
  const {workbench, timeZone} = options;
  const {site} = workbench;
  const time = (instant: Date) => formatTime(instant, timeZone, true);
  const {first_time, last_time} = incident;
  return html`<article class="panel incident-panel" data-testid="incident-panel" data-incident=${incident.incident_id}>
  <h2>${logText(incident.title, 300)}</h2>
  <p class="panel-reason">${markInjected(severityMark(incident.severity), incident.origin, "incident")} · ${logText(maskAddresses(incident.meaning, site))}</p>
  <p class="incident-advice" data-testid="incident-advice"><strong>What to do first.</strong> ${logText(maskAddresses(incident.recommendation, site))}</p>
  ${IncidentAbout(incident, options)}
  ${definitions([
    ["Source", whoInFull(incident, workbench)],
    ["Target", whom(incident, site)],
    ["Succeeded", successText(incident.succeeded)],
    ["ATT&CK technique", techniqueText(incident) ?? "none assigned"],
    ["Stage", incident.tactic === null ? "none assigned" : stageName(incident.tactic)],
    ["Style of the actor", styleText(incident)],
    ["First seen", time(first_time)],
    ["Last seen", `${time(last_time)}, ${formatSpan(Number(last_time) - Number(first_time))} later`],
    ["Alerts", formatCount(incident.alerts)],
    ["Events", formatCount(incident.events)],
    ["Origin of its events", incident.origin],
    ["Incident id", html`<code>${incident.incident_id}</code>`]
  ])}
  ${elsewhere(incident)}
  <h3>What was found, by detector</h3>
  ${FindingList(incident)}
  ${alertTimeline(incident, options)}
  ${alertList(incident, options)}
  <h3>Its campaign</h3>
  ${campaignOf(incident, options)}
</article>`;
}

/** The address with what is known of it, or how many there are. */
function whoInFull(incident: Incident, workbench: Workbench): Node {
  const {attacker_ip} = incident;
  if (attacker_ip === null)
    return html`<span>${who(incident, workbench.site)}${incident.account === null && incident.sources > 1 ? ` (${kindText(incident)})` : ""}</span>`;
  return html`<div>${addressText(attacker_ip, workbench.site)}${riskOf(attacker_ip, workbench)}</div>`;
}

/** Where else to look at it: Investigate, and the Alerts, Timeline and Replay pages over its window. */
function elsewhere({incident_id, first_time, last_time, attacker_ip}: Incident): HTMLElement {
  const minute = 60_000;
  const window = {
    from: Math.floor(Number(first_time) / minute) * minute,
    to: (Math.floor(Number(last_time) / minute) + 1) * minute
  };
  // What is selected on this page would leave out some of what is told here.
  const address = (page: string, source = "") =>
    `${windowAddress(page, window, "", source === "" ? {} : {source})}&dataset=&severity=${source === "" ? "&source=" : ""}`;
  const links: readonly (readonly [words: string, href: string])[] = [
    ["everything about it, in Investigate", investigateAddress("incident", incident_id)],
    ...(attacker_ip === null
      ? []
      : [["all alerts from this source meanwhile", address("./alerts.html", attacker_ip)] as const]),
    ["this window on the Timeline", address("./timeline.html")],
    ["its Replay", address("./replay.html")]
  ];
  return html`<p class="incident-links">Look at: ${links.map(([words, href], i) => html`<span>${i === 0 ? "" : " · "}<a href=${href}>${words}</a></span>`)}</p>`;
}

function FindingList({findings, alerts}: Incident): HTMLElement {
  const known = jsonList<IncidentFinding>(findings);
  if (known.length === 0)
    return html`<p>Nothing is recorded of what its ${formatPlural(alerts, "alert")} found.</p>`;
  const told = known.reduce((sum, finding) => sum + finding.alerts, 0);
  const table = dataTable(
    known,
    [
      {key: "finding", label: "Finding", cell: ({finding}) => logText(finding, 120)},
      {key: "detector", label: "Found by", cell: ({detector}) => detectorLabel[detector] ?? detector},
      {key: "level", label: "Severity", cell: ({level}) => severityMark(levels[level] ?? "none")},
      {
        key: "alerts",
        label: "Alerts",
        numeric: true,
        cell: finding => formatCount(finding.alerts),
        value: finding => finding.alerts
      }
    ],
    {stacks: true, first: 6}
  );
  return html`<div class="incident-findings">${table}${
    told < alerts
      ? html`<p class="frame-footnote">${formatPlural(alerts - told, "more alert")} of lesser findings.</p>`
      : null
  }</div>`;
}

function alertTimeline(incident: Incident, {workbench, timeZone}: IncidentPanelOptions): HTMLElement {
  const range = spanOf([incident]);
  const minutes = stepOf(range);
  return chartFrame<AlertStep>({
    id: `incident-time-${incident.incident_id}`,
    title: steps =>
      `When: ${formatPlural(new Set(steps.map(({detector}) => detector)).size, "detector")} told ${formatPlural(incident.alerts, "alert")}`,
    ...workbench.ask<AlertStep>(alertStepsQuery(incident.incident_id, minutes)),
    total: steps => steps.reduce((sum, {alerts}) => sum + alerts, 0),
    height: 160,
    empty: "None of its alerts is among the published data.",
    footnote: `By detector and severity, in steps of ${formatSpan(minutes * 60_000)}; the larger the mark, the more alerts.`,
    draw: (steps, {width}) => IncidentTimeline(steps, {width, range, timeZone, minutes})
  });
}

function alertList(incident: Incident, {workbench, timeZone}: IncidentPanelOptions): HTMLElement {
  const {site} = workbench;
  const address = (text: string | null) => (text === null ? notMeasured : addressText(text, site));
  return chartFrame<IncidentAlert>({
    id: `incident-alerts-${incident.incident_id}`,
    title:
      incident.alerts > alertsListed
        ? `The ${alertsListed} gravest of its ${formatCount(incident.alerts)} alerts`
        : `Its ${formatPlural(incident.alerts, "alert")}`,
    ...workbench.ask<IncidentAlert>(alertsOfQuery(incident.incident_id)),
    total: rows => rows.length,
    height: 200,
    empty: "None of its alerts is among the published data.",
    draw: rows =>
      dataTable(
        rows,
        [
          {
            key: "finding",
            label: "Alert",
            cell: ({alert_id, finding, origin}) =>
              markInjected(
                html`<a href=${alertAddress(alert_id)} data-alert=${alert_id}>${logText(finding, 80)}</a>`,
                origin,
                "alert"
              )
          },
          {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
          {
            key: "time",
            label: timeLabel("Time", timeZone),
            cell: ({event_time}) => formatWall(event_time, timeZone)
          },
          {key: "source", label: "Source", cell: ({source_ip}) => address(source_ip)},
          {key: "destination", label: "Destination", cell: ({destination_ip}) => address(destination_ip)},
          {
            key: "events",
            label: "Events",
            numeric: true,
            cell: ({event_count}) => formatCount(event_count),
            value: ({event_count}) => event_count
          }
        ],
        {stacks: true, first: 8}
      )
  });
}

/** Its campaign, what joins it, and the other incidents; behind the rest, since it has to be fetched. */
function campaignOf({campaign_id, incident_id}: Incident, options: IncidentPanelOptions): HTMLElement {
  if (campaign_id === null) return html`<p>Nothing joins it to another incident.</p>`;
  const {workbench} = options;
  const box = html`<div class="incident-campaign" data-testid="incident-campaign" data-state="loading"><p>Fetching its campaign …</p></div>`;
  const members = workbench.ask<Member>(membersOfQuery(campaign_id));
  const fetched = Promise.all([workbench.ask<Campaign>(campaignQuery(campaign_id)).rows, members.rows]);
  void fillLater(box, fetched, "Its campaign", ([[campaign], all]) => {
    if (campaign === undefined) return ["Its campaign is not among the published data."];
    const others = all.filter(member => member.incident_id !== incident_id);
    return [
      html`<p>${severityMark(campaign.severity)} <strong>${logText(campaign.title, 200)}</strong></p>`,
      joining(campaign, workbench.site) ?? "",
      others.length === 0
        ? html`<p>It is the only incident of its campaign, which stands for its many sources.</p>`
        : MemberTable(others, {...options, site: workbench.site})
    ];
  });
  return box;
}
