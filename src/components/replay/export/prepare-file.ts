import {maskReplay} from "../../../engine/replay/mask-replay.js";
import type {ReplayFile} from "../../../engine/replay/pack.js";
import type {Recording} from "../../../engine/replay/recording.js";
import type {Story} from "../../../engine/replay/story/story.js";
import {trimRecording} from "../../../engine/replay/trim-recording.js";
import {addressLike, isCampusAddress, type MaskedSite} from "../../mask.js";

/** What is to be exported. */
export interface StoryToExport {
  /** All that was recorded, not only what the scene on screen tells of. */
  readonly recording: Recording;
  /** Null: no story is told, and the whole recording is exported. */
  readonly story: Story | null;
  readonly site: MaskedSite;
  /** IANA name. */
  readonly timeZone: string;
  readonly targets: ReplayFile["targets"];
}

export interface ExportChoices {
  /** Whether addresses of the campus are written as they are. Those of a simulated campus always are. */
  readonly showsCampus: boolean;
  /** Whether what only presenters read goes along. */
  readonly withNotes: boolean;
}

/** What is exported, without what is after the story's last chapter, and without what the reader keeps back. */
export function prepareFile(
  {recording, story, site, timeZone, targets}: StoryToExport,
  {showsCampus, withNotes}: ExportChoices
): ReplayFile {
  const told = story === null || withNotes ? story : withoutNotes(story);
  const file: ReplayFile = {
    recording: trimRecording(recording, lastMoment(story)),
    stories: told === null ? [] : [told],
    search: story === null ? "" : `?${new URLSearchParams({story: story.id, chapter: "1"})}`,
    ...{timeZone, targets},
    origin: site.origin,
    isMasked: false
  };
  if (site.origin === "simulated" || showsCampus) return file;
  return maskReplay(file, {addressLike, isCampus: address => isCampusAddress(address, site)});
}

/** Where the latest chapter ends, milliseconds in UTC; infinite without a story. */
export function lastMoment(story: Story | null): number {
  return story === null
    ? Number.POSITIVE_INFINITY
    : Math.max(...story.chapters.map(({from, to}) => Math.max(from, to)));
}

function withoutNotes(story: Story): Story {
  return {...story, chapters: story.chapters.map(chapter => ({...chapter, note: null}))};
}
