import type {FeatureSpec} from "../features/feature-spec.js";
import {phrase, plainPhrase} from "./phrases.js";
import type {UsualValues} from "./usual-values.js";

export const defaults = {
  /** Measures named at most. */
  named: 3,
  /** A part smaller than this share of the largest is not worth words. */
  leastShare: 0.15
};

/** Why a model found an event unusual. */
export interface Reasons {
  readonly specs: readonly FeatureSpec[];
  /** The event's features, natural units, NaN where not measured. */
  readonly row: Float32Array;
  /** What each added to the score; positive is more anomalous. */
  readonly parts: Float64Array;
  readonly usual: UsualValues;
  /** What it is compared with, in the plural: "SSH flows". */
  readonly kind: string;
}

/**
 * The exact parts of a score in plain English: "Flagged because it sent 87.7 MB, 41 times the usual 2.1 MB, and it came at
 * 03:00 local time, when nine of ten SSH flows come from 08:00 to 19:00." The largest parts speak first; one whose measure
 * is as usual by itself counts in the score through its combination with others, and is not put into words.
 */
export function explainInWords({specs, row, parts, usual, kind}: Reasons): string {
  const order = specs
    .map((_, column) => column)
    .filter(column => (parts[column] ?? 0) > 0)
    .sort((a, b) => (parts[b] ?? 0) - (parts[a] ?? 0) || a - b);
  const least = defaults.leastShare * (parts[order[0] ?? 0] ?? 0);
  const phrases: string[] = [];
  for (const column of order) {
    const spec = specs[column];
    if (spec === undefined || phrases.length === defaults.named || (parts[column] ?? 0) < least) break;
    const said = phrase(
      {
        spec,
        value: row[column] ?? Number.NaN,
        low: usual.low[column] ?? null,
        median: usual.median[column] ?? null,
        high: usual.high[column] ?? null,
        mean: usual.mean[column] ?? null
      },
      kind
    );
    if (said !== null) phrases.push(said);
  }
  if (phrases.length > 0) return `Flagged because ${list(phrases)}.`;
  const largest = order
    .flatMap(column => {
      const spec = specs[column];
      return spec === undefined ? [] : (plainPhrase({spec, value: row[column] ?? Number.NaN}) ?? []);
    })
    .slice(0, defaults.named);
  return largest.length === 0
    ? `Nothing measured sets it apart from other ${kind}.`
    : `Flagged for a combination that is unusual among ${kind}, though no part of it is by itself: mostly that ${list(largest)}.`;
}

function list(texts: readonly string[]): string {
  if (texts.length < 2) return texts.join("");
  return `${texts.slice(0, -1).join("; ")}; and ${texts.at(-1)}`;
}

/**
 * How rare among benign events its calibrated score says it is: "About 130 benign flows in a million are as unusual.", to two digits.
 * A score of 1 is where the scale ends.
 * @param one what is counted, in the singular: "flow"
 */
export function rarityInWords(anomalyScore: number, one: string): string {
  const rare = Math.round(10 ** (6 - 6 * anomalyScore));
  if (anomalyScore >= 1) return `One benign ${one} in a million, or fewer, is as unusual.`;
  if (rare <= 1) return `About one benign ${one} in a million is as unusual.`;
  const digits = Math.floor(Math.log10(rare)) - 1;
  const rounded = digits > 0 ? Math.round(rare / 10 ** digits) * 10 ** digits : rare;
  return `About ${rounded.toLocaleString("en-US")} benign ${one}s in a million are as unusual.`;
}
