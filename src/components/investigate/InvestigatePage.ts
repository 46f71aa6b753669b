import {modelFamilies} from "../../engine/features/event-block.js";
import {alertAddress} from "../alerts/alert.js";
import {openForest} from "../alerts/explanation/forest.js";
import {decisionActions} from "../decisions/decision-actions.js";
import {capitalise, formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {huntAddress} from "../hunt/hunt-address.js";
import {incidentAddress} from "../incidents/incident.js";
import {markInjected} from "../injected-mark.js";
import {logText} from "../log-text.js";
import {mapAddress} from "../map/map-address.js";
import {maskAddress, maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {readTimeZone} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import type {Workbench} from "../workbench/workbench.js";
import {ExplanationTab} from "./ExplanationTab.js";
import {FindingsTab} from "./FindingsTab.js";
import {IntelligenceTab} from "./IntelligenceTab.js";
import {PayloadTab} from "./PayloadTab.js";
import type {TabOptions} from "./part.js";
import {RawTab} from "./RawTab.js";
import {RecommendationsTab} from "./RecommendationsTab.js";
import {RelatedTab} from "./RelatedTab.js";
import {SessionTab} from "./SessionTab.js";
import {StartPage, unknownText} from "./StartPage.js";
import {SummaryTab} from "./SummaryTab.js";
import type {Scope} from "./scope.js";
import {readSubject, type Subject, type SubjectName, subjectName} from "./subject.js";
import {TimelineTab} from "./TimelineTab.js";
import {tabBar} from "./tab-bar.js";
import {emptyTabs, hitCountQuery, type TabCounts, tabCountsQuery} from "./tab-counts.js";
import {toSeverity} from "./to-severity.js";

const kindLabel = {alert: "Alert", incident: "Incident", campaign: "Campaign", source: "Source"} as const;

const tabs: readonly (readonly [name: string, label: string, draw: (options: TabOptions) => Node])[] = [
  ["summary", "Summary", SummaryTab],
  ["findings", "Findings", FindingsTab],
  ["explanation", "Explanation", ExplanationTab],
  ["timeline", "Timeline", TimelineTab],
  ["session", "Session", SessionTab],
  ["payload", "Payload", PayloadTab],
  ["intelligence", "Intelligence", IntelligenceTab],
  ["recommendations", "Recommendations", RecommendationsTab],
  ["related", "Related", RelatedTab],
  ["raw", "Raw", RawTab]
];

/** What the page's address asks to look into; where it asks for nothing, where to begin. */
export function InvestigatePage(workbench: Workbench): HTMLElement {
  const name = subjectName(location.search);
  if (name === null) return StartPage(workbench);
  const subject = readSubject(workbench, name);
  return frameOf(name, subject, workbench);
}

/** Fetches what explanations are made of, behind what is on screen. */
async function warmExplanations(workbench: Workbench): Promise<void> {
  const explanations = workbench.ask({sql: "SELECT count(*) FROM explanations"}).rows;
  await Promise.all([explanations, ...modelFamilies.map(openForest)]);
}

/** The page before anything is known: title, tabs and skeletons; it fills as the subject arrives. */
function frameOf(name: SubjectName, reading: Promise<Subject | null>, workbench: Workbench): HTMLElement {
  const timeZone = readTimeZone(workbench.site.time_zone);
  const skeleton = () => html`<div class="frame-skeleton investigate-skeleton"></div>`;
  const head = html`<header class="investigate-head" data-testid="investigate-head" data-state="loading">
  <p class="investigate-kind">${kindLabel[name.kind]}</p>
  <h2>${logText(name.kind === "source" ? maskAddress(name.id, workbench.site) : name.id, 80)}</h2>
  ${skeleton()}
</header>`;
  let subject: Subject | null = null;
  let address: string | null = null;
  /** The explanation of a scope, made before its tab is opened, so that opening it only takes the drawing. */
  let prepared: {readonly address: string | null; readonly node: Node} | null = null;
  const optionsOf = (of: Subject): TabOptions => ({
    workbench,
    timeZone,
    subject: of,
    scope: scopeOf(of, address),
    openTab: tab => bar.open(tab)
  });
  const bar = tabBar(
    `About this ${name.kind}`,
    tabs.map(([tab, label, draw]) => ({
      name: tab,
      label,
      draw: () => {
        if (subject === null) return skeleton();
        if (tab === "explanation" && prepared !== null && prepared.address === address) return prepared.node;
        return draw(optionsOf(subject));
      }
    }))
  );
  /** Says on the tabs which of them hold nothing; that of indicators only once all events are at hand anyway. */
  async function markTabs(of: Subject): Promise<void> {
    const asked = address;
    const scope = scopeOf(of, asked);
    bar.markEmpty(new Map());
    try {
      const [counts] = await workbench.ask<TabCounts>(tabCountsQuery(scope)).rows;
      if (counts === undefined || address !== asked) return;
      const empty = emptyTabs(counts);
      bar.markEmpty(empty);
      if (counts.pairs > 0) return;
      const [found] = await workbench.ask<{readonly hits: number}>(hitCountQuery(scope)).rows;
      if (found?.hits === 0 && address === asked)
        bar.markEmpty(new Map([...empty, ["intelligence", "(no hits)"]]));
    } catch (error) {
      // The tabs themselves say what could not be read.
      console.warn(error);
    }
  }
  const page = html`<article class="investigate" data-kind=${name.kind} data-id=${name.id}>${head}${bar.node}</article>`;

  reading.then(
    found => {
      if (found === null) {
        page.replaceChildren(
          html`<div class="investigate-unknown" data-testid="investigate-unknown"><p>${unknownText(name.id)}</p>${StartPage(workbench)}</div>`
        );
        return;
      }
      subject = found;
      address = firstAddress(found);
      const chooser = sourceChooser(found, address, workbench, chosen => {
        address = chosen;
        bar.redraw();
        void markTabs(found);
      });
      head.replaceChildren(...headOf(found, workbench), ...(chooser === null ? [] : [chooser]));
      head.dataset.state = "ready";
      bar.redraw();
      void markTabs(found);
      warmExplanations(workbench).then(
        () => {
          if (!bar.isDrawn("explanation")) prepared = {address, node: ExplanationTab(optionsOf(found))};
          // All events, which other tabs ask for, come last: there may be millions.
          return workbench.ask({sql: "SELECT count(*) FROM events"}).rows;
        },
        // Whatever fails here fails again, and is told, where it is needed.
        error => console.warn(error)
      );
    },
    (error: unknown) => {
      console.error(error);
      head.dataset.state = "error";
      head.append(
        html`<p>It could not be read: ${error instanceof Error ? error.message : String(error)}</p>`
      );
    }
  );
  return page;
}

/** The source that the address of the page names, as of a shared link; else the only one; else all. */
function firstAddress({kind, id, sources}: Subject): string | null {
  if (kind === "source") return id;
  const asked = new URLSearchParams(location.search).get("of");
  return (
    sources.find(({address}) => address === asked)?.address ??
    (sources.length === 1 ? (sources[0]?.address ?? null) : null)
  );
}

function scopeOf({kind, id, sources, source}: Subject, address: string | null): Scope {
  const acted = source === null || source.events_as_source + source.events_as_attacker > 0;
  return {kind, id, address, sources: kind === "source" ? 1 : sources.length, isTarget: !acted};
}

/** What it is, in its own words; what has been decided about it; and where else to look. */
function headOf(subject: Subject, workbench: Workbench): readonly Node[] {
  const {kind, id, alert, incident, campaign, source, sources} = subject;
  const {site} = workbench;
  const mask = (text: string) => logText(maskAddresses(text, site), 600);
  const severity = toSeverity((alert ?? incident ?? campaign ?? source)?.severity ?? null);
  const title =
    kind === "source"
      ? valueButton("address", id, {site})
      : logText(maskAddresses(alert?.finding ?? incident?.title ?? campaign?.title ?? id, site), 300);
  const sentence =
    alert !== null
      ? mask(alert.reason)
      : incident !== null
        ? mask(incident.meaning)
        : campaign !== null
          ? html`<span>${formatPlural(campaign.incidents, "incident")} and ${formatPlural(campaign.alerts, "alert")} of ${formatPlural(campaign.sources, "source")}${campaign.evidence === null ? "" : html`: ${mask(campaign.evidence)}`}</span>`
          : source === null || source.alerts === 0
            ? "No alert is about it; what is known of it stands below."
            : `${formatPlural(source.alerts, "alert")} ${source.alerts === 1 ? "is" : "are"} about it.`;
  const origin = alert?.origin ?? incident?.origin ?? "";
  const mark = severityMark(severity);
  const only = sources.length === 1 ? (sources[0]?.address ?? null) : null;
  return [
    html`<p class="investigate-kind">${kindLabel[kind]}${alert?.incident_id == null ? "" : html` of <a href=${`./investigate.html?incident=${encodeURIComponent(alert.incident_id)}`}>an incident</a>`}${incident?.campaign_id == null ? "" : html` of <a href=${`./investigate.html?campaign=${encodeURIComponent(incident.campaign_id)}`}>a campaign</a>`}</p>`,
    html`<h2>${title}</h2>`,
    html`<p class="panel-reason">${kind === "alert" || kind === "incident" ? markInjected(mark, origin, kind) : mark} · ${sentence}</p>`,
    decisionActions(
      {kind, id},
      {
        site,
        ...(alert === null ? {} : {alert}),
        ...(kind !== "incident" || only === null ? {} : {address: only})
      }
    ),
    elsewhere(subject, only)
  ];
}

function elsewhere({kind, id}: Subject, only: string | null): HTMLElement {
  const address = kind === "source" ? id : only;
  const links: (readonly [words: string, href: string])[] = [
    ...(kind === "alert" ? [["its panel on the Alerts page", alertAddress(id)] as const] : []),
    ...(kind === "incident" ? [["its panel on the Incidents page", incidentAddress(id)] as const] : []),
    ...(address === null
      ? []
      : [
          ...(kind === "source"
            ? []
            : [["its source", `./investigate.html?address=${encodeURIComponent(address)}`] as const]),
          ["hunt for it", huntAddress(address)] as const,
          ["show it on the map", mapAddress(address)] as const
        ])
  ];
  return links.length === 0
    ? html`<p hidden></p>`
    : html`<p class="incident-links">Look at: ${links.map(([text, href], i) => html`<span>${i === 0 ? "" : " · "}<a href=${href}>${text}</a></span>`)}</p>`;
}

/** Which of several sources the tabs tell of; null where there is nothing to choose. */
function sourceChooser(
  {sources}: Subject,
  chosen: string | null,
  {site}: Workbench,
  choose: (address: string | null) => void
): HTMLElement | null {
  if (sources.length < 2) return null;
  const select = html`<select aria-label="Source" data-testid="source-choice">
  <option value="">all ${formatCount(sources.length)} sources</option>
  ${sources.map(({address, alerts, threat_level, risk}) => html`<option value=${address} selected=${address === chosen}>${maskAddress(address, site)} · ${threat_level === null ? "no risk" : `${capitalise(threat_level)}, risk ${risk?.toFixed(1)}`} · ${formatPlural(alerts, "alert")}</option>`)}
</select>` as HTMLSelectElement;
  select.addEventListener("input", event => {
    event.stopPropagation();
    const address = select.value === "" ? null : select.value;
    const url = new URL(location.href);
    if (address === null) url.searchParams.delete("of");
    else url.searchParams.set("of", address);
    history.replaceState(history.state, "", url);
    choose(address);
  });
  return html`<label class="row-controls investigate-sources"><span>Show</span> ${select}</label>`;
}
