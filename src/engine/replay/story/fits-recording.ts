import type {Replay} from "../replay.js";
import {placeStory} from "./place-story.js";
import type {Story} from "./story.js";

/**
 * Whether a story can be told of a recording: some chapter has events, and of the sources that the chapters within the data name at
 * least half are there. So a story of the simulated week is not offered over other logs, even where these are of the same days, but is
 * of a part of that week, and of that week with other logs beside it.
 */
export function fitsRecording(story: Story, replay: Replay): boolean {
  const {chapters} = placeStory(story, replay);
  if (!chapters.some(({start, end}) => end > start)) return false;
  const named = chapters.flatMap(({number}) => story.chapters[number - 1]?.scene.source ?? []);
  const found = chapters.flatMap(({scene}) => scene.source ?? []);
  return new Set(found).size * 2 >= new Set(named).size;
}
