import type {Severity} from "../../engine/event.js";
import {levels} from "../../engine/sigma/rule.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatShare, notMeasured} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {RowColumn} from "../row-browser.js";
import {severityMark} from "../severity-mark.js";
import {type Rule, ruleAddress} from "./rule.js";
import {isNoisy, isSlow, type QualityScale} from "./rule-quality.js";

const titleLimit = 120;

/** A rule's level as mark and word; informational ones are no severity. */
export function levelMark({level}: Pick<Rule, "level">): HTMLElement {
  if (level === null) return emptyCell("could not be read");
  if (level !== "informational") return severityMark(level satisfies Severity);
  return html`<span class="rule-informational">Informational</span>`;
}

/** What became of a rule, in a word or two. */
export function stateText({state, standsAlone}: Pick<Rule, "state" | "standsAlone">): string {
  if (state === "not_applicable") return "not applicable";
  if (state === "invalid") return "invalid";
  return standsAlone ? "runs" : "serves others";
}

/** A false-positive rate: shares this small are counted in a million. */
export function rateText(rate: number | null): string {
  if (rate === null) return notMeasured;
  if (rate === 0) return "0";
  return rate < 0.001 ? `${(rate * 1e6).toPrecision(2).replace(/\.0$/, "")} in a million` : formatShare(rate);
}

/** The columns of the table of rules, in the order they stand. */
export function ruleColumns(scale: QualityScale): readonly RowColumn<Rule>[] {
  const count = (key: "hits" | "attackers" | "alerts", label: string, title: string): RowColumn<Rule> => ({
    key,
    label,
    title,
    numeric: true,
    cell: rule =>
      rule[key] === null
        ? emptyCell(rule.hits === null ? "did not run" : "not measured: the log names no address")
        : formatCount(rule[key]),
    value: rule => rule[key],
    order: rule => rule[key]
  });
  const judged = (rule: Rule, text: (rule: Rule) => string | HTMLElement) =>
    rule.hits === null ? emptyCell("did not run") : text(rule);
  return [
    {
      key: "title",
      label: "Rule",
      cell: rule => titleCell(rule, scale),
      order: rule => rule.title?.toLowerCase() ?? null
    },
    {
      key: "level",
      label: "Level",
      cell: levelMark,
      order: ({level}) => (level === null ? null : levels.indexOf(level))
    },
    {
      key: "techniques",
      label: "Technique",
      title: "Techniques of MITRE ATT&CK",
      cell: ({techniques}) =>
        techniques.length === 0 ? emptyCell("none assigned") : logText(techniques.join(" "), titleLimit),
      order: ({techniques}) => techniques[0] ?? null
    },
    count("hits", "Hits", "Events that it hits"),
    count("attackers", "Attackers", "Distinct parties that these events are about"),
    count("alerts", "Alerts", "Alerts that it raised"),
    {
      key: "false_positive_rate",
      label: "False positives",
      title: "Share of all normal events that it hits, by ground truth",
      numeric: true,
      cell: rule => judged(rule, ({falsePositiveRate}) => rateText(falsePositiveRate)),
      value: ({falsePositiveRate}) => falsePositiveRate,
      order: ({falsePositiveRate}) => falsePositiveRate
    },
    {
      key: "precision",
      label: "Precision",
      title: "Share of its hits that are attacks, by ground truth",
      numeric: true,
      cell: rule =>
        judged(rule, ({precision, hits}) =>
          precision === null && hits === 0 ? emptyCell("nothing was hit") : formatShare(precision)
        ),
      value: ({precision}) => precision,
      order: ({precision}) => precision
    },
    {
      key: "cost",
      label: "Cost, ms",
      title: "Milliseconds that its query took when the data were made",
      numeric: true,
      cell: ({cost}) => (cost === null ? emptyCell("did not run") : cost.toFixed(cost < 10 ? 1 : 0)),
      value: ({cost}) => cost,
      order: ({cost}) => cost
    },
    {key: "state", label: "State", cell: stateText, order: stateText}
  ];
}

/** The title as a link to the rule, what is odd about it, and why it does not run. */
function titleCell(rule: Rule, scale: QualityScale): HTMLElement {
  const {key, title, file, line, state, message} = rule;
  const flags = [
    ...(isNoisy(rule, scale) ? [flag("noisy", "▲ noisy", "Much of what it hits is no attack")] : []),
    ...(isSlow(rule, scale) ? [flag("slow", "◷ slow", "It takes far longer than the others")] : [])
  ];
  return html`<span><a href=${ruleAddress(key)} data-rule=${key}>${logText(title ?? `${file}:${line}`, titleLimit)}</a>${flags}${
    state === "compiled" || message === null ? null : html`<small>${logText(message, 400)}</small>`
  }</span>`;
}

const flag = (kind: string, text: string, title: string) =>
  html`<span class="rule-flag" data-flag=${kind} title=${title}>${text}</span>`;
