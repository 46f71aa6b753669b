import {techniqueName} from "../../engine/attack/techniques.js";
import {alertAddress} from "../alerts/alert.js";
import {datasetName} from "../dataset-name.js";
import {definitions} from "../definitions.js";
import {fillLater} from "../fill-later.js";
import {capitalise, formatCount, notMeasured} from "../format.js";
import {html} from "../html.js";
import {incidentAddress} from "../incidents/incident.js";
import {markInjected} from "../injected-mark.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import type {Workbench} from "../workbench/workbench.js";
import {windowAddress} from "../zoom.js";
import type {Session} from "./session.js";
import {lengthText} from "./session-columns.js";
import {readEvidence, type SessionAlert, sessionAlertsQuery} from "./session-evidence.js";
import {aboutSession, doneInSession, findingsOf} from "./session-findings.js";
import {placeText, sourceText} from "./session-words.js";
import {loginText, Transcript} from "./Transcript.js";
import {transcriptOf} from "./transcript-lines.js";

/** Everything known about one session: who, what was found, and what happened in it line by line. */
export function SessionPanel(session: Session, workbench: Workbench, timeZone: string): HTMLElement {
  const {site} = workbench;
  const about = aboutSession(session);
  const lines = html`<div class="session-lines" data-state="loading"><p>Fetching what happened in it …</p></div>`;
  void fillLater(lines, readEvidence(workbench, session), "What happened in it", ({events, findings}) => [
    Transcript(transcriptOf(events, findings), {workbench, timeZone})
  ]);
  const text = (value: string | null, limit = 120) =>
    value === null ? notMeasured : logText(maskAddresses(value, site), limit);
  return html`<article class="panel session-panel" data-testid="session-panel" data-session=${session.session_id}>
  <h2>${capitalise(about)}</h2>
  <p class="panel-reason">${severityMark(session.severity)} · ${sentence(session, workbench)}</p>
  <h3>What happened in it</h3>
  ${lines}
  <h3>What was found in it</h3>
  ${found(session)}
  ${alertsOf(session, workbench)}
  <h3>About it</h3>
  ${definitions([
    ["Source", sourceText(session, site)],
    ["Where", placeText(session) ?? notMeasured],
    ["Began", formatTime(session.first_time, timeZone, true)],
    ["Lasted", lengthText(session.duration) ?? notMeasured],
    [
      "Honeypot",
      html`<span>${datasetName(session.dataset).label}${session.app_protocol === null ? "" : html`, ${logText(session.app_protocol, 20)}`}${session.sensor === null ? "" : html`, on ${text(session.sensor, 60)}`}</span>`
    ],
    [
      "Client fingerprint",
      session.hassh === null ? "not logged" : html`<code>${valueButton("hash", session.hassh)}</code>`
    ],
    ["Credentials tried", loginText(session)],
    [
      "Logged in as",
      session.accepted_logins === 0
        ? "no login was accepted"
        : session.username === null
          ? notMeasured
          : valueButton("user", session.username, {limit: 60})
    ],
    [
      "Commands",
      session.commands === 0
        ? "none"
        : `${formatCount(session.commands)}, ${session.own_commands === 0 ? "all of which only look round" : `${formatCount(session.own_commands)} of which do more than look round`}`
    ],
    ["Files", session.downloads === 0 ? "none" : formatCount(session.downloads)],
    ["Forwarded connections", session.forwards === 0 ? "none" : formatCount(session.forwards)],
    ["How unusual", unusualText(session)],
    [
      "Session",
      html`<span>${text(session.session, 80)}, ${formatCount(session.rank)}${ordinal(session.rank)} of all sessions in these data</span>`
    ]
  ])}
</article>`;
}

function sentence(session: Session, {site}: Workbench): HTMLElement {
  const place = placeText(session);
  const login =
    session.accepted_logins === 0
      ? ""
      : session.username === null || session.username === ""
        ? " After logging in,"
        : html` After logging in as ${logText(maskAddresses(session.username, site), 40)},`;
  return html`<span>${capitalise(doneInSession(session))} by ${sourceText(session, site)}${place === null ? "" : ` from ${place}`} in ${lengthText(session.duration) ?? "an unknown time"}.${login} ${login === "" ? "It" : "it"} ${aboutSession(session)}.</span>`;
}

function found(session: Session): HTMLElement {
  const findings = findingsOf(session);
  if (findings.length === 0) return html`<p>Nothing: no rule, signature or list knows any of it.</p>`;
  return html`<ul class="session-findings" data-testid="session-findings">${findings.map(
    ({severity, technique, finding}) =>
      html`<li>${severityMark(severity)} ${logText(finding, 120)}${technique === null ? "" : html` <small>${technique} ${techniqueName(technique)}</small>`}</li>`
  )}</ul>`;
}

function unusualText({surprise}: Session): string {
  return surprise === null
    ? "not measured"
    : `${surprise.toFixed(2)} of 1 among its own kind, by the order of its commands or events`;
}

function ordinal(rank: number): string {
  const [tens, ones] = [rank % 100, rank % 10];
  if (tens > 10 && tens < 14) return "th worst";
  const endings: Readonly<Record<number, string>> = {
    1: rank === 1 ? "st, the worst" : "st worst",
    2: "nd worst",
    3: "rd worst"
  };
  return endings[ones] ?? "th worst";
}

/** The alerts and incidents that it is part of, which arrive behind the rest. */
function alertsOf(session: Session, workbench: Workbench): HTMLElement {
  const box = html`<div class="alert-incident" data-testid="session-alerts" data-state="loading"><p>Looking up its alerts …</p></div>`;
  const rows = Promise.resolve(workbench.ask<SessionAlert>(sessionAlertsQuery(session)).rows);
  void fillLater(box, rows, "Its alerts", alerts => {
    const incidents = new Map(
      alerts.flatMap(({incident_id, title}) =>
        incident_id === null ? [] : [[incident_id, title ?? incident_id]]
      )
    );
    const all = windowAddress(
      "./alerts.html",
      {from: floorMinute(session.first_time), to: floorMinute(session.last_time) + 60_000},
      "",
      session.source_ip === null ? {} : {source: session.source_ip}
    );
    return [
      ...[...incidents].map(
        ([id, title]) =>
          html`<p><strong>Part of an incident:</strong> <a href=${incidentAddress(id)}>${logText(title, 160)}</a></p>`
      ),
      alerts.length === 0
        ? html`<p>No alert is about its source at its time.</p>`
        : html`<p><strong>Alerts about its source at the time:</strong> ${alerts.flatMap(
            ({alert_id, finding, severity, origin}, i) => [
              i === 0 ? "" : ", ",
              markInjected(
                html`<a href=${alertAddress(alert_id)} title=${severity}>${logText(finding, 80)}</a>`,
                origin,
                "alert"
              )
            ]
          )}</p>`,
      html`<p><a href=${`${all}&dataset=&severity=`}>Its time on the Alerts page</a></p>`
    ];
  });
  return box;
}

const floorMinute = (time: Date) => Math.floor(Number(time) / 60_000) * 60_000;
