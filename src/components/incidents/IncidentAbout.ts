import {fillLater} from "../fill-later.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {formatTime} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import type {Incident} from "./incident.js";
import {
  type AboutTarget,
  type AcceptedLogin,
  aboutTargetsQuery,
  acceptedLoginsQuery
} from "./incident-about.js";
import {addressText} from "./incident-words.js";

export interface IncidentAboutOptions {
  readonly workbench: Workbench;
  readonly timeZone: string;
}

/** Who and what an incident is about by name: the accounts and hosts that it got into, and its targets. Arrives behind the rest. */
export function IncidentAbout(
  {incident_id, succeeded}: Pick<Incident, "incident_id" | "succeeded">,
  {workbench, timeZone}: IncidentAboutOptions
): HTMLElement {
  const {site} = workbench;
  const box = html`<div class="incident-about" data-testid="incident-about" data-state="loading"><p>Looking up the accounts and hosts …</p></div>`;
  const logins = workbench.ask<AcceptedLogin>(acceptedLoginsQuery(incident_id)).rows;
  const targets = workbench.ask<AboutTarget>(aboutTargetsQuery(incident_id)).rows;
  const host = (address: string | null) =>
    address === null ? "a host not named" : addressText(address, site);
  const login = ({username, host: on, source_ip, event_time, logins: times}: AcceptedLogin) =>
    html`<li data-login><strong>${username === null ? "an account not named" : logText(maskAddresses(username, site), 60)}</strong> on ${host(on)}, from ${addressText(source_ip, site)}, ${formatTime(event_time, timeZone)}${times > 1 ? ` (${formatCount(times)} logins since)` : ""}</li>`;
  const target = ({target: name, events}: AboutTarget) =>
    html`<li data-target>${addressText(name, site)} <small>${formatPlural(events, "event")}</small></li>`;
  void fillLater(box, Promise.all([logins, targets]), "Its accounts and hosts", ([accepted, against]) => [
    ...(accepted.length === 0
      ? succeeded !== false
        ? []
        : [html`<p>No login of its sources was accepted meanwhile.</p>`]
      : [
          html`<p><strong>Logins accepted from its sources meanwhile${rest(accepted.length, accepted[0]?.pairs)}:</strong></p>`,
          html`<ul>${accepted.map(login)}</ul>`
        ]),
    ...(against.length === 0
      ? []
      : [
          html`<p><strong>Against most of all${rest(against.length, against[0]?.all_targets)}:</strong></p>`,
          html`<ul class="incident-targets">${against.map(target)}</ul>`
        ])
  ]);
  return box;
}

const rest = (shown: number, all = shown) =>
  all > shown ? ` (${formatCount(shown)} of ${formatCount(all)})` : "";
