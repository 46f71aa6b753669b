import type {PublishedFamily} from "../../engine/published.js";
import {html} from "../html.js";
import {forestDetector} from "./evaluation.js";

const hasReference = (family: PublishedFamily | undefined) =>
  (family?.detector?.calibration ?? null) !== null;

/** Why a raw score is not shown as it is. */
export function rawScoreMeaning(family: PublishedFamily | undefined): HTMLElement {
  const compared = hasReference(family)
    ? " Benign references, filled, are events that nothing speaks against."
    : " Nothing here is known to be benign, so that the events can only be compared with each other.";
  return html`<p>Because its numbers promise nothing. Who asks for 0.95 gets next to nothing, and the same 0.6 can mean one event in ten for one
service and one in 10,000 for another.${compared}</p>`;
}

/** How a score becomes a promise, or that it cannot without anything benign to compare with. */
export function severityMeaning(family: PublishedFamily | undefined): HTMLElement {
  if (!hasReference(family))
    return html`<p>A promise about false alarms, and these events cannot make one: it takes benign events to say how often one of them would look as
odd. Their score is a rank among their own kind.</p>`;
  return html`<div>
  <p>A promise about false alarms. For every kind of service the raw scores of benign events, by ${scoredBy(family)}, are counted: how many score as
  high as this, or higher? That share is the probability <strong>p</strong> that a benign event would look as odd, and the
  <strong>anomaly score</strong> is −log<sub>10</sub>(p) / 6, at most 1. Each severity begins at a fixed score, and so at a fixed rate of false
  alarms.</p>
  <p>Each benign event is scored by a model that did not see its day, since a model finds what it learnt from less odd than what a new day
  brings. ${besideHistogram(family)}</p>
  <p>Rates as small as one in a million cannot be counted from a few thousand events. Above the 98th percentile a smooth tail is therefore
  fitted to what was seen there. The further down that line, the more it is an extrapolation.</p>
</div>`;
}

/** How the curve and the histogram of the section before go together. */
function besideHistogram(family: PublishedFamily | undefined): string {
  return isForest(family)
    ? "That is why the curve lies to the right of the benign references above, which the finished forest scores."
    : "The histogram above is the finished forest's, on another scale.";
}

const isForest = (family: PublishedFamily | undefined) =>
  (family?.detector ?? null) === null || family?.detector?.name === forestDetector;

function scoredBy(family: PublishedFamily | undefined): string {
  return isForest(family) ? "the forest" : `the detector that scores them (${family?.detector?.label})`;
}
