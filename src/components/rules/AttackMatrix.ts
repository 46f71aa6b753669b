import {attackVersion} from "../../engine/attack/techniques.js";
import {detectorLabel} from "../alerts/detector-name.js";
import {formatCount, formatPlural} from "../format.js";
import {html, svg} from "../html.js";
import {logText} from "../log-text.js";
import {
  type Cover,
  type CoveredTactic,
  type CoveredTechnique,
  groupByTactic,
  type OtherCover,
  unknownTechniques
} from "./coverage.js";
import type {Rule} from "./rule.js";

/** A shape in a 12 x 12 box and a word for each, so that colour is not needed: dot, ring, cross, speck. */
const coverSigns: Readonly<
  Record<Cover, {readonly shape: string; readonly filled: boolean; readonly label: string}>
> = {
  seen: {shape: "M6 1A5 5 0 1 0 6 11A5 5 0 1 0 6 1Z", filled: true, label: "looked for and seen"},
  silent: {shape: "M6 2A4 4 0 1 0 6 10A4 4 0 1 0 6 2Z", filled: false, label: "looked for, not seen"},
  blind: {
    shape: "M2 2L10 10M10 2L2 10",
    filled: false,
    label: "blind: could be seen, nothing looks for it"
  },
  hidden: {
    shape: "M6 5A1 1 0 1 0 6 7A1 1 0 1 0 6 5Z",
    filled: true,
    label: "cannot be seen in such data"
  }
};

function coverSign(cover: Cover): SVGElement {
  const {shape, filled} = coverSigns[cover];
  return svg`<svg class="attack-sign" data-cover=${cover} width="11" height="11" viewBox="0 0 12 12" aria-hidden="true"><path d=${shape} fill=${filled ? "currentColor" : "none"} stroke="currentColor" stroke-width=${filled ? 0 : 2}></path></svg>`;
}

export interface AttackMatrixOptions {
  /** Called when the reader chooses a technique that rules look for. */
  readonly choose: (technique: string) => void;
}

/** The tactics of ATT&CK in their order, each with its techniques below it. */
export function AttackMatrix(found: readonly CoveredTechnique[], options: AttackMatrixOptions): HTMLElement {
  return html`<div class="attack-matrix">${groupByTactic(found).map(tactic => tacticColumn(tactic, options))}</div>`;
}

export function coverLegend(): HTMLElement {
  const items = Object.entries(coverSigns).map(
    ([cover, {label}]) => html`<span>${coverSign(cover as Cover)} ${label}</span>`
  );
  return html`<p class="attack-legend">${items}</p>`;
}

function tacticColumn({key, name, techniques}: CoveredTactic, options: AttackMatrixOptions): HTMLElement {
  const visible = techniques.filter(({cover}) => cover !== "hidden");
  const hidden = techniques.filter(({cover}) => cover === "hidden");
  const covered = visible.filter(({cover}) => cover !== "blind").length;
  return html`<section class="attack-tactic" data-tactic=${key} aria-label=${name}>
  <h4>${name}</h4>
  <p>${visible.length === 0 ? "nothing to be seen in such data" : `${formatCount(covered)} of ${formatCount(visible.length)}`}</p>
  <ul>${visible.map(technique => html`<li>${cell(technique, options)}</li>`)}</ul>
  ${
    hidden.length === 0
      ? null
      : html`<details>
    <summary>${formatCount(hidden.length)} not visible here</summary>
    <ul>${hidden.map(({id, name}) => html`<li data-technique=${id}>${id} ${name}</li>`)}</ul>
  </details>`
  }
</section>`;
}

function cell(technique: CoveredTechnique, {choose}: AttackMatrixOptions): HTMLElement {
  const {id, name, cover, rules, parts} = technique;
  const content = html`<span>${coverSign(cover)} ${name} <small class="attack-id">${id}${
    parts.length === 0 ? "" : ` (${parts.map(part => `.${part}`).join(" ")})`
  }</small></span>`;
  const about = whoLooks(technique);
  const note = html`<small class="attack-note">${logText(about)}</small>`;
  if (rules === 0)
    return html`<div class="attack-cell" data-technique=${id} data-cover=${cover} title=${coverSigns[cover].label}>${content}${cover === "blind" ? null : note}</div>`;
  const button = html`<button type="button" class="attack-cell" data-technique=${id} data-cover=${cover} title=${`${coverSigns[cover].label}; list these rules`}>${content}${note}</button>`;
  button.addEventListener("click", () => choose(id));
  return button;
}

/** "2 rules, 1 hit; payload signature" */
export function whoLooks({
  rules,
  seeing,
  others
}: Pick<CoveredTechnique, "rules" | "seeing" | "others">): string {
  const ruleWords =
    rules === 0
      ? []
      : [`${formatPlural(rules, "rule")}, ${seeing === 0 ? "none hit" : `${formatCount(seeing)} hit`}`];
  return [...ruleWords, ...others.map(name => detectorLabel[name] ?? name)].join("; ");
}

/** Says which techniques are named and not in the matrix. */
export function unknownNote(rules: readonly Rule[], others: readonly OtherCover[]): HTMLElement {
  const unknown = unknownTechniques(rules, others);
  const note = html`<p class="attack-unknown">Named, but not in ATT&CK ${attackVersion}: ${logText(unknown.join(", "), 400)}.</p>`;
  note.hidden = unknown.length === 0;
  return note;
}
