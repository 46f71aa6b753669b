import type {Severity} from "../../engine/event.js";
import {addressPlace} from "../address-place.js";
import {dataTable} from "../data-table.js";
import {definitions} from "../definitions.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural, formatSpan, notMeasured} from "../format.js";
import {html} from "../html.js";
import {techniqueText} from "../incidents/incident-words.js";
import {type RiskRow, riskQuery, toSources} from "../incidents/risk.js";
import {behaviourText} from "../incidents/risk-words.js";
import {logText} from "../log-text.js";
import {mapAddress} from "../map/map-address.js";
import {countryName, loadWorld} from "../map/world.js";
import {maskAddress, maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import {investigateAddress} from "./investigate-address.js";
import {LocatorMap} from "./LocatorMap.js";
import {part, type TabOptions} from "./part.js";
import {RiskBars} from "./RiskBars.js";
import {type Advice, adviceQuery} from "./recommendation-queries.js";
import {sourceStory} from "./source-story.js";
import {type SourceRow, type SubjectSource, sourceQuery} from "./subject.js";
import {
  type AttackType,
  attackTypesQuery,
  type DetectorSays,
  detectorsQuery,
  type HostRow,
  hostQuery,
  type ReputationRow,
  reputationQuery,
  type StyleRow,
  sessionCountQuery,
  severitiesQuery,
  stylesQuery,
  type TechniqueRow,
  type Totals,
  techniquesQuery,
  totalsQuery
} from "./summary-queries.js";
import {blockedText, confidenceText, sophisticationText, targetsText} from "./summary-words.js";

/** Who it is, how dangerous, and what it did, each with what that rests on. */
export function SummaryTab(options: TabOptions): HTMLElement {
  const {scope, subject} = options;
  const {address} = scope;
  const left = address === null ? [totals(options)] : [risk(address, options), network(address, options)];
  const right = address === null ? [] : [place(address, options), totals(options)];
  const sureness = [confidence(options), sophistication(options)];
  return html`<div>
  ${address === null ? null : story(options)}
  <div class="investigate-grid">
    <div>${left}${address === null ? [] : sureness}</div>
    <div>${right}${address === null ? sureness : []}</div>
  </div>
  ${address === null && subject.sources.length > 0 ? sourceTable(options) : null}
</div>`;
}

function ask<R extends object>(
  {workbench}: TabOptions,
  query: Parameters<TabOptions["workbench"]["ask"]>[0]
) {
  return Promise.resolve(workbench.ask<R>(query).rows);
}

/** What it did at its gravest, and what to do first. */
function story(options: TabOptions): HTMLElement {
  const {workbench, scope, timeZone, openTab} = options;
  const text = (words: string) => logText(maskAddresses(words, workbench.site), 600);
  const section = part("summary-story", "In short", ask<Advice>(options, adviceQuery(scope)), incidents => {
    const told = sourceStory(incidents, timeZone);
    if (told === null) return ["It is part of no incident: nothing was found that calls for anything."];
    const more = html`<button type="button" class="button">All recommendations</button>`;
    more.addEventListener("click", () => openTab("recommendations"));
    const id = incidents[0]?.incident_id ?? "";
    return [
      html`<p><a href=${investigateAddress("incident", id)}>${text(told.title)}</a>${told.when} ${text(told.sentences.join(" "))}</p>`,
      html`<p><strong>What to do first.</strong> ${text(told.first)} ${more}</p>`
    ];
  });
  section.classList.add("investigate-story");
  return section;
}

function risk(address: string, options: TabOptions): HTMLElement {
  return part("summary-risk", "Risk and threat level", ask<RiskRow>(options, riskQuery(address)), rows => {
    const [source] = toSources(rows);
    if (source === undefined) return ["No detector found anything about it, so that it has no risk."];
    return [
      html`<p>${severityMark(source.threat_level)} threat. <strong>${source.risk.toFixed(1)}</strong> of 100. ${behaviourText(source)}.</p>`,
      RiskBars(source)
    ];
  });
}

function place(address: string, options: TabOptions): HTMLElement {
  const found = ask<SourceRow>(options, sourceQuery(address));
  return part("summary-place", "Where it is", found, ([source]) => {
    if (source === undefined) return ["It is not among the addresses of these data."];
    const {continent, country_code, country, region, city, site, place_from, latitude, longitude} = source;
    const isCampus = site !== null;
    const name = isCampus
      ? addressPlace(source)
      : [city, region, country].filter(text => text !== null).join(", ");
    const map = html`<div></div>`;
    if (latitude !== null && longitude !== null)
      void loadWorld().then(
        world => map.replaceChildren(LocatorMap(world, {latitude, longitude, label: name})),
        // The map only repeats what the words say.
        error => console.error(error)
      );
    return [
      map,
      definitions([
        // A campus address is no country's: what is told is its site, and where the campus itself stands.
        ...(isCampus
          ? ([
              ["Place", logText(addressPlace(source), 60)],
              [
                "Where the campus is",
                country === null
                  ? notMeasured
                  : html`<span>${country}${continent === null ? "" : `, ${continent}`} <small>of the site, not of whoever uses the address</small></span>`
              ]
            ] as const)
          : ([
              [
                "Country",
                country_code === null
                  ? notMeasured
                  : valueButton("country", country_code, {shown: country ?? countryName(country_code)})
              ],
              [
                "Region, city",
                [...new Set([region, city].filter(text => text !== null))].join(", ") || notMeasured
              ],
              ["Continent", continent ?? notMeasured],
              ["Campus site", "none: it is outside of the campus"]
            ] as const)),
        [
          "Coordinates",
          latitude === null || longitude === null ? notMeasured : coordinatesText(latitude, longitude)
        ],
        ["This rests on", place_from === null ? "nothing: no source knows its place" : placeBasis(place_from)]
      ]),
      html`<p><a href=${mapAddress(address)}>Show it on the map</a>. An address says where traffic came from last, not who is behind it.</p>`
    ];
  });
}

/** "28.05° north, 81.97° west". */
function coordinatesText(latitude: number, longitude: number): string {
  const part = (degrees: number, ahead: string, behind: string) =>
    `${Math.abs(degrees).toFixed(2)}° ${degrees < 0 ? behind : ahead}`;
  return `${part(latitude, "north", "south")}, ${part(longitude, "east", "west")}`;
}

function placeBasis(from: string): string {
  if (from === "campus") return "the campus's own address ranges (data/campus.yml)";
  return from === "database" ? "the geolocation database" : from;
}

function network(address: string, options: TabOptions): HTMLElement {
  const {workbench, timeZone} = options;
  const {site} = workbench;
  const read = Promise.all([
    ask<HostRow>(options, hostQuery(address)),
    ask<ReputationRow>(options, reputationQuery(address))
  ]);
  return part("summary-network", "Network and reputation", read, ([[host], [reputation]]) => {
    const isp = host?.isp ?? reputation?.isp ?? null;
    const asn = host?.asn ?? reputation?.asn ?? null;
    const range = host?.network ?? reputation?.network ?? null;
    const from = host?.network_from ?? (reputation === undefined ? null : "VirusTotal");
    return [
      definitions([
        [
          "Host name",
          host?.host_name == null
            ? "not known: no log names it"
            : html`<span>${valueButton("domain", host.host_name, {limit: 80})} <small>a guess; ${logText(maskAddresses(host.host_name_from ?? "its basis is not recorded", site), 160)}</small></span>`
        ],
        ["Provider (ISP)", isp === null ? "not measured: no register is at hand" : logText(isp, 80)],
        ["Autonomous system", asn === null ? notMeasured : `AS${asn}`],
        [
          "Network",
          range === null
            ? notMeasured
            : html`<span>${logText(maskAddresses(range, site), 80)} <small>${from === null ? "" : `by ${from}`}</small></span>`
        ],
        [
          "Reputation",
          reputation === undefined
            ? "not measured: VirusTotal was not asked about it"
            : !reputation.known
              ? "VirusTotal has never seen it"
              : html`<span>${formatCount(reputation.malicious)} of ${formatPlural(reputation.reports ?? 0, "vendor")} call it malicious${reputation.analysed_at === null ? "" : `, as of ${formatTime(reputation.analysed_at, timeZone)}`}</span>`
        ]
      ])
    ];
  });
}

function totals(options: TabOptions): HTMLElement {
  const {scope, timeZone} = options;
  const read = Promise.all([
    ask<Totals>(options, totalsQuery(scope)),
    ask<{readonly severity: Severity; readonly told: number}>(options, severitiesQuery(scope)),
    ask<{readonly visits: number}>(options, sessionCountQuery(scope)),
    ask<AttackType>(options, attackTypesQuery(scope)),
    ask<Advice>(options, adviceQuery(scope))
  ]);
  return part(
    "summary-totals",
    scope.isTarget ? "What came to it" : "What it did",
    read,
    ([[sums], severities, [sessions], types, [gravest]]) => {
      if (sums === undefined) return ["Nothing was counted."];
      const alerts = severities.reduce((sum, {told}) => sum + told, 0);
      const exact = (value: number, key: string, text: Node | string = formatCount(value)) =>
        html`<span data-figure=${key} data-value=${value}>${text}</span>`;
      const time = (instant: Date | null) => formatTime(instant, timeZone, true);
      const {first_time, last_time} = sums;
      return [
        definitions([
          [scope.isTarget ? "Events meant for it" : "Events", exact(sums.all_events, "events")],
          [
            "Alerts",
            html`<span>${exact(alerts, "alerts")}${severities.map(({severity, told}) => html` <span class="investigate-count">${severityMark(severity)} ${formatCount(told)}</span>`)}</span>`
          ],
          ["Blocked", exact(sums.blocked, "blocked", blockedText(sums))],
          [
            "Targets",
            html`<span>${exact(sums.targets, "targets")} <small>${targetsText(sums.targets, gravest?.targets ?? null)}</small></span>`
          ],
          ["Ports", exact(sums.ports, "ports")],
          [
            "Accounts tried",
            exact(sums.accounts, "accounts", sums.accounts === 0 ? "none logged" : formatCount(sums.accounts))
          ],
          ["Honeypot sessions", exact(sessions?.visits ?? 0, "sessions")],
          ["Seen in", formatPlural(sums.datasets, "dataset")],
          [
            "Attack types",
            types.length === 0
              ? "none named by any log"
              : html`<span>${types.map(({attack_type, told}, i) => html`${i === 0 ? "" : ", "}${logText(attack_type, 40)} <small>${formatCount(told)}</small>`)}</span>`
          ],
          ["First seen", time(first_time)],
          [
            "Last seen",
            first_time === null || last_time === null
              ? time(last_time)
              : `${time(last_time)}, ${formatSpan(Number(last_time) - Number(first_time))} later`
          ]
        ]),
        html`<p class="frame-footnote">${scope.isTarget ? "It began no event itself." : "Events that it began or is held responsible for."} Exact counts over all of the data, whatever is selected elsewhere.</p>`
      ];
    }
  );
}

function confidence(options: TabOptions): HTMLElement {
  return part(
    "summary-confidence",
    "How sure the detection is",
    ask<DetectorSays>(options, detectorsQuery(options.scope)),
    says => confidenceText(says).map(sentence => html`<p>${sentence}</p>`)
  );
}

function sophistication(options: TabOptions): HTMLElement {
  const {scope, subject} = options;
  const read = Promise.all([
    ask<StyleRow>(options, stylesQuery(scope)),
    ask<TechniqueRow>(options, techniquesQuery(scope))
  ]);
  const technique = subject.incident === null ? null : techniqueText(subject.incident);
  return part("summary-sophistication", "Sophistication", read, ([styles, techniques]) => [
    ...sophisticationText(styles, techniques).map(sentence => html`<p>${sentence}</p>`),
    ...(technique === null ? [] : [html`<p>This incident: ${technique}.</p>`])
  ]);
}

/** The sources of an incident or a campaign, the riskiest first. */
function sourceTable({subject, workbench}: TabOptions): HTMLElement {
  const {site} = workbench;
  const table = dataTable<SubjectSource>(
    subject.sources,
    [
      {
        key: "address",
        label: "Source",
        cell: ({address}) =>
          html`<span>${valueButton("address", address, {site})} <a class="investigate-open" href=${investigateAddress("source", address)} aria-label=${`Investigate ${maskAddress(address, site)}`}>open</a></span>`
      },
      {
        key: "country",
        label: "Where",
        cell: ({country_code, site: campusSite}) =>
          campusSite !== null
            ? logText(`campus: ${campusSite}`, 60)
            : country_code === null
              ? emptyCell("place not known")
              : countryName(country_code)
      },
      {key: "severity", label: "Gravest alert", cell: ({severity}) => severityMark(severity)},
      {
        key: "alerts",
        label: "Alerts here",
        numeric: true,
        cell: ({alerts}) => formatCount(alerts),
        value: ({alerts}) => alerts
      },
      {
        key: "risk",
        label: "Risk",
        numeric: true,
        cell: row => (row.risk === null ? emptyCell() : row.risk.toFixed(1)),
        value: row => row.risk
      }
    ],
    {first: 12}
  );
  return html`<section class="frame investigate-part investigate-wide"><h3>Its ${formatPlural(subject.sources.length, "source")}, the riskiest first</h3><div data-testid="summary-sources">${table}</div></section>`;
}
