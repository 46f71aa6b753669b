import type {PublishedEvaluation} from "../../engine/evaluate/published-evaluation.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {readPatterns, whyMissing} from "./patterns.js";

/** On what the figures of the page rest, or that there are none and what to run. */
export function evidenceNotes(evaluation: PublishedEvaluation | null): HTMLElement {
  const missing = whyMissing(evaluation);
  const patterns = readPatterns(evaluation);
  if (evaluation === null || patterns === null)
    return html`<p class="evidence-note" data-testid="evidence-note" data-state="not-evaluated"><strong>${missing}</strong> Until then this page says what would be measured, and shows no figure.</p>`;
  const {stamp} = evaluation;
  const attacks = patterns.attacks.reduce((sum, {events}) => sum + events, 0);
  const quick =
    "This was a quick evaluation: fewer simulated beacons, no models of sequences and no incidents. Its figures are not to be quoted; npm run evaluate makes those that are.";
  return html`<div class="evidence-note" data-testid="evidence-note" data-state=${stamp.quick ? "quick" : "evaluated"}>
  <p>${stamp.quick ? html`<strong>${quick}</strong>` : null} The logs are ${stamp.origin}; ${formatCount(attacks)} of their events are attacks by the truth, which
  judges and is shown to no detector. Flowbook ${stamp.version}, seed ${stamp.seed}, input <code>${stamp.input.slice(0, 16)}</code>.</p>
</div>`;
}
