import {currentId} from "../../engine/attack/techniques.js";
import {levels} from "../../engine/sigma/rule.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import type {Rule} from "./rule.js";
import {type RuleColumn, ruleColumns, stateText} from "./rule-columns.js";
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
  {scale, open, search: asked, first = 25}: RuleBrowserOptions
): HTMLElement {
  const columns = ruleColumns(scale);
  const ordered = [...rules].sort(byGravity);
  const texts = new Map(rules.map(rule => [rule, textOf(rule)]));
  let sorted: {readonly column: RuleColumn; readonly descending: boolean} | undefined;
  let filter = "all";
  let showsAll = false;

  const search =
    html`<input type="search" placeholder="Title, technique, file …" aria-label="Search rules" spellcheck="false">` as HTMLInputElement;
  const count = html`<span role="status" data-testid="rule-count"></span>`;
  const buttons = Object.entries(filters).flatMap(([name, {label, keeps}]) => {
    const n = rules.filter(rule => keeps(rule, scale)).length;
    if (n === 0) return [];
    const button = html`<button type="button" data-filter=${name}>${label} <small>${formatCount(n)}</small></button>`;
    button.addEventListener("click", () => {
      filter = name;
      render();
    });
    return [{name, button}];
  });
  const headers = columns.map(column => {
    const button = html`<button type="button">${column.label}</button>`;
    button.addEventListener("click", () => sortBy(column));
    const header = html`<th scope="col" data-column=${column.key} title=${column.title ?? null} class=${column.numeric ? "numeric" : null}>${button}</th>`;
    return {column, header};
  });
  const body = html`<tbody></tbody>`;
  const more = html`<button type="button" class="table-more"></button>`;
  const rows = new Map<Rule, HTMLElement>();
  const browser = html`<div class="rule-browser">
  <div class="rule-controls">${search}<div class="choice" role="group" aria-label="Rules listed">${buttons.map(({button}) => button)}</div>${count}</div>
  <div class="data-table" tabindex="0" role="region" aria-label="Rules; scrolls sideways">
    <table><thead><tr>${headers.map(({header}) => header)}</tr></thead>${body}</table>
  </div>
  ${more}
</div>`;

  function sortBy(column: RuleColumn): void {
    // Numbers and levels are asked for from the top; names from A.
    const sample = ordered.map(column.order).find(value => value !== null);
    const descending = sorted?.column === column ? !sorted.descending : typeof sample === "number";
    sorted = {column, descending};
    render();
  }

  function rowOf(rule: Rule): HTMLElement {
    let row = rows.get(rule);
    if (row === undefined) {
      row = createRow(rule);
      rows.set(rule, row);
    }
    return row;
  }

  function createRow(rule: Rule): HTMLElement {
    const cells = columns.map(
      ({key, label, cell, numeric, value}) =>
        html`<td data-column=${key} data-label=${label} data-value=${value?.(rule) ?? null} class=${numeric ? "numeric" : null}>${cell(rule)}</td>`
    );
    const element = html`<tr data-rule=${rule.key} data-state=${rule.state}>${cells}</tr>`;
    // The link in the row is what the keyboard reaches; a click anywhere in it does the same.
    element.addEventListener("click", event => {
      // Opening the link in a new tab, and selecting text to copy it, must stay possible.
      const isSelecting = getSelection()?.isCollapsed === false;
      if (event.ctrlKey || event.metaKey || event.shiftKey || isSelecting) return;
      event.preventDefault();
      element.querySelector("a")?.focus();
      open(rule);
    });
    return element;
  }

  function render(): void {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const kept = filters[filter]?.keeps ?? (() => true);
    const matching = ordered.filter(
      rule => kept(rule, scale) && words.every(word => texts.get(rule)?.includes(word))
    );
    const shown = sorted === undefined ? matching : sortRules(matching, sorted.column, sorted.descending);
    const limit = showsAll ? shown.length : first;
    body.replaceChildren(...shown.slice(0, limit).map(rowOf));
    count.textContent =
      shown.length === rules.length
        ? formatPlural(rules.length, "rule")
        : `${formatCount(shown.length)} of ${formatPlural(rules.length, "rule")}`;
    more.hidden = shown.length <= first;
    more.textContent = showsAll
      ? `Show only the first ${formatCount(first)}`
      : `Show all ${formatCount(shown.length)}`;
    more.setAttribute("aria-expanded", String(showsAll));
    for (const {name, button} of buttons) button.setAttribute("aria-pressed", String(name === filter));
    for (const {column, header} of headers) {
      if (sorted?.column === column)
        header.setAttribute("aria-sort", sorted.descending ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    }
  }

  search.addEventListener("input", event => {
    event.stopPropagation();
    render();
  });
  more.addEventListener("click", () => {
    showsAll = !showsAll;
    render();
  });
  asked.watch(text => {
    search.value = text;
    filter = "all";
    render();
    browser.scrollIntoView({block: "start"});
    search.focus({preventScroll: true});
  });
  render();
  return browser;
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
  ]
    .join("\n")
    .toLowerCase();

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

/** Equal rows keep their order, and rows without a value stand last either way. */
export function sortRules(
  rules: readonly Rule[],
  {order}: Pick<RuleColumn, "order">,
  descending: boolean
): readonly Rule[] {
  const sign = descending ? -1 : 1;
  return [...rules].sort((a, b) => {
    const x = order(a);
    const y = order(b);
    if (x === y) return 0;
    if (x === null) return 1;
    if (y === null) return -1;
    return sign * (x < y ? -1 : 1);
  });
}
