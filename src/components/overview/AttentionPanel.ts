import type {Attention, Unusual} from "../../engine/attention.js";
import {type AttentionWords, describeAttention, describeUnusual} from "../../engine/attention-sentence.js";
import type {Dataset} from "../../engine/event.js";
import type {TimeRange} from "../../engine/selection.js";
import {fillLater} from "../fill-later.js";
import {html} from "../html.js";
import type {Incident} from "../incidents/incident.js";
import {incidentLink} from "../incidents/incident-columns.js";
import {who} from "../incidents/incident-words.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddress} from "../mask.js";
import {datasetLabel} from "../palette.js";
import {formatTimeRange} from "../time-zone.js";
import {windowAddress, zoomsHere} from "../zoom.js";

export interface AttentionPanelOptions {
  readonly window: TimeRange;
  /** All there is. */
  readonly data: TimeRange;
  /** Addresses that the selection is limited to. */
  readonly sources: readonly string[];
  readonly timeZone: string;
  readonly site: MaskedSite;
  /** The window's incidents, the gravest first; asked for only where a critical or high alert is open. */
  readonly incidents: () => readonly Incident[] | Promise<readonly Incident[]>;
}

/** Stretches of time listed beside the one that the sentence names. */
const listed = 5;

/** The answer to "is everything okay?": a word, what it is about and by whom, and where to look. */
export function AttentionPanel(attention: Attention, options: AttentionPanelOptions): HTMLElement {
  const {window, timeZone} = options;
  const words: AttentionWords = {
    range: (from, to) => formatTimeRange(from, to, timeZone),
    dataset: name => datasetLabel[name as Dataset] ?? name
  };
  const {status, alerts, traffic, basis} = describeAttention(attention, words);
  const [strongest, ...others] = attention.unusual;
  const isEmpty = attention.status === "empty";
  const first = alerts ?? (isEmpty ? emptiness(options) : traffic);
  return html`<section class="attention" data-testid="attention" data-status=${attention.status} aria-label="Is everything okay?">
  <p class="attention-sentence"><strong>${status}.</strong> <span data-testid="attention-sentence">${first}</span></p>
  ${alerts === null ? null : whatItIsAbout(options)}
  ${alerts === null ? null : html`<p data-testid="attention-traffic">${traffic}</p>`}
  <p class="attention-links">${isEmpty ? showAll(options) : whereToLook(strongest, attention, window)}</p>
  ${others.length === 0 ? null : otherStretches(others, words)}
  ${basis === "" ? null : html`<p class="attention-basis">${basis}</p>`}
</section>`;
}

/** Its line is there from the start, so that nothing moves when the rows arrive. */
function whatItIsAbout({incidents, site}: AttentionPanelOptions): HTMLElement {
  const line = html`<p class="attention-sentence attention-who" data-testid="attention-who" data-state="loading">Looking up the gravest incident …</p>`;
  void fillLater(line, Promise.resolve(incidents()), "The gravest incident", ([gravest]) =>
    gravest === undefined
      ? ["None of them is part of an incident."]
      : [
          "The gravest incident: ",
          html`<strong>${incidentLink(gravest)}</strong>`,
          ", by ",
          who(gravest, site),
          "."
        ]
  );
  return line;
}

function emptiness({data, sources, timeZone, site}: AttentionPanelOptions): Node {
  const range = formatTimeRange(data.from, data.to, timeZone);
  const listedSources = sources.flatMap((source, i) => [
    i === 0 ? "" : ", ",
    logText(maskAddress(source, site))
  ]);
  return sources.length === 0
    ? html`<span>This window holds no events; the data runs from ${range}.</span>`
    : html`<span>No events from ${listedSources} in this window; the data runs from ${range}.</span>`;
}

function showAll({data}: AttentionPanelOptions): Node {
  const link = html`<a href=${windowAddress("", data, location.search)}>Show all of the data</a>`;
  zoomsHere(link, data);
  return link;
}

function whereToLook(strongest: Unusual | undefined, {open}: Attention, window: TimeRange): Node[] {
  const links: Node[] = [];
  for (const severity of ["critical", "high"] as const) {
    if (open[severity] === 0) continue;
    links.push(
      html`<a href=${windowAddress("./alerts.html", window, location.search, {severity})}>the ${severity} alerts</a>`
    );
  }
  if (strongest !== undefined) {
    links.push(
      html`<a href=${address("./alerts.html", strongest)} data-testid="unusual-alerts">alerts of the most unusual stretch</a>`,
      html`<a href=${address("./timeline.html", strongest)}>that stretch on the Timeline</a>`
    );
  }
  if (links.length === 0) {
    links.push(
      html`<a href=${windowAddress("./timeline.html", window, location.search)}>this window on the Timeline</a>`
    );
  }
  const separated = links.flatMap((link, i) => (i === 0 ? [link] : [document.createTextNode(" · "), link]));
  return [document.createTextNode("Look at: "), ...separated];
}

function otherStretches(others: readonly Unusual[], words: AttentionWords): HTMLElement {
  const items = others
    .slice(0, listed)
    .map(
      unusual =>
        html`<li><a href=${address("./alerts.html", unusual)}>${describeUnusual(unusual, words)}</a>.</li>`
    );
  const rest = others.length - items.length;
  return html`<details>
  <summary>What else stands out</summary>
  <ul>${items}${rest > 0 ? html`<li>… and ${rest} less unusual.</li>` : null}</ul>
</details>`;
}

function address(page: string, {from, to, dataset}: Unusual): string {
  return windowAddress(page, {from, to}, location.search, {dataset});
}
