import type {PublishedDetector, PublishedFamily, PublishedForest} from "../../engine/published.js";
import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import {visibleText} from "../log-text.js";
import {familyEvents} from "./family-text.js";

/** What a family's model was made from, in a paragraph. */
export function familyIntroduction(family: PublishedFamily | undefined): HTMLElement {
  if (family === undefined || family.rows === 0)
    return html`<p>There are no such events in these data, and so no model.</p>`;
  const {rows, references, forest, detector} = family;
  const kind = familyEvents[family.family];
  const known =
    references === 0
      ? `None of them is known to be benign${family.family === "honeypot" ? ", since nobody has honest business on a honeypot" : ""}.`
      : `${formatCount(references)} of them (${formatShare(references / rows)}) are benign references: their source touched no honeypot and tripped no rule.`;
  const grown =
    forest === null
      ? "Too few of them, or nothing in them varies: no forest was grown and nothing is scored."
      : `${whoseForest(forest)} has ${formatCount(forest.trees)} trees, each grown from ${formatCount(forest.samples)} rows.`;
  const promise =
    forest === null || (detector?.calibration ?? null) !== null
      ? ""
      : " Without a benign reference a score only says how unusual an event is among its own kind, and raises no alert by itself.";
  const carried = detector === null ? "" : ` ${carriedText(detector)}`;
  return html`<p data-testid="family"><strong>${formatCount(rows)} ${kind}.</strong> ${known} ${grown}${carried}${promise}</p>`;
}

/** A forest trained on these data, or a file that somebody gave. */
export function whoseForest({file, origin}: PublishedForest): string {
  if (file === null) return "The forest";
  const learnt =
    origin === null
      ? ""
      : `, trained on ${formatCount(origin.rows)} ${origin.benign ? "benign rows" : "rows"}`;
  return `The forest is a model of your own, ${visibleText(file)}${learnt}; what is evaluated further down are forests trained on these logs. It`;
}

/** Whose score the events carry. */
function carriedText({label, name}: PublishedDetector): string {
  return name === "isolation_forest"
    ? "Events carry its score."
    : `Events carry the score of another detector, which did better here: ${label}. The forest is shown beside it.`;
}
