import type {Replay} from "../replay.js";
import type {Scene} from "../scene.js";
import {positionAt, timeAt} from "../tape.js";
import type {Chapter, PlacedChapter, Story} from "./story.js";

export interface PlacedStory {
  /** Those that have a place on the tape, by the numbers that they have in the story. */
  readonly chapters: readonly PlacedChapter[];
  /** What of the story the recording does not have: one sentence each. */
  readonly problems: readonly string[];
}

/**
 * Finds the places of a story's chapters on a tape, within it. A chapter wholly outside the data is left out; addresses that sent none
 * of the events are taken out of its scene. Both are said. Never throws.
 * @param replay all that was recorded
 */
export function placeStory(story: Story, replay: Replay): PlacedStory {
  const {tape} = replay;
  if (tape.length === 0) {
    return {
      chapters: [],
      problems: [`"${story.title}" cannot be told: there are no events to tell it with.`]
    };
  }
  const sources = sourcesOf(replay);
  const first = timeAt(tape, 0);
  const last = timeAt(tape, tape.length);
  const chapters: PlacedChapter[] = [];
  const problems: string[] = [];
  for (const [i, chapter] of story.chapters.entries()) {
    const name = `Chapter ${i + 1}, "${chapter.title}",`;
    if (!(chapter.from <= last && chapter.to >= first)) {
      problems.push(`${name} is left out: it is ${describeDistance(chapter, first)}.`);
      continue;
    }
    const from = Math.max(first, chapter.from);
    const to = Math.max(from, Math.min(last, chapter.to));
    const start = positionAt(tape, from);
    const end = positionAt(tape, to);
    if (from < to && start === end)
      problems.push(`${name} is empty: nothing happens between its beginning and its end.`);
    const {scene, missing} = keepSources(chapter.scene, sources);
    for (const address of missing)
      problems.push(`${name} names ${address}, which sent none of these events; it is told without it.`);
    chapters.push({...chapter, from, to, scene, number: i + 1, start, end});
  }
  return {chapters, problems};
}

/** Addresses with events. */
function sourcesOf({recording: {columns}}: Replay): ReadonlySet<string> {
  const {sources, names} = columns;
  const seen = new Uint8Array(names.addresses.length);
  for (const source of sources) if (source >= 0) seen[source] = 1;
  return new Set(names.addresses.filter((_, i) => seen[i] === 1));
}

const describeDistance = ({from, to}: Chapter, first: number): string =>
  Number.isNaN(from) || Number.isNaN(to)
    ? "without a time"
    : `${to < first ? "before the first" : "after the last"} of these events`;

function keepSources(
  scene: Partial<Scene>,
  sources: ReadonlySet<string>
): {readonly scene: Partial<Scene>; readonly missing: readonly string[]} {
  const {source, without, ...rest} = scene;
  const isMissing = (address: string) => !sources.has(address);
  return {
    scene: {
      ...rest,
      ...(source === undefined || (source !== null && isMissing(source)) ? {} : {source}),
      ...(without === undefined ? {} : {without: without.filter(address => !isMissing(address))})
    },
    missing: [...new Set([source ?? [], without ?? []].flat().filter(isMissing))]
  };
}
