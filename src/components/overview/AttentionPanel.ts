import type {Attention, Unusual} from "../../engine/attention.js";
import {type AttentionWords, describeAttention, describeUnusual} from "../../engine/attention-sentence.js";
import type {CubeRow} from "../../engine/cube.js";
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
import {attackerSentence} from "./attacker-sentence.js";
import type {Attacker} from "./attackers.js";
import {targetFinding} from "./target-finding.js";

export interface AttentionPanelOptions {
  readonly window: TimeRange;
  /** All there is. */
  readonly data: TimeRange;
  /** Addresses that the selection is limited to. */
  readonly sources: readonly string[];
  readonly timeZone: string;
  readonly site: MaskedSite;
  /** The window's incidents, the gravest first. */
  readonly incidents: readonly Incident[] | Promise<readonly Incident[]>;
  /** Whom the window's alerts are about, the riskiest first. */
  readonly attackers: readonly Attacker[] | Promise<readonly Attacker[]>;
  /** The window's events by severity, service and country. */
  readonly targets: readonly CubeRow[];
  /** The worst session, where honeypots were visited. */
  readonly session: Node | null;
}

/** Stretches of time listed beside the one that the sentence names. */
const listed = 5;

/** The four questions of the site, each with its answer and where there is more; of a window without events the first alone. */
export function AttentionPanel(attention: Attention, options: AttentionPanelOptions): HTMLElement {
  const {window, timeZone, targets} = options;
  const words: AttentionWords = {
    range: (from, to) => formatTimeRange(from, to, timeZone),
    dataset: name => datasetLabel[name as Dataset] ?? name
  };
  const {status, alerts, traffic, basis} = describeAttention(attention, words);
  const [strongest, ...others] = attention.unusual;
  const isEmpty = attention.status === "empty";
  const okay = html`<p class="attention-sentence"><strong>${status}.</strong> <span data-testid="attention-sentence">${alerts ?? emptiness(options)}</span></p>`;
  const there = (page: string) => windowAddress(page, window, location.search);
  const answers: readonly (readonly [question: string, answer: readonly (Node | null)[]])[] = isEmpty
    ? [["Is everything okay?", [okay, html`<p class="attention-links">${showAll(options)}</p>`]]]
    : [
        ["Is everything okay?", [okay, alertLinks(attention, window)]],
        ["Where should I look first?", [whatItIsAbout(options), options.session]],
        [
          "What is happening over time?",
          [
            html`<p data-testid="attention-traffic">${traffic}</p>`,
            stretchLinks(strongest, window),
            others.length === 0
              ? html`<p class="attention-basis">${basis}</p>`
              : otherStretches(others, words, basis)
          ]
        ],
        [
          "Who is attacking, and what are they after?",
          [
            whoAttacks(options),
            html`<p data-testid="targets">${targetFinding(targets)}</p>`,
            linkLine([
              html`<a href=${there("./map.html")}>where they are on the Map</a>`,
              html`<a href=${there("./services.html")}>what they reached for on Services</a>`
            ])
          ]
        ]
      ];
  return html`<section class="attention" data-testid="attention" data-status=${attention.status} aria-label="Four questions, and their answers">
  <dl class="attention-answers">${answers.map(([question, answer]) => html`<div><dt>${question}</dt><dd>${answer}</dd></div>`)}</dl>
</section>`;
}

/** Its line is there from the start, so that nothing moves when the rows arrive. */
function whatItIsAbout({incidents, site}: AttentionPanelOptions): HTMLElement {
  const line = html`<p class="attention-who" data-testid="attention-who" data-state="loading">Looking up the gravest incident …</p>`;
  void fillLater(line, Promise.resolve(incidents), "The gravest incident", ([gravest]) =>
    gravest === undefined
      ? ["No incident: nothing that was found adds up to one."]
      : [
          "The gravest incident: ",
          html`<strong>${incidentLink(gravest)}</strong>`,
          ", by ",
          who(gravest, site),
          ". What to do first: ",
          logText(gravest.recommendation, 300)
        ]
  );
  return line;
}

function whoAttacks({attackers, site}: AttentionPanelOptions): HTMLElement {
  const line = html`<p class="attention-attacker" data-testid="attention-attacker" data-state="loading">Looking up the riskiest attacker …</p>`;
  void fillLater(line, Promise.resolve(attackers), "The riskiest attacker", ([riskiest]) =>
    attackerSentence(riskiest, site)
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

function alertLinks({open}: Attention, window: TimeRange): HTMLElement | null {
  const grave = (["critical", "high"] as const).filter(severity => open[severity] > 0);
  return linkLine(
    grave.map(
      severity =>
        html`<a href=${windowAddress("./alerts.html", window, location.search, {severity})}>the ${severity} alerts</a>`
    )
  );
}

function stretchLinks(strongest: Unusual | undefined, window: TimeRange): HTMLElement | null {
  return linkLine(
    strongest === undefined
      ? [
          html`<a href=${windowAddress("./timeline.html", window, location.search)}>this window on the Timeline</a>`
        ]
      : [
          html`<a href=${address("./alerts.html", strongest)} data-testid="unusual-alerts">alerts of the most unusual stretch</a>`,
          html`<a href=${address("./timeline.html", strongest)}>that stretch on the Timeline</a>`
        ]
  );
}

function linkLine(links: readonly HTMLElement[]): HTMLElement | null {
  if (links.length === 0) return null;
  return html`<p class="attention-links">Look at: ${links.flatMap((link, i) => (i === 0 ? [link] : [" · ", link]))}</p>`;
}

function otherStretches(others: readonly Unusual[], words: AttentionWords, basis: string): HTMLElement {
  const items = others
    .slice(0, listed)
    .map(
      unusual =>
        html`<li><a href=${address("./alerts.html", unusual)}>${describeUnusual(unusual, words)}</a>.</li>`
    );
  const rest = others.length - items.length;
  return html`<details>
  <summary>What else stands out, and how that is judged</summary>
  <ul>${items}${rest > 0 ? html`<li>… and ${rest} less unusual.</li>` : null}</ul>
  <p class="attention-basis">${basis}</p>
</details>`;
}

function address(page: string, {from, to, dataset}: Unusual): string {
  return windowAddress(page, {from, to}, location.search, {dataset});
}
