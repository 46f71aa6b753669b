import {capitalise, formatCount, formatPlural} from "../format.js";
import {formatTimeRange} from "../time-zone.js";
import type {Advice} from "./recommendation-queries.js";

/** What a source did at its gravest, and what to do first: whole sentences, each from the table `incidents`. */
export interface SourceStory {
  /** The gravest incident's title, which its link carries. */
  readonly title: string;
  /** Follows the title: when, and what else is part of it. */
  readonly when: string;
  /** What that means, whether a login was accepted, and how many more there are. */
  readonly sentences: readonly string[];
  /** What to do first. */
  readonly first: string;
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * Tells a source's incidents by the gravest of them; null where it is part of none.
 * @param incidents the gravest first
 */
export function sourceStory(incidents: readonly Advice[], timeZone: string): SourceStory | null {
  const [gravest] = incidents;
  if (gravest === undefined) return null;
  const {title, meaning, recommendation, succeeded, sources, first_time, last_time, in_all} = gravest;
  const among = sources > 1 ? ` (it is one of ${formatCount(sources)} sources)` : "";
  return {
    title,
    when: `${among}, ${formatTimeRange(Number(first_time), Number(last_time), timeZone)}.`,
    sentences: [
      sentence(capitalise(meaning)),
      // Titles of what got in mostly say so themselves.
      ...(succeeded === true && !title.includes("with success") ? ["A login was accepted meanwhile."] : []),
      ...(succeeded === false ? ["No login was accepted."] : []),
      ...(in_all > 1 ? [`It is the gravest of its ${formatPlural(in_all, "incident")}.`] : [])
    ],
    first: sentence(recommendation)
  };
}
