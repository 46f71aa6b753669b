import {stringify} from "yaml";
import type {Scene} from "../scene.js";
import type {Chapter, Story} from "./story.js";
import {formatWindow} from "./story-window.js";

/** A story as a file for data/stories, which `readStory` reads as the same story; its id is the file's name. */
export function formatStory({title, about, chapters}: Story): string {
  const file = {title, ...(about === null ? {} : {about}), chapters: chapters.map(formatChapter)};
  // Lines are not folded, so that a word that an editor looks for stands in one.
  return stringify(file, {lineWidth: 0, aliasDuplicateObjects: false});
}

function formatChapter(chapter: Chapter): Record<string, unknown> {
  const {title, from, to, seconds, caption, note, did, card, scene} = chapter;
  return {
    title,
    from: formatTime(from),
    to: formatTime(to),
    ...(seconds === null ? {} : {seconds}),
    ...(caption === null ? {} : {caption}),
    ...(note === null ? {} : {note}),
    ...(did.length === 0 ? {} : {did}),
    ...(card ? {card} : {}),
    ...formatScene(scene)
  };
}

function formatScene({
  view,
  span,
  only,
  without,
  source,
  order,
  camera
}: Partial<Scene>): Record<string, unknown> {
  return {
    ...(view === undefined ? {} : {view}),
    ...(span === undefined || !Number.isFinite(span) ? {} : {window: formatWindow(span)}),
    ...(only === undefined ? {} : {only}),
    ...(without === undefined || without.length === 0 ? {} : {without}),
    ...(source === undefined || source === null ? {} : {source}),
    ...(order === undefined ? {} : {order}),
    ...(camera === undefined || camera === null ? {} : {map: camera})
  };
}

/** To the second where that says it all. */
const formatTime = (time: number): string => new Date(Math.round(time)).toISOString().replace(".000Z", "Z");
