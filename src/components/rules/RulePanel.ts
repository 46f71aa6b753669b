import {techniqueName} from "../../engine/attack/techniques.js";
import {chartFrame} from "../chart-frame.js";
import {definitions} from "../definitions.js";
import {formatCount, formatPlural, formatShare, notMeasured} from "../format.js";
import {html} from "../html.js";
import {logText, visibleText} from "../log-text.js";
import {pending} from "../pending.js";
import {readTimeZone} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {HitChart, hitMinutes} from "./HitChart.js";
import {HitTable} from "./HitTable.js";
import {type Hit, type HitStep, hitStepsQuery, hitsQuery, shownHits} from "./hits.js";
import {referenceLink} from "./reference-link.js";
import type {Rule} from "./rule.js";
import {levelMark, rateText, stateText} from "./rule-columns.js";

export interface RulePanelOptions {
  readonly workbench: Workbench;
  /** Called when the reader wants to change the rule. */
  readonly edit: (rule: Rule) => void;
}

/** Everything known about one rule: what it means, how it did, what it hit, and how it is written. */
export function RulePanel(rule: Rule, {workbench, edit}: RulePanelOptions): HTMLElement {
  const {title, description, state, message, source, sql, file, line} = rule;
  const button = html`<button type="button" class="button" data-testid="edit-rule">Edit a copy</button>`;
  button.addEventListener("click", () => edit(rule));
  return html`<article class="panel rule-panel" data-testid="rule-panel" data-rule=${rule.key}>
  <h2>${logText(title ?? `${file}:${line}`, 200)}</h2>
  <p class="panel-reason">${description === null ? "Its author does not say what it means." : logText(oneLine(description), 4000)}</p>
  ${message === null ? null : html`<p class="rule-message" data-state=${state}>${state === "compiled" ? "Note: " : ""}${logText(message, 1000)}</p>`}
  ${source === null ? null : html`<p>${button}</p>`}
  ${definitions([
    ["Level", levelMark(rule)],
    ["State", stateWords(rule)],
    [
      "ATT&CK techniques",
      lines(rule.techniques.map(id => html`<span>${logText(`${id} ${techniqueName(id)}`, 200)}</span>`))
    ],
    ["Log source", rule.logSource === null ? "that of the rules it refers to" : logText(rule.logSource, 200)],
    ["What else sets it off", lines(rule.falsePositives.map(text => logText(oneLine(text), 400)))],
    ["References", lines(rule.references.map(referenceLink))],
    ["Status", rule.status ?? "not said"],
    ["Id", rule.id === null ? "none" : html`<code>${logText(rule.id, 80)}</code>`],
    ["File", html`<code>${logText(`data/rules/${file}`, 200)}</code>`]
  ])}
  <h3>How it did</h3>
  ${definitions(judgement(rule))}
  <h3>What it hit</h3>
  ${hitsOf(rule, workbench)}
  <h3>The rule as written</h3>
  ${line > 1 ? html`<p>It begins at line ${line} of its file; what stands before belongs to it.</p>` : null}
  ${source === null ? html`<p>It could not be read.</p>` : code(source, "rule-yaml")}
  <h3>The SQL it compiles to</h3>
  ${sql === null ? html`<p>None: it does not run.</p>` : code(sql, "rule-sql")}
</article>`;
}

function stateWords(rule: Rule): string {
  if (rule.state === "compiled" && !rule.standsAlone)
    return "runs, but only serves correlations: its hits are no findings";
  return stateText(rule);
}

function judgement(rule: Rule): readonly (readonly [string, string])[] {
  const {hits, attackers, alerts, attackHits, normalHits, precision, falsePositiveRate, cost} = rule;
  if (hits === null) return [["Hits", "it did not run"]];
  const judged = attackHits === null || normalHits === null;
  return [
    [
      "Hits",
      `${formatPlural(hits, "event")}, ${attackers === null ? "whose logs name no address" : `about ${formatPlural(attackers, "attacker")}`}`
    ],
    ["Alerts", formatCount(alerts)],
    [
      "Precision",
      judged
        ? notMeasured
        : hits === 0
          ? "nothing was hit"
          : `${formatShare(precision)}: ${formatCount(attackHits)} attacks, ${formatCount(normalHits)} normal events`
    ],
    [
      "False-positive rate",
      falsePositiveRate === null ? notMeasured : `${rateText(falsePositiveRate)} of normal events`
    ],
    ["Cost", cost === null ? notMeasured : `${cost} ms when the data were made`]
  ];
}

function hitsOf(rule: Rule, workbench: Workbench): HTMLElement {
  const {id, title, hits, standsAlone, state} = rule;
  if (state !== "compiled" || hits === null) return html`<p>Nothing: it did not run.</p>`;
  if (hits === 0) return html`<p>Nothing in these data.</p>`;
  if (!standsAlone || id === null)
    return html`<p>${formatPlural(hits, "event")}. Only hits that are findings are kept; edit a copy and run it to see these.</p>`;
  const timeZone = readTimeZone(workbench.site.time_zone);
  const range = workbench.overview.data;
  const minutes = hitMinutes(range);
  const chart = chartFrame({
    // A frame shows its last drawing until the next is there, which must not be another rule's.
    id: `hits-of-${rule.file}:${rule.line}`,
    title: `${formatPlural(hits, "hit")} over time`,
    ...workbench.ask<HitStep>(hitStepsQuery(id, minutes)),
    height: 130,
    total: rows => rows.reduce((sum, row) => sum + row.hits, 0),
    draw: (rows, {width}) => HitChart(rows, {width, range, timeZone, minutes})
  });
  const first = Promise.resolve(workbench.ask<Hit>(hitsQuery(id, title ?? "")).rows);
  const caption = hits > shownHits ? `The first ${shownHits}:` : "All of them:";
  return html`<div>${chart}<p>${caption}</p>${pending(first, "Fetching the events …", rows =>
    HitTable(rows, {site: workbench.site, timeZone})
  )}</div>`;
}

/** Text of many lines, with what is invisible in it shown by name. */
const code = (text: string, testId: string) =>
  html`<pre class="raw-text rule-code" data-copy="none" data-testid=${testId}>${text.split(/\r?\n/).map(visibleText).join("\n")}</pre>`;

/** Line breaks of a description only wrap it. */
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

const lines = (items: readonly Node[]) =>
  items.length === 0
    ? "none named"
    : html`<ul class="rule-lines">${items.map(item => html`<li>${item}</li>`)}</ul>`;
