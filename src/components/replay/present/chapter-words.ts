import type {Chapter, PlacedChapter} from "../../../engine/replay/story/story.js";
import {visibleText} from "../../log-text.js";
import {type MaskedSite, maskAddresses} from "../../mask.js";
import {formatTime} from "../../time-zone.js";

/**
 * Text of a story as it may be shown: chapters that were found automatically tell of addresses, and may repeat what attackers wrote.
 */
export function storyText(text: string, site: MaskedSite): string {
  // Notes have paragraphs.
  return maskAddresses(text, site).split("\n").map(visibleText).join("\n");
}

/** "2 Mar, 10:00 UTC": the year stands in the clock beside it. */
export function chapterTime(from: number, timeZone: string): string {
  return formatTime(from, timeZone).replace(/ \d{4},/, ",");
}

/** How long a chapter plays: "1 min 30 s", or that it goes at the reader's speed. */
export function chapterLength({seconds, from, to}: Pick<Chapter, "seconds" | "from" | "to">): string {
  if (from === to) return "one moment";
  return seconds === null ? "at your speed" : formatSeconds(seconds);
}

/** 90 -> "1 min 30 s". */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  return [minutes === 0 ? "" : `${minutes} min`, rest === 0 ? "" : `${rest} s`]
    .filter(part => part !== "")
    .join(" ");
}

/** The chapter told after another; null after the last. */
export function chapterAfter(
  chapters: readonly PlacedChapter[],
  {number}: Pick<PlacedChapter, "number">
): PlacedChapter | null {
  return chapters[chapters.findIndex(candidate => candidate.number === number) + 1] ?? null;
}
