import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText, visibleText} from "../log-text.js";
import type {CheckedRule, CheckedText, Problem} from "./check-rules.js";

const longest = 1000;

/** What was understood of a text, and what was not; the place of a problem leads there. */
export function ruleVerdict(checked: CheckedText, goTo: (line: number, column: number) => void): HTMLElement {
  const alone = checked.rules.length === 1 && checked.rules[0]?.sql === null;
  return html`<div>
  ${checked.problems.map(problem => problemLine(problem, goTo))}
  <p>${understood(checked)}</p>
  ${alone ? null : checked.rules.flatMap(rule => rule.notes.map(note => noteLine(rule, note)))}
</div>`;
}

/** "3 rules understood, 2 of which only serve correlations." */
export function understood(checked: CheckedText): string {
  const {rules, problems, unrelated} = checked;
  const [only] = rules;
  if (only === undefined) return problems.length === 0 ? "Write or paste a Sigma rule." : "";
  const passed =
    unrelated === 0
      ? ""
      : ` ${formatPlural(unrelated, "document")} ${unrelated === 1 ? "is no rule and is" : "are no rules and are"} passed over.`;
  if (rules.length === 1 && only.sql === null)
    return `Valid, but it cannot run here: ${reasonText(only)}.${passed}`;
  const serving = rules.filter(({standsAlone}) => !standsAlone).length;
  const idle = rules.filter(({sql}) => sql === null).length;
  const parts = [
    ...(serving === 0
      ? []
      : [`${formatCount(serving)} of which only ${serving === 1 ? "serves" : "serve"} correlations`]),
    ...(idle === 0 ? [] : [`${formatCount(idle)} of which cannot run here`])
  ];
  return `${[`${formatPlural(rules.length, "rule")} understood`, ...parts].join(", ")}.${passed}`;
}

/** Rules of a text that are run: those whose hits count. */
export const runnableRules = ({rules}: CheckedText): readonly CheckedRule[] =>
  rules.filter(({sql, standsAlone}) => sql !== null && standsAlone);

/** Why a text cannot be run, as the end of a sentence; null where it can. */
export function whyNotRun(checked: CheckedText): string | null {
  if (runnableRules(checked).length > 0) return null;
  const idle = checked.rules.find(({sql, standsAlone}) => sql === null && standsAlone);
  if (idle) return reasonText(idle);
  if (checked.problems.length > 0) return "the rule has a mistake";
  return checked.rules.length === 0 ? "there is no rule" : "its rules only serve correlations";
}

const reasonText = ({notes}: CheckedRule) => visibleText(notes.join("; ")).slice(0, longest);

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
    sql === null ? "it cannot run here, " : ""
  }${logText(note, longest)}</p>`;
