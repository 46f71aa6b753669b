import {techniqueName} from "../../engine/attack/techniques.js";
import {detectorLabel, isScored} from "../alerts/detector-name.js";
import {formatCount, formatPlural, formatShare} from "../format.js";
import {visibleText} from "../log-text.js";
import type {DetectorSays, StyleRow, TechniqueRow, Totals} from "./summary-queries.js";

const shortLabel = (detector: string) =>
  (detectorLabel[detector] ?? visibleText(detector)).replace(/:.*$/, "");

function listed(texts: readonly string[]): string {
  return texts.length < 2 ? (texts[0] ?? "") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

/**
 * How far the detectors' word can be relied on: which agree, and whether any of it rests on a comparison with benign traffic.
 * In words only, since nobody has measured a probability for it.
 */
export function confidenceText(says: readonly DetectorSays[]): string[] {
  if (says.length === 0) return ["No detector says anything against it."];
  const names = says.map(({detector}) => shortLabel(detector));
  const told = says.reduce((sum, row) => sum + row.told, 0);
  const honeypot = says.reduce((sum, row) => sum + row.honeypot, 0);
  const agreement =
    says.length === 1
      ? `One kind of detector alone says so: ${names[0]}. Nothing else confirms it.`
      : `${formatCount(says.length)} kinds of detector agree, each by its own evidence: ${listed(names)}.`;
  const models = says.filter(({detector}) => isScored(detector));
  const compared = models.filter(row => row.honeypot < row.told);
  const scored = says.some(row => row.scored > row.honeypot);
  const reference =
    compared.length > 0
      ? "A model told some of its events from benign traffic of the same kind, so that its severity says how many false alerts to expect."
      : honeypot === told
        ? "All of it was seen by honeypots, where nobody has honest business: there is no benign traffic to compare with, and severity comes from rules alone."
        : scored
          ? "Models compared its events with benign traffic, and raised no alert by that alone; severity comes from rules and patterns."
          : "No model had a part in it: severity comes from rules and patterns, which promise nothing about false alarms.";
  return [agreement, reference];
}

/** How skilled its makers seem, and what that rests on, in sentences. */
export function sophisticationText(
  styles: readonly StyleRow[],
  techniques: readonly TechniqueRow[]
): string[] {
  const known = styles.filter(({style}) => style !== "unknown");
  const all = styles.reduce((sum, {of_style}) => sum + of_style, 0);
  const sentences = known.map(({style, of_style, evidence}) => {
    const share =
      all === 1
        ? "Its incident looks"
        : `${formatCount(of_style)} of its ${formatCount(all)} incidents ${of_style === 1 ? "looks" : "look"}`;
    return `${share} ${style}${evidence === null ? "" : `: ${visibleText(evidence)}`}.`.replace(/\.\.$/, ".");
  });
  if (known.length === 0)
    sentences.push(
      all === 0
        ? "Not known: it is part of no incident."
        : "Not known: too little was logged to tell how its sources work."
    );
  if (techniques.length === 0) sentences.push("No ATT&CK technique is named by its alerts.");
  else {
    const shown = techniques.slice(0, 4).map(({technique}) => `${technique} ${techniqueName(technique)}`);
    const rest = techniques.length - shown.length;
    sentences.push(
      `${formatPlural(techniques.length, "ATT&CK technique")}: ${listed(rest > 0 ? [...shown, `${formatCount(rest)} more`] : shown)}.`
    );
  }
  return sentences;
}

/** How much was blocked, and what is not known of it. */
export function blockedText({all_events, blocked, allowed, undecided}: Totals): string {
  if (all_events === 0 || undecided === all_events) return "not measured: no log says";
  const known = blocked + allowed;
  const share = `${formatCount(blocked)} of ${formatCount(known)} (${formatShare(blocked / known)})`;
  return undecided === 0
    ? share
    : `${share}; of ${formatCount(undecided)} more no log says whether they were let through`;
}

/** What a number of targets counts, beside it, and how many of another count stand elsewhere on the page. */
export function targetsText(targets: number, gravest: number | null): string {
  const counted = `${targets === 1 ? "address or name that its events were" : "addresses and names that its events were"} meant for`;
  return gravest === null || gravest === targets
    ? counted
    : `${counted}; ${formatCount(gravest)} in its gravest incident`;
}
