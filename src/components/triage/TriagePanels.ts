import type {Severity} from "../../engine/event.js";
import {severityAction} from "../alerts/severity-guide.js";
import {chartFrame} from "../chart-frame.js";
import {capitalise, formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {moreButton} from "../values/value.js";
import type {Answer} from "../workbench/workbench.js";
import {chosenOf, type Facet, type Narrowed} from "./facet.js";
import {facetValue} from "./facet-words.js";
import type {CountRow} from "./triage-query.js";

const grave = ["critical", "high", "medium", "low"] as const;
const ofLevel: readonly Severity[] = ["none", "low", "medium", "high", "critical"];

/** How many rows each severity has, and what it calls for; a press narrows the table to it. */
export function severityStrip(
  counts: ReadonlyMap<string, number> | null,
  narrowed: Narrowed,
  toggle: (facet: Facet, value: string) => void
): HTMLElement {
  const chosen = chosenOf("severity", narrowed);
  const cards = grave.map(severity => {
    const count = counts === null ? null : (counts.get(severity) ?? 0);
    const button = html`<button type="button" class="severity-card" data-severity=${severity} data-rows=${count} aria-pressed=${String(chosen.includes(severity))}>
      ${severityMark(severity)}
      <strong>${count === null ? "…" : formatCount(count)}</strong>
      <span>${severityAction[severity]}</span>
    </button>`;
    button.addEventListener("click", () => toggle("severity", severity));
    return button;
  });
  return html`<div class="severity-strip" role="group" aria-label="Severity, and what each calls for" data-testid="severity-strip">${cards}</div>`;
}

export interface TriagePanelsOptions {
  readonly site: MaskedSite;
  readonly narrowed: Narrowed;
  readonly noun: string;
  readonly toggle: (facet: Facet, value: string) => void;
}

interface PanelOptions {
  readonly id: string;
  readonly facet: Facet;
  readonly title: string;
  readonly subtitle: string;
  readonly empty: string;
  /** What stands at the end of a row. */
  readonly measure: (row: CountRow) => string | Node;
}

/** What is behind the rows: signatures, sources, destinations and campus sites, each of which narrows the table. */
export function TriagePanels(answer: Answer<CountRow>, options: TriagePanelsOptions): HTMLElement {
  const noun = capitalise(options.noun);
  const panels: readonly PanelOptions[] = [
    {
      id: "triage-findings",
      facet: "finding",
      title: "What was found most: signatures and vulnerabilities tried",
      subtitle: `Each finding with its gravest severity and its ${noun.toLowerCase()}.`,
      empty: "No finding in what matches.",
      measure: ({level}) => (level === null ? "" : severityMark(ofLevel[level] ?? "none"))
    },
    {
      id: "triage-sources",
      facet: "source",
      title: "Who: the sources of highest risk",
      subtitle: `Risk is 0 to 100: the strongest finding, with what corroborates it. Last, the ${noun.toLowerCase()} about each.`,
      empty: "Nothing that matches names a source.",
      measure: ({risk}) => riskBar(risk)
    },
    {
      id: "triage-destinations",
      facet: "destination",
      title: "Against whom: destinations",
      subtitle: `By how many sources, and the ${noun.toLowerCase()} against each.`,
      empty: "Nothing that matches names a destination.",
      measure: ({attackers}) =>
        attackers === null ? "" : html`<small>${formatPlural(attackers, "source")}</small>`
    },
    {
      id: "triage-sites",
      facet: "site",
      title: "Campus sites at risk",
      subtitle: `The site's risk over all of the data, and the ${noun.toLowerCase()} against what is there.`,
      empty: "Nothing that matches is against a campus site.",
      measure: ({risk}) => riskBar(risk)
    }
  ];
  return html`<div class="triage-panels">${panels.map(panel => panelFrame(panel, answer, options))}</div>`;
}

function panelFrame(
  {id, facet, title, subtitle, empty, measure}: PanelOptions,
  {rows, query}: Answer<CountRow>,
  {site, narrowed, toggle}: TriagePanelsOptions
): HTMLElement {
  const chosen = chosenOf(facet, narrowed);
  const own = Promise.resolve(rows).then(all => all.filter(row => row.facet === facet && row.value !== null));
  return chartFrame<CountRow>({
    id,
    title,
    subtitle,
    rows: own,
    query,
    note: `The rows of this query whose facet is "${facet}".`,
    height: 200,
    empty,
    total: all => all.reduce((sum, row) => sum + row.rows, 0),
    draw: all => html`<ul class="triage-list">${all.map(entry)}</ul>`
  });

  function entry(row: CountRow): HTMLElement {
    const value = row.value ?? "";
    const isChosen = chosen.includes(value);
    const button = html`<button type="button" class="triage-entry" aria-pressed=${String(isChosen)} data-value=${value}>${facetValue(facet, value, site)}</button>`;
    button.addEventListener("click", () => toggle(facet, value));
    const menu =
      facet === "source" || facet === "destination"
        ? moreButton(facet === "source" ? "address" : "destination", value, {site})
        : null;
    return html`<li data-value=${value} data-rows=${row.rows} data-risk=${row.risk}>${button}${menu}<span class="triage-measure">${measure(row)}</span><span class="facet-rows">${formatCount(row.rows)}</span></li>`;
  }
}

function riskBar(risk: number | null): HTMLElement {
  if (risk === null) return html`<small>risk not measured</small>`;
  return html`<span class="triage-risk"><i style=${`width:${Math.round(risk * 0.4)}px`}></i>${risk.toFixed(1)}</span>`;
}
