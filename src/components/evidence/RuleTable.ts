import type {RuleFigures} from "../../engine/build/pattern-figures.js";
import {severities} from "../../engine/event.js";
import {dataTable} from "../data-table.js";
import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import {logText, visibleText} from "../log-text.js";
import {severityMark} from "../severity-mark.js";

/** "12 of 28 rules that hit something hit nothing but attacks; most often wrong: Long connection, 3.1% right". */
export function ruleFinding(rows: readonly RuleFigures[]): string {
  const judged = rows.filter(({precision}) => precision !== null);
  if (judged.length === 0) return "Sigma rules by how often they are right";
  const right = judged.filter(({precision}) => precision === 1).length;
  const first = `${formatCount(right)} of ${formatCount(judged.length)} rules that hit something hit nothing but attacks`;
  const [worst] = judged.toSorted((a, b) => (a.precision ?? 0) - (b.precision ?? 0) || b.hits - a.hits);
  if (worst === undefined || worst.precision === 1) return first;
  return `${first}; most often wrong: “${visibleText(worst.title)}”, ${formatShare(worst.precision)} right`;
}

/** Sigma rules that hit something: how many of their hits are attacks, and what share of all normal events they hit. */
export function RuleTable(rows: readonly RuleFigures[]): HTMLElement {
  return html`<div class="evidence-table">${dataTable(
    rows,
    [
      {key: "rule", label: "Rule", cell: ({title}) => html`<span class="wide">${logText(title)}</span>`},
      {
        key: "level",
        label: "Level",
        cell: ({level}) => levelMark(level)
      },
      {
        key: "hits",
        label: "Events hit",
        numeric: true,
        cell: ({hits}) => formatCount(hits),
        value: ({hits}) => hits
      },
      {
        key: "attacks",
        label: "Attacks among them",
        numeric: true,
        cell: ({attacks}) => formatCount(attacks),
        value: ({attacks}) => attacks
      },
      {
        key: "precision",
        label: "Precision",
        title: "share of the events hit that are attacks, of those that the truth judges",
        numeric: true,
        cell: ({precision}) => formatShare(precision),
        value: ({precision}) => precision
      },
      {
        key: "false-positive-rate",
        label: "Of all normal events",
        title: "share of all normal events that it hits",
        numeric: true,
        cell: ({false_positive_rate: rate}) => perMillion(rate),
        value: ({false_positive_rate: rate}) => rate
      }
    ],
    {stacks: true, first: 8}
  )}</div>`;
}

/** A Sigma level is a severity, but for "informational". */
function levelMark(level: string | null): string | HTMLElement {
  const severity = severities.find(known => known === level);
  return severity === undefined ? (level ?? "") : severityMark(severity);
}

/** A rate too small for percent: 0.0000123 -> "12.3 in a million". */
function perMillion(rate: number | null): string {
  if (rate === null) return formatShare(null);
  if (rate === 0) return "none";
  return rate < 0.001 ? `${formatCount(1e6 * rate)} in a million` : formatShare(rate);
}
