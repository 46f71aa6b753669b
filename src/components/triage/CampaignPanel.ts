import {techniqueName} from "../../engine/attack/techniques.js";
import {decisionActions} from "../decisions/decision-actions.js";
import {definitions} from "../definitions.js";
import {fillLater} from "../fill-later.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {type Campaign, type Member, membersOfQuery} from "../incidents/campaign.js";
import {incidentLink} from "../incidents/incident-columns.js";
import {who, whom} from "../incidents/incident-words.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime, formatTimeRange} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";

/** What is known of a campaign at a glance: what joins its incidents, and these one after another. */
export function CampaignPanel(campaign: Campaign, workbench: Workbench, timeZone: string): HTMLElement {
  const {campaign_id, title, severity, evidence, techniques, first_time, last_time} = campaign;
  const {site} = workbench;
  const members = html`<div data-state="loading"><p>Fetching its incidents …</p></div>`;
  const found = Promise.resolve(workbench.ask<Member>(membersOfQuery(campaign_id)).rows);
  void fillLater(members, found, "Its incidents", rows => [
    html`<ol>${rows.map(member => html`<li>${formatTime(member.first_time, timeZone)}: ${incidentLink(member)}, by ${who(member, site)} → ${whom(member, site)}</li>`)}</ol>`
  ]);
  const named = techniques.split(",").filter(Boolean);
  return html`<article class="panel" data-testid="campaign-panel" data-campaign=${campaign_id}>
  <h2>${logText(title, 300)}</h2>
  <p class="panel-reason">${severityMark(severity)} · <a href=${investigateAddress("campaign", campaign_id)}>Investigate</a></p>
  ${decisionActions({kind: "campaign", id: campaign_id}, {site})}
  ${definitions([
    ["When", formatTimeRange(Number(first_time), Number(last_time), timeZone)],
    [
      "What joins it",
      evidence === null ? "an attack of many sources at once" : logText(maskAddresses(evidence, site), 600)
    ],
    ["ATT&CK techniques", named.map(id => `${id} ${techniqueName(id)}`).join("; ") || "none assigned"],
    ["Sources", formatCount(campaign.sources)],
    ["Targets", formatCount(campaign.targets)],
    ["Alerts", formatCount(campaign.alerts)],
    ["Events", formatCount(campaign.events)]
  ])}
  <h3>Its incidents, the first first</h3>
  ${members}
</article>`;
}
