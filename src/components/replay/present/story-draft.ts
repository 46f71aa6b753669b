import type {Moment} from "../../../engine/replay/clock.js";
import {defaultScene, type Scene} from "../../../engine/replay/scene.js";
import type {Chapter, Story} from "../../../engine/replay/story/story.js";
import {limits} from "../../../engine/replay/story/story-limits.js";

/** What links and lists call the reader's own story by. */
export const draftId = "draft";

/** Where a replay stands, and how it is shown. */
export interface Here {
  readonly moment: Pick<Moment, "time">;
  readonly scene: Scene;
  /** How long a chapter at the present speed would play; null: at the reader's speed. */
  readonly seconds: number | null;
}

/** Until its end is set a chapter lasts so long, in milliseconds of the data, and so many seconds. */
const [firstLength, firstSeconds] = [3_600_000, 20];

/** A chapter that begins at this moment, an hour of it until its end is set. */
export function chapterHere({moment, scene, seconds}: Here, number: number): Chapter {
  const time = Math.floor(moment.time);
  return {
    title: `Chapter ${number}`,
    from: time,
    to: time + firstLength,
    seconds: seconds ?? firstSeconds,
    caption: null,
    note: null,
    did: [],
    card: false,
    scene: chosen(scene)
  };
}

/** As much of a scene as is not as by default. */
export function chosen(scene: Scene): Partial<Scene> {
  const isDefault = (key: keyof Scene) => JSON.stringify(scene[key]) === JSON.stringify(defaultScene[key]);
  return Object.fromEntries(
    Object.entries(scene).filter(([key]) => key in defaultScene && !isDefault(key as keyof Scene))
  );
}

/** A story to be changed, its texts as a page shows them. */
export function copyStory(story: Story, shown: (text: string) => string): Story {
  const text = (words: string | null) => (words === null ? null : shown(words));
  return {
    id: draftId,
    title: shown(story.title),
    about: text(story.about),
    chapters: story.chapters.map(chapter => ({
      ...chapter,
      title: shown(chapter.title),
      caption: text(chapter.caption),
      note: text(chapter.note),
      did: chapter.did.map(shown)
    }))
  };
}

/** The list with an item moved by some places; the same list where it cannot be. */
export function moveItem<T>(list: readonly T[], from: number, by: number): readonly T[] {
  const to = from + by;
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return list;
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** Lines as they were typed, without empty ones. */
export function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map(line => line.trim())
    .filter(line => line !== "")
    .slice(0, limits.did);
}

/** What was typed for how long a chapter plays: null where it says nothing, undefined where it is no such number. */
export function secondsOf(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const seconds = Number(text);
  return seconds > 0 && seconds <= limits.seconds ? seconds : undefined;
}

/** The name of a story's file below data/stories. */
export function storyFileName(title: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${words === "" ? "story" : words}.yml`;
}
