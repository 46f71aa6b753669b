import {currentId} from "../../engine/attack/techniques.js";
import {levels} from "../../engine/sigma/rule.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {rowBrowser} from "../row-browser.js";
import {firstRows} from "../row-excerpt.js";
import type {Rule} from "./rule.js";
import {ruleColumns, stateText} from "./rule-columns.js";
import {isNoisy, isSlow, type QualityScale} from "./rule-quality.js";
import type {RuleSearch} from "./rule-search.js";

export interface RuleBrowserOptions {
  readonly scale: QualityScale;
  /** Called when the reader opens a rule. */
  readonly open: (rule: Rule) => void;
  /** What other parts of the page ask to be listed. */
  readonly search: RuleSearch;
  /** Rules shown at first. @default 25 */
  readonly first?: number;
}

const filters: Readonly<
  Record<string, {readonly label: string; readonly keeps: (rule: Rule, scale: QualityScale) => boolean}>
> = {
  all: {label: "All", keeps: () => true},
  seen: {label: "Saw something", keeps: ({standsAlone, hits}) => standsAlone && (hits ?? 0) > 0},
  silent: {label: "Silent", keeps: ({standsAlone, hits}) => standsAlone && hits === 0},
  odd: {label: "Noisy or slow", keeps: (rule, scale) => isNoisy(rule, scale) || isSlow(rule, scale)},
  idle: {label: "Not running", keeps: ({state}) => state !== "compiled"},
  serving: {label: "Serve others", keeps: rule => stateText(rule) === "serves others"}
};

/** Rules as a table to search, filter and sort; the gravest that saw something first. */
export function RuleBrowser(
  rules: readonly Rule[],
  {scale, open, search, first = 25}: RuleBrowserOptions
): HTMLElement {
  const ordered = [...rules].sort(byGravity);
  let filter = "all";
  const buttons = Object.entries(filters).flatMap(([name, {label, keeps}]) => {
    const n = rules.filter(rule => keeps(rule, scale)).length;
    if (n === 0) return [];
    const button = html`<button type="button" data-filter=${name}>${label} <small>${formatCount(n)}</small></button>`;
    button.addEventListener("click", () => {
      choose(name);
      browser.update();
    });
    return [{name, button}];
  });
  const browser = rowBrowser({
    name: "rule",
    total: rules.length,
    rows() {
      const keeps = filters[filter]?.keeps ?? (() => true);
      return ordered.filter(rule => keeps(rule, scale));
    },
    columns: ruleColumns(scale),
    textOf,
    hint: "Title, technique, file …",
    attributes: ({key, state}) => ({"data-rule": key, "data-state": state}),
    open,
    excerpt: firstRows(first),
    controls: html`<div class="choice" role="group" aria-label="Rules listed">${buttons.map(({button}) => button)}</div>`
  });

  function choose(chosen: string): void {
    filter = chosen;
    for (const {name, button} of buttons) button.setAttribute("aria-pressed", String(name === chosen));
  }

  search.watch(text => {
    choose("all");
    browser.search(text);
  });
  choose("all");
  return browser.node;
}

const textOf = (rule: Rule) =>
  [
    rule.title,
    rule.description,
    rule.techniques.flatMap(id => [id, currentId(id)]).join(" "),
    rule.file,
    rule.id,
    rule.level,
    stateText(rule)
  ].join("\n");

/** Rules whose hits are findings first, by level, then by hits; what does not run last. */
function byGravity(a: Rule, b: Rule): number {
  const rank = (rule: Rule) => [
    rule.state === "compiled" ? (rule.standsAlone ? 2 : 1) : 0,
    Number((rule.hits ?? 0) > 0),
    rule.level === null ? -1 : levels.indexOf(rule.level),
    rule.hits ?? 0
  ];
  const [x, y] = [rank(a), rank(b)];
  const differs = x.findIndex((value, i) => value !== y[i]);
  return differs < 0 ? 0 : (y[differs] ?? 0) - (x[differs] ?? 0);
}
