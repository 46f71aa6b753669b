import {dataTable} from "../data-table.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText, visibleText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime, formatTimeRange, formatWall, timeLabel} from "../time-zone.js";
import {CampaignTimeline} from "./CampaignTimeline.js";
import type {CampaignLink, Member, WholeCampaign} from "./campaign.js";
import {mergeLinks} from "./campaign-links.js";
import {type CampaignStage, stagesOf} from "./campaign-stages.js";
import {incidentLink} from "./incident-columns.js";
import {stageName, who, whom} from "./incident-words.js";
import {jsonList} from "./json-list.js";

export interface CampaignListOptions {
  readonly width: number;
  readonly site: MaskedSite;
  readonly timeZone: string;
  /** Called when the reader chooses an incident. */
  readonly open: (incidentId: string) => void;
}

/** Campaigns shown at first. */
const shownFirst = 4;
/** Reasons told of a campaign at first. */
const toldFirst = 3;
/** Width from which on a campaign's words and its timeline stand beside each other. */
const besideFrom = 700;

/** Campaigns, each with when its incidents were, stage by stage, and what joins them; its incidents open below it. */
export function CampaignList(campaigns: readonly WholeCampaign[], options: CampaignListOptions): HTMLElement {
  const list = html`<div class="campaigns">${campaigns.slice(0, shownFirst).map(c => card(c, options))}</div>`;
  const further = campaigns.slice(shownFirst);
  if (further.length === 0) return list;
  const more = html`<button type="button" class="button table-more">Show all ${formatCount(campaigns.length)} campaigns</button>`;
  more.addEventListener("click", () => {
    list.append(...further.map(campaign => card(campaign, options)));
    more.remove();
  });
  return html`<div>${list}${more}</div>`;
}

function card(campaign: WholeCampaign, options: CampaignListOptions): HTMLElement {
  const {width, site, timeZone, open} = options;
  const {campaign_id, title, severity, members, incidents, first_time, last_time} = campaign;
  const chartWidth = width >= besideFrom ? Math.floor(width * 0.5) : width;
  const box = html`<div class="campaign-members"></div>`;
  const button = html`<button type="button" class="button campaign-choose" aria-expanded="false">${listWords(incidents)}</button>`;
  button.addEventListener("click", () => {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    button.textContent = isOpen ? listWords(incidents) : "Hide its incidents";
    box.replaceChildren(...(isOpen ? [] : [MemberTable(members, {site, timeZone, open})]));
  });
  return html`<section class="campaign" data-campaign=${campaign_id}>
  <div class="campaign-head" data-beside=${String(width >= besideFrom)}>
    <div>
      <h4>${logText(title, 200)}</h4>
      <p>${severityMark(severity)} · ${formatTimeRange(Number(first_time), Number(last_time), timeZone)}<br>${extent(campaign)}</p>
      ${joining(campaign, site)}
      ${button}
    </div>
    <div>${CampaignTimeline(members, {width: chartWidth, timeZone, open})}</div>
  </div>
  ${StageList(members, {site, timeZone, open})}
  ${box}
</section>`;
}

/** The stages of a campaign, a line each of its gravest incident: when, what, who, whom. */
function StageList(
  members: readonly Member[],
  {site, timeZone, open}: Omit<CampaignListOptions, "width">
): HTMLElement {
  const line = ({tactic, gravest, incidents}: CampaignStage) =>
    html`<li data-stage=${tactic ?? ""}><span class="campaign-when">${formatTime(gravest.first_time, timeZone)}</span> <strong>${stageName(tactic)}:</strong> ${incidentLink(gravest)}, by ${who(gravest, site)} → ${whom(gravest, site)}${incidents > 1 ? `; and ${formatPlural(incidents - 1, "more incident")}` : ""}</li>`;
  const list = html`<ol class="campaign-stages">${stagesOf(members).map(line)}</ol>`;
  opensHere(list, open);
  return list;
}

const listWords = (incidents: number) =>
  incidents === 1 ? "Show its incident" : `Show its ${formatCount(incidents)} incidents`;

function extent({incidents, sources, targets, alerts}: WholeCampaign): string {
  return [
    formatPlural(incidents, "incident"),
    formatPlural(sources, "source"),
    formatPlural(targets, "target"),
    formatPlural(alerts, "alert")
  ].join(" · ");
}

/** What joins its incidents, in words that logs may have written part of. */
export function joining(
  {links, evidence}: Pick<WholeCampaign, "links" | "evidence">,
  site: MaskedSite
): HTMLElement | null {
  const known = mergeLinks(jsonList<CampaignLink>(links));
  const text = (words: string) => logText(maskAddresses(words, site), 200);
  const item = ({words, incidents}: CampaignLink) =>
    html`<li>${text(words)} <small>(${formatPlural(incidents.length, "incident")})</small></li>`;
  if (known.length === 0) return evidence === null ? null : html`<p>${text(evidence)}</p>`;
  const rest = known.slice(toldFirst);
  return html`<div class="campaign-links">
  <ul>${known.slice(0, toldFirst).map(item)}</ul>
  ${rest.length === 0 ? null : html`<details><summary>${formatPlural(rest.length, "more link")}</summary><ul>${rest.map(item)}</ul></details>`}
</div>`;
}

/** The incidents of a campaign in the order that they began. */
export function MemberTable(
  members: readonly Member[],
  {site, timeZone, open}: Omit<CampaignListOptions, "width">
): HTMLElement {
  const table = dataTable(
    members,
    [
      {
        key: "title",
        label: "Incident",
        cell: member => html`<span class="wide">${incidentLink(member)}</span>`
      },
      {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
      {
        key: "when",
        label: timeLabel("Began", timeZone),
        cell: ({first_time}) => formatWall(first_time, timeZone)
      },
      {key: "who", label: "Source", cell: member => who(member, site)},
      {key: "whom", label: "Target", cell: member => whom(member, site)},
      {
        key: "alerts",
        label: "Alerts",
        numeric: true,
        cell: ({alerts}) => formatCount(alerts),
        value: ({alerts}) => alerts
      }
    ],
    {stacks: true, first: 12}
  );
  opensHere(table, open);
  return table;
}

/** Lets the links to incidents below an element open them on this page. */
export function opensHere(root: HTMLElement, open: (incidentId: string) => void): void {
  root.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link =
      event.target instanceof Element ? event.target.closest<HTMLElement>("a[data-incident]") : null;
    const id = link?.dataset.incident;
    if (id === undefined) return;
    event.preventDefault();
    open(id);
  });
}

/** How many campaigns, and the gravest of them, in a sentence. */
export function campaignsFinding(campaigns: readonly WholeCampaign[]): string {
  const [first] = campaigns;
  if (first === undefined) return "No campaigns";
  const joined = campaigns.reduce((sum, {incidents}) => sum + incidents, 0);
  const gravest = `${first.title.charAt(0).toLowerCase()}${first.title.slice(1)}`;
  return `${formatPlural(campaigns.length, "campaign")} of ${formatPlural(joined, "incident")}; the gravest: ${visibleText(gravest)}`;
}
