import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {CheckedRule, CheckedText, Problem} from "./check-rules.js";

const longest = 1000;

/** What was understood of a text, and what was not; the place of a problem leads there. */
export function ruleVerdict(checked: CheckedText, goTo: (line: number, column: number) => void): HTMLElement {
  return html`<div>
  ${checked.problems.map(problem => problemLine(problem, goTo))}
  <p>${understood(checked)}</p>
  ${checked.rules.flatMap(rule => rule.notes.map(note => noteLine(rule, note)))}
</div>`;
}

/** "3 rules understood, 2 of which only serve correlations." */
export function understood({rules, problems, unrelated}: CheckedText): string {
  if (rules.length === 0) return problems.length === 0 ? "Write or paste a Sigma rule." : "";
  const serving = rules.filter(({standsAlone}) => !standsAlone).length;
  const part =
    serving === 0
      ? ""
      : `, ${formatCount(serving)} of which only ${serving === 1 ? "serves" : "serve"} correlations`;
  const passed =
    unrelated === 0
      ? ""
      : ` ${formatPlural(unrelated, "document")} ${unrelated === 1 ? "is no rule and is" : "are no rules and are"} passed over.`;
  return `${formatPlural(rules.length, "rule")} understood${part}.${passed}`;
}

function problemLine(
  {line, column, message}: Problem,
  goTo: (line: number, column: number) => void
): HTMLElement {
  const button = html`<button type="button" class="rule-place">${line}:${column}</button>`;
  button.addEventListener("click", () => goTo(line, column));
  return html`<p class="rule-problem" data-line=${line} data-column=${column}>${button} ${logText(message, longest)}</p>`;
}

const noteLine = ({title, sql}: CheckedRule, note: string) =>
  html`<p class="rule-note" data-state=${sql === null ? "not_applicable" : "compiled"}>${logText(title, 120)}: ${
    sql === null ? "not applicable, " : ""
  }${logText(note, longest)}</p>`;
