import {techniqueName} from "../../engine/attack/techniques.js";
import {decisionActions} from "../decisions/decision-actions.js";
import {definitions} from "../definitions.js";
import {fillLater} from "../fill-later.js";
import {formatCount, notMeasured} from "../format.js";
import {html} from "../html.js";
import {type Incident, incidentQuery} from "../incidents/incident.js";
import {incidentLink} from "../incidents/incident-columns.js";
import {markInjected} from "../injected-mark.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {logText} from "../log-text.js";
import {mapAddress} from "../map/map-address.js";
import {maskAddresses} from "../mask.js";
import {datasetLabel} from "../palette.js";
import {ruleAddress} from "../rules/rule.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import type {Workbench} from "../workbench/workbench.js";
import type {Alert} from "./alert.js";
import {readMeasures} from "./alert-evidence.js";
import {labelNote, measuredPairs} from "./alert-measures.js";
import {detectorLabel, isScored} from "./detector-name.js";
import {EventEvidence} from "./EventEvidence.js";
import {explanationSection} from "./explanation/section.js";

/** Everything known about one alert, its event's original line included. Evidence arrives behind the rest. */
export function AlertPanel(alert: Alert, workbench: Workbench, timeZone: string): HTMLElement {
  const {site} = workbench;
  const time = (instant: Date) => formatTime(instant, timeZone, true);
  const address = (kind: "address" | "destination", ip: string | null, port: number | null) =>
    ip === null
      ? notMeasured
      : html`<span>${valueButton(kind, ip, {site})}${port === null ? "" : ` port ${port}`}</span>`;
  const label = html`<div></div>`;
  const measured = html`<div class="alert-measured" data-state="loading"><p>Fetching what was measured of the event …</p></div>`;
  showMeasures(measured, label, alert, workbench);
  return html`<article class="panel" data-testid="alert-panel" data-alert=${alert.alert_id}>
  <h2>${logText(alert.finding)}</h2>
  <p class="panel-reason">${markInjected(severityMark(alert.severity), alert.origin, "alert")} · ${logText(maskAddresses(alert.reason, site))}</p>
  <p class="panel-links"><a href=${investigateAddress("alert", alert.alert_id)}>Investigate</a>${alert.attacker_ip === null ? null : html`<a href=${mapAddress(alert.attacker_ip)}>Locate on the map</a>`}</p>
  ${decisionActions({kind: "alert", id: alert.alert_id}, {site, alert})}
  ${alert.incident_id === null ? null : incidentOf(alert.incident_id, workbench)}
  ${label}
  ${definitions([
    ["Score", scoreText(alert)],
    ["Found by", finderOf(alert)],
    ...(alert.incident_id === null ? [["Incident", "none"] as const] : []),
    [
      "ATT&CK technique",
      alert.technique === null ? "none assigned" : `${alert.technique} ${techniqueName(alert.technique)}`
    ],
    [
      "Events",
      alert.event_count === 1 ? "1" : `${formatCount(alert.event_count)}; the strongest is shown here`
    ],
    ["Alerts of this finding", `${formatCount(alert.finding_alerts)} of all severities in these data`],
    ["First seen", time(alert.first_time)],
    ["Strongest", time(alert.event_time)],
    ["Last seen", time(alert.last_time)],
    ["Dataset", `${datasetLabel[alert.dataset] ?? alert.dataset}, ${alert.event_type}`],
    ["Source", address("address", alert.source_ip, alert.source_port)],
    ["Destination", address("destination", alert.destination_ip, alert.destination_port)],
    [
      "Attacker",
      alert.attacker_ip === null ? "not known" : valueButton("address", alert.attacker_ip, {site})
    ],
    ["Protocol", [alert.protocol, alert.app_protocol].filter(p => p !== null).join(" / ") || notMeasured],
    ["User", alert.username === null ? notMeasured : valueButton("user", alert.username, {site})],
    ["Action", alert.action ?? "not recorded"],
    ["Attack type", alert.attack_type ?? "not said by the sensor"],
    ["Alert id", html`<code>${alert.alert_id}</code>`],
    ["Event id", html`<code>${alert.event_id}</code>`]
  ])}
  <h3>${isRule(alert) ? "Why this severity" : "Why this score"}</h3>
  ${explanationSection(alert, workbench)}
  <h3>Measured of the strongest event</h3>
  ${measured}
  <h3>Evidence</h3>
  ${EventEvidence(alert.event_id, workbench)}
</article>`;
}

/** The incident that it is part of, with what to do first; arrives behind the rest. */
function incidentOf(incidentId: string, workbench: Workbench): HTMLElement {
  const box = html`<div class="alert-incident" data-testid="alert-incident" data-state="loading"><p>Looking up its incident …</p></div>`;
  const found = Promise.resolve(workbench.ask<Incident>(incidentQuery(incidentId)).rows);
  void fillLater(box, found, "Its incident", ([incident]) =>
    incident === undefined
      ? ["Its incident is not among the published data."]
      : [
          html`<p><strong>Part of an incident:</strong> ${incidentLink(incident)}</p>`,
          html`<p><strong>What to do first.</strong> ${logText(maskAddresses(incident.recommendation, workbench.site), 400)}</p>`
        ]
  );
  return box;
}

/** Sigma rules have a page that shows what they look for. */
function finderOf({detector, rule}: Alert): string | HTMLElement {
  const label = detectorLabel[detector] ?? detector;
  if (rule === null) return label;
  return detector === "sigma"
    ? html`<a href=${ruleAddress(rule)}>${label}</a>`
    : html`<span>${label}, ${logText(rule, 80)}</span>`;
}

const isRule = ({detector}: Alert) => !isScored(detector);

/** On a honeypot there is no benign traffic that a score could be measured against. */
function scoreText(alert: Alert): string {
  const {anomaly_score, dataset} = alert;
  if (anomaly_score === null) return "not scored";
  const severity = isRule(alert) ? "; the severity is the rule's, not the score's" : "";
  if (anomaly_score >= 1) return `1 of 1: one in a million benign events is as unusual, or fewer${severity}`;
  const against =
    dataset === "cowrie" || dataset === "dionaea"
      ? "how unusual it is for this honeypot"
      : "how rare it is in benign traffic";
  return `${anomaly_score.toFixed(3)} of 1: ${against}${severity}`;
}

function showMeasures(box: HTMLElement, label: HTMLElement, {event_id}: Alert, workbench: Workbench): void {
  void fillLater(box, readMeasures(workbench, event_id), "What was measured", measures => {
    if (measures === null) return ["The event is not among the published data."];
    label.replaceChildren(labelNote(measures) ?? "");
    return [definitions(measuredPairs(measures))];
  });
}
