import {severityAction} from "../alerts/severity-guide.js";
import {fillLater} from "../fill-later.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText, visibleText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {severityLabel} from "../palette.js";
import {severityMark} from "../severity-mark.js";
import {type ListHit, listHitsQuery, type ScopeBeacon, scopeBeaconsQuery} from "./intelligence-queries.js";
import {investigateAddress} from "./investigate-address.js";
import {type NextStep, nextSteps} from "./next-steps.js";
import {part, type TabOptions} from "./part.js";
import {
  type Advice,
  adviceListed,
  adviceQuery,
  alertFactsQuery,
  type FactRow,
  factsQuery,
  sessionFactsQuery
} from "./recommendation-queries.js";
import {neighboursQuery} from "./related-queries.js";
import {type SourceRow, sourceQuery} from "./subject.js";

/** Accounts named in a sentence. */
const accountsNamed = 5;

/** What to do: what its incidents call for, and steps that follow from what was found, each with its reason. */
export function RecommendationsTab(options: TabOptions): HTMLElement {
  const {workbench, scope} = options;
  const advice = Promise.resolve(workbench.ask<Advice>(adviceQuery(scope)).rows);
  const steps = html`<div data-state="loading" data-testid="next-steps"><div class="frame-skeleton investigate-skeleton"></div></div>`;
  void fillLater(steps, readSteps(options), "The steps", found => [stepList(found, options)]);
  return html`<div class="investigate-stack">
  ${part("advice", "What its incidents mean, and what to do first", advice, rows => adviceList(rows, options))}
  <section class="frame investigate-part"><h3>Next steps, from what was found</h3>${steps}</section>
</div>`;
}

function adviceList(rows: readonly Advice[], {workbench}: TabOptions): readonly Node[] {
  const {site} = workbench;
  const [gravest] = rows;
  if (gravest === undefined)
    return [html`<p>It is part of no incident: nothing was found that calls for anything.</p>`];
  const {severity, in_all} = gravest;
  const action = severity === "none" ? null : severityAction[severity];
  return [
    ...(action === null
      ? []
      : [
          html`<p>${severityMark(severity)} <strong>${action}</strong> is what ${severityLabel[severity].toLowerCase()} asks for${in_all === 1 ? "" : `, the gravest of its ${formatCount(in_all)} incidents`}.</p>`
        ]),
    html`<ol class="advice-list">${rows.map(
      ({incident_id, title, severity: own, meaning, recommendation}) => html`<li data-incident=${incident_id}>
  <p>${severityMark(own)} <a href=${investigateAddress("incident", incident_id)}>${logText(title, 160)}</a></p>
  <p>${logText(maskAddresses(meaning, site), 600)}</p>
  <p class="incident-advice"><strong>What to do first.</strong> ${logText(maskAddresses(recommendation, site), 600)}</p>
</li>`
    )}</ol>`,
    ...(in_all > adviceListed
      ? [html`<p>The ${adviceListed} gravest of ${formatCount(in_all)} are listed.</p>`]
      : [])
  ];
}

async function readSteps({workbench, scope, subject}: TabOptions): Promise<readonly NextStep[]> {
  const ask = <R extends object>(query: Parameters<typeof workbench.ask>[0]) =>
    Promise.resolve(workbench.ask<R>(query).rows);
  const [[figures], [alerts], [sessions], hits, beacons, [source], neighbours] = await Promise.all([
    ask<FactRow>(factsQuery(scope)),
    ask<{readonly grave: number; readonly told: number; readonly honeypot: number; readonly got_in: number}>(
      alertFactsQuery(scope)
    ),
    ask<{readonly typed: number; readonly files: number}>(sessionFactsQuery(scope)),
    ask<ListHit>(listHitsQuery(scope)),
    ask<ScopeBeacon>(scopeBeaconsQuery(scope)),
    scope.address === null ? [] : ask<SourceRow>(sourceQuery(scope.address)),
    scope.address === null ? [] : ask<{readonly alerts: number}>(neighboursQuery(scope.address))
  ]);
  const accounts = (figures?.accounts ?? "")
    .split("\n")
    .filter(name => name !== "")
    .map(visibleText);
  const isSaid = figures !== undefined && figures.blocked + figures.allowed > 0;
  return nextSteps({
    address: scope.address ?? (subject.sources.length === 1 ? (subject.sources[0]?.address ?? null) : null),
    site: source?.site ?? null,
    got_in: alerts?.got_in ?? 0,
    accounts:
      accounts.length > accountsNamed
        ? [...accounts.slice(0, accountsNamed), `${formatCount(accounts.length - accountsNamed)} more`]
        : accounts,
    files: sessions?.files ?? 0,
    typed: sessions?.typed ?? 0,
    grave: alerts?.grave ?? 0,
    allowed: isSaid ? figures.allowed : null,
    blocked: isSaid ? figures.blocked : null,
    list_events: hits.reduce((sum, {told}) => sum + told, 0),
    beacons: beacons.filter(({is_beacon}) => is_beacon).length,
    targets: figures?.targets ?? 0,
    honeypot_only: alerts !== undefined && alerts.told > 0 && alerts.honeypot === alerts.told,
    neighbours: neighbours.filter(({alerts: told}) => told > 0).length
  });
}

function stepList(steps: readonly NextStep[], {openTab, workbench}: TabOptions): HTMLElement {
  if (steps.length === 0) return html`<p>Nothing was found that calls for more than that.</p>`;
  return html`<ol class="next-steps">${steps.map(({todo, why, tab}) => {
    const button = html`<button type="button" class="button">See why</button>`;
    button.addEventListener("click", () => openTab(tab));
    return html`<li data-tab-of=${tab}><strong>${maskAddresses(todo, workbench.site)}</strong>: ${maskAddresses(why, workbench.site)}. ${button}</li>`;
  })}</ol>`;
}
