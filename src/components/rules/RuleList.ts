import {html} from "../html.js";
import {RuleBrowser, type RuleBrowserOptions} from "./RuleBrowser.js";
import type {Rule} from "./rule.js";
import {rulesFootnote} from "./rule-findings.js";

/** The table of rules and how to read it. */
export function RuleList(rules: readonly Rule[], options: RuleBrowserOptions): HTMLElement {
  const judged = rules.some(({falsePositiveRate}) => falsePositiveRate !== null);
  return html`<div>${RuleBrowser(rules, options)}<p class="frame-footnote">${rulesFootnote(options.scale, judged)}</p></div>`;
}
