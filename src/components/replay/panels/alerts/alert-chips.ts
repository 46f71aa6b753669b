import type {Severity} from "../../../../engine/event.js";
import {severities} from "../../../../engine/event.js";
import {formatCount} from "../../../format.js";
import {html} from "../../../html.js";
import {severityMark} from "../../../severity-mark.js";
import {setText} from "../rows.js";

/** Severities that an alert can have, the gravest first. */
const graded = severities.filter(severity => severity !== "none").reverse();

export interface AlertChips {
  readonly node: HTMLElement;
  /** Those that are pressed: none stands for all. The same set until one is pressed again. */
  chosen(): ReadonlySet<Severity>;
  show(counts: Readonly<Record<Severity, number>>): void;
}

/** Severities with their counts as buttons that let alerts of theirs alone in. */
export function alertChips(onChange: () => void): AlertChips {
  let chosen: ReadonlySet<Severity> = new Set();
  const chips = graded.map(severity => {
    const count = html`<span class="replay-chip-count"></span>`;
    const chip = html`<button type="button" class="replay-chip" data-severity=${severity} aria-pressed="false">${severityMark(severity)} ${count}</button>`;
    chip.addEventListener("click", () => {
      const next = new Set(chosen);
      if (!next.delete(severity)) next.add(severity);
      chosen = next;
      for (const each of chips) each.chip.setAttribute("aria-pressed", String(chosen.has(each.severity)));
      onChange();
    });
    return {severity, chip, count};
  });
  return {
    node: html`<div class="replay-chips" role="group" aria-label="Only alerts of severity">${chips.map(({chip}) => chip)}</div>`,
    chosen: () => chosen,
    show(counts) {
      for (const {severity, count} of chips) setText(count, formatCount(counts[severity]));
    }
  };
}
