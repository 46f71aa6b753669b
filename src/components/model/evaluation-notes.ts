import type {PublishedEvaluation} from "../../engine/evaluate/published-evaluation.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {notEvaluated} from "./evaluation.js";
import {familyEvents, isModelFamily} from "./family-text.js";

/** On what the figures rest, and what to know of them; or that there are none, and why. */
export function evaluationNotes(evaluation: PublishedEvaluation | null, name: string): HTMLElement {
  const missing = notEvaluated(evaluation, name);
  if (evaluation === null)
    return html`<p class="model-note" data-testid="evaluation" data-state="not-evaluated">${(missing ?? "").split("`").map((text, i) => (i % 2 === 0 ? text : html`<code>${text}</code>`))}</p>`;
  const {stamp, notes, families} = evaluation;
  const family = families.find(known => known.family === name);
  const kind = isModelFamily(name) ? familyEvents[name] : name;
  const days = family === undefined ? "" : ` over ${formatPlural(family.days.length, "day")}`;
  const basis =
    family === undefined
      ? ""
      : `${formatCount(family.rows)} ${kind}${days}, ${formatCount(family.attacks)} of them attacks. `;
  const contaminated =
    family === undefined || family.references === 0
      ? ""
      : `Of the ${formatCount(family.references)} taken to be benign, ${formatCount(family.contaminated)} are attacks in truth. `;
  return html`<div class="model-note" data-testid="evaluation" data-state=${missing === null ? "evaluated" : "not-judged"}>
  <p>${missing === null ? null : html`<strong>${missing}</strong>`} ${basis}${contaminated}The logs are ${stamp.origin}${stamp.quick ? ", and this was a quick run with fewer seeds and resamples: not figures to quote" : ""}.</p>
  <details><summary>What to know of these figures</summary>
    <ul>${notes.map(note => html`<li>${note}</li>`)}</ul>
    <p>Flowbook ${stamp.version}, seed ${stamp.seed}, up to ${formatPlural(stamp.seeds, "seed")}, ${formatPlural(stamp.replicates, "resample")}; input <code>${stamp.input.slice(0, 16)}</code>.</p>
  </details>
</div>`;
}
