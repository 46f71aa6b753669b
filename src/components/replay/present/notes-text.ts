import type {PlacedChapter} from "../../../engine/replay/story/story.js";
import {formatCount, formatPlural} from "../../format.js";
import type {MaskedSite} from "../../mask.js";
import {formatTime} from "../../time-zone.js";
import type {StageState} from "../stage.js";
import {chapterAfter, chapterLength, storyText} from "./chapter-words.js";

/** What the window of the notes says, apart from the time that was presented. */
export interface NotesText {
  /** "Chapter 2 of 9 · The story's title". */
  readonly where: string;
  readonly title: string;
  readonly note: string;
  readonly caption: string;
  readonly did: readonly string[];
  /** "3. Title, 20 s"; null after the last. */
  readonly next: string | null;
}

export interface NotesOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

/** What the notes say of a chapter; of none, how to come to one. */
export function notesText(
  {story, chapters, chapter}: Pick<StageState, "story" | "chapters" | "chapter">,
  {site}: Pick<NotesOptions, "site">
): NotesText {
  const text = (words: string | null) => storyText(words ?? "", site);
  const name = (next: PlacedChapter) => `${next.number}. ${text(next.title)}, ${chapterLength(next)}`;
  const told = story === null ? "" : ` · ${text(story.title)}`;
  const [first] = chapters;
  if (chapter === null) {
    return {
      where: story === null ? "No story" : `Between chapters${told}`,
      title: story === null ? "No story is chosen" : "Outside the story",
      note:
        first === undefined ? "Choose a story beside the replay." : "PageDown or a digit goes to a chapter.",
      caption: "",
      did: [],
      next: first === undefined ? null : name(first)
    };
  }
  const next = chapterAfter(chapters, chapter);
  return {
    where: `Chapter ${chapter.number} of ${chapters.length}${told}`,
    title: text(chapter.title),
    note: text(chapter.note),
    caption: text(chapter.caption),
    did: chapter.did.map(text),
    next: next === null ? null : name(next)
  };
}

/** Where the replay stands: "3 Mar 2026, 10:00:00 UTC · 1,234 of 328,530 events · playing". */
export function notesPlace(
  {frame, replay, playing}: Pick<StageState, "frame" | "replay" | "playing">,
  {timeZone}: Pick<NotesOptions, "timeZone">
): string {
  const events = `${formatCount(frame.position)} of ${formatPlural(replay.tape.length, "event")}`;
  return `${formatTime(frame.time, timeZone, true)} · ${events} · ${playing ? "playing" : "paused"}`;
}

/** Milliseconds -> "0:07", "12:05", "1:02:03". */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return `${hours === 0 ? minutes : `${hours}:${two(minutes)}`}:${two(seconds % 60)}`;
}
