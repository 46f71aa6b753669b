import {dataTable} from "../data-table.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddress, maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {moreButton} from "../values/value.js";
import type {RiskRow, SourceRisk} from "./risk.js";
import {toSources} from "./risk.js";
import {behaviourText, guesses, partsText, partWords, placeText, riskParts} from "./risk-words.js";

export interface RiskTableOptions {
  readonly site: MaskedSite;
  /** Where a source leads. */
  readonly address: (source: string) => string;
}

/** Sources with their risk as a bar of its parts, and the parts in words below it. */
export function RiskTable(rows: readonly RiskRow[], {site, address}: RiskTableOptions): HTMLElement {
  const table = dataTable(
    toSources(rows),
    [
      {
        key: "address",
        label: "Source",
        cell: source => html`<div class="risk-source">
  <a href=${address(source.address)} data-source=${source.address}>${logText(maskAddress(source.address, site))}</a>${moreButton("address", source.address, {site})}
  <small>${placeText(source)}</small>${guessList(source, site)}</div>`
      },
      {key: "level", label: "Threat", cell: ({threat_level}) => severityMark(threat_level)},
      {
        key: "risk",
        label: "Risk",
        title: "0 to 100: the sum of its parts",
        numeric: true,
        cell: ({risk}) => risk.toFixed(1),
        value: ({risk}) => risk
      },
      {
        key: "parts",
        label: "What it is made of",
        cell: source => html`<div class="risk-parts">${RiskBar(source)}${RiskWords(source)}</div>`
      },
      {
        key: "incidents",
        label: "Incidents",
        numeric: true,
        cell: ({incidents}) => formatCount(incidents),
        value: ({incidents}) => incidents
      },
      {
        key: "alerts",
        label: "Alerts",
        numeric: true,
        cell: ({alerts}) => formatCount(alerts),
        value: ({alerts}) => alerts
      }
    ],
    {stacks: true}
  );
  const isGuessed = rows.some(row => guesses(row).length > 0);
  return html`<div class="risk-table">${riskLegend(rows)}${table}${
    isGuessed
      ? html`<p class="frame-footnote">Names and networks of sources are guesses; in brackets is what each rests on.</p>`
      : null
  }</div>`;
}

/** What a source did, in a sentence; the sum of its risk folded below. */
export function RiskWords(source: Pick<SourceRisk, "parts">): HTMLElement {
  return html`<div class="risk-words"><span>${behaviourText(source)}.</span>
<details><summary>how the points add up</summary><span>${partsText(source)}</span></details></div>`;
}

/** A risk out of 100, its parts beside each other in the order of the legend. */
export function RiskBar({risk, parts}: Pick<SourceRisk, "risk" | "parts">): HTMLElement {
  const order = Object.keys(riskParts);
  const sorted = parts.toSorted((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
  return html`<div class="risk-bar" role="img" aria-label=${`risk ${risk.toFixed(1)} of 100`}>${sorted.map(
    part =>
      html`<i data-part=${part.part} data-points=${part.points} title=${`${partWords(part)}: ${part.points.toFixed(1)} points`} style=${{width: `${part.points}%`, background: riskParts[part.part]?.fill ?? "var(--severity-none)"}}></i>`
  )}</div>`;
}

function riskLegend(rows: readonly RiskRow[]): HTMLElement {
  const present = new Set(rows.map(({part}) => part));
  const known = Object.entries(riskParts).filter(([part]) => present.has(part));
  return html`<div class="drawn-legend">${known.map(([, {label, fill}]) => html`<span><i style=${{background: fill}}></i>${label}</span>`)}</div>`;
}

/** What it may be called and whose it may be, and what that rests on. */
export function guessList(source: RiskRow, site: MaskedSite): readonly HTMLElement[] {
  return guesses(source).map(
    ({value, basis}) =>
      html`<small>${logText(maskAddresses(value, site), 60)} <em>(${logText(maskAddresses(basis, site), 120)})</em></small>`
  );
}
