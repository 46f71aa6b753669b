import {formatCount, formatPlural} from "../format.js";
import type {Rule} from "./rule.js";
import {isNoisy, isSlow, limits, type QualityScale} from "./rule-quality.js";

/** What the rules saw, in a sentence. */
export function rulesFinding(rules: readonly Rule[]): string {
  const finding = rules.filter(({standsAlone}) => standsAlone);
  const seeing = finding.filter(({hits}) => (hits ?? 0) > 0);
  const grave = seeing.filter(({level}) => level === "high" || level === "critical");
  const broken = rules.filter(({state}) => state === "invalid").length;
  const parts = [
    `${formatPlural(finding.length, "rule")}: ${formatCount(seeing.length)} saw something`,
    ...(seeing.length === 0 ? [] : [`${formatCount(grave.length)} of them at high or above`]),
    ...(broken === 0 ? [] : [`${formatCount(broken)} broken`])
  ];
  return parts.join(", ");
}

/** What else the table lists, and which of it is noisy or slow. */
export function rulesSubtitle(rules: readonly Rule[], scale: QualityScale): string {
  const serving = rules.filter(({standsAlone, state}) => !standsAlone && state === "compiled").length;
  const idle = rules.filter(({state}) => state === "not_applicable").length;
  const noisy = rules.filter(rule => isNoisy(rule, scale)).length;
  const slow = rules.filter(rule => isSlow(rule, scale)).length;
  const sentences = [
    serving === 0
      ? ""
      : `${formatCount(serving)} more only ${serving === 1 ? "serves" : "serve"} correlations.`,
    idle === 0 ? "" : `${formatCount(idle)} ${idle === 1 ? "asks" : "ask"} for logs that are not here.`,
    `${noisy === 0 ? "None is noisy" : `${formatCount(noisy)} noisy`}, ${slow === 0 ? "none slow" : `${formatCount(slow)} slow`}.`,
    "Choose one for what it means and what it hit."
  ];
  return sentences.filter(Boolean).join(" ");
}

/** How to read the columns. */
export function rulesFootnote({slow}: QualityScale, judged: boolean): string {
  const noisy = judged
    ? "False positives: share of all normal events that a rule hits. Precision: share of its hits that are attacks. Both by ground truth. Noisy: under half of its hits are attacks, or it hits at least one in 10,000 normal events."
    : `Whether a hit is an attack is not known in these data, so that false positives and precision are not measured. Noisy: it hits ${limits.share * 100}% of all events.`;
  const cost =
    slow === null
      ? ""
      : ` Cost: milliseconds that the rule's query took when the data were made, on the machine that made them; of all that is published here only that differs from run to run. Slow: ${limits.cost} times the median rule, ${slow.toFixed(0)} ms, or more.`;
  return noisy + cost;
}
