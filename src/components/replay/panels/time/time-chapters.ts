import type {PlacedChapter} from "../../../../engine/replay/story/story.js";
import {wordsThatFit} from "./time-bursts.js";
import type {TimeScale} from "./time-scale.js";

/** A chapter on a line of time, pixels. */
export interface ChapterMark {
  readonly chapter: PlacedChapter;
  readonly x: number;
  readonly width: number;
  /** Whether there is room for its number. */
  readonly isNumbered: boolean;
}

/**
 * Where chapters begin and how far they go. Numbers that would touch give way: to the chapter that the reader is in, then to earlier chapters.
 * @param em pixels of a digit's height
 */
export function chapterMarks(
  chapters: readonly PlacedChapter[],
  current: PlacedChapter | null,
  scale: TimeScale,
  em: number
): ChapterMark[] {
  const places = chapters.map(chapter => {
    const x = scale.x(chapter.from);
    return {chapter, x, width: Math.max(1, scale.x(chapter.to) - x)};
  });
  const words = places.map(({chapter, x}) => ({
    x,
    width: String(chapter.number).length * em * 0.6,
    weight: chapter.number === current?.number ? 1 : -chapter.number
  }));
  const numbered = new Set(wordsThatFit(words, em * 0.3));
  return places.map((place, i) => ({...place, isNumbered: numbered.has(i)}));
}
