import {chartFrame} from "../chart-frame.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText, visibleText} from "../log-text.js";
import {readTimeZone} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import type {CheckedRule} from "./check-rules.js";
import {HitChart} from "./HitChart.js";
import {HitTable} from "./HitTable.js";
import {hitsBy} from "./hit-words.js";
import {shownHits} from "./hits.js";
import type {RuleRun} from "./rule-runner.js";
import {type Silence, silenceNote} from "./silence.js";

/** A rule that was run, and what the same rule hit when the data were made; null where it is another. */
export interface LiveRule {
  readonly rule: CheckedRule;
  readonly run: RuleRun;
  readonly published: number | null;
  /** Why it hit nothing; null where it hit something, and where nobody knows. */
  readonly silence: Silence | null;
}

/** What a rule hit just now: how many events, when, and the first of them. */
export function LiveResult(
  {rule, run, published, silence}: LiveRule,
  number: number,
  workbench: Workbench
): HTMLElement {
  const {site, overview} = workbench;
  const timeZone = readTimeZone(site.time_zone);
  const {hits, attackers, steps, minutes, first, milliseconds} = run;
  const caption = hits > shownHits ? `The first ${shownHits}:` : "All of them:";
  const frame = chartFrame({
    id: `live-${number}`,
    title: `${visibleText(rule.title).slice(0, 200)}: ${hitsBy(run)}`,
    subtitle: [
      `Counted here in ${formatCount(Math.max(1, milliseconds))} ms.`,
      comparison(hits, published),
      ...rule.notes.map(note => `Note: ${visibleText(note)}.`)
    ].join(" "),
    ...(silence === null ? {} : {legend: silenceNote(silence)}),
    rows: steps,
    query: {sql: rule.sql ?? ""},
    note: "The rule as DuckDB's SQL, over the view logs of all published events and details. The rows below count its hits.",
    height: 130,
    total: () => hits,
    empty: "Nothing in these data matches.",
    draw: (rows, {width}) =>
      html`<div>${HitChart(rows, {width, range: overview.data, timeZone, minutes})}<p>${caption}</p>${HitTable(first, {site, timeZone})}</div>`
  });
  frame.dataset.hits = String(hits);
  if (attackers !== null) frame.dataset.attackers = String(attackers);
  if (published !== null) frame.dataset.published = String(published);
  return frame;
}

function comparison(hits: number, published: number | null): string {
  if (published === null) return "It was not run like this when the data were made.";
  if (hits === published) return `${formatCount(published)} when the data were made: the same.`;
  return `${formatCount(published)} when the data were made, which should be the same: one of the two is wrong.`;
}

/** A rule that could not be run, and why. */
export function failedResult({title}: CheckedRule, reason: string): HTMLElement {
  return html`<p class="rule-message" data-state="invalid">${logText(title, 200)}: ${reason}</p>`;
}
