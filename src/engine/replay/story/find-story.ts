import type {Recording} from "../recording.js";
import type {Replay} from "../replay.js";
import {timeAt} from "../tape.js";
import {findBeacons, findFirstGrave} from "./find-alerts.js";
import {findBursts} from "./find-bursts.js";
import {findNewCountries} from "./find-countries.js";
import {findFirstSuccess, findFirstVisit} from "./find-success.js";
import {type Found, hour} from "./found.js";
import {count} from "./plain-words.js";
import type {Chapter, Story} from "./story.js";
import {cutText, limits} from "./story-limits.js";

/** What links call the story that is found in a recording by. */
export const foundId = "found";

export const defaults = {
  /** Seconds that a chapter plays, and that the last moment stands. */
  seconds: 20,
  lastSeconds: 12,
  /** What is told together lasts at most so long. */
  longest: 6 * hour
} as const;

/**
 * A story of what stands out in a recording, in order of time: the first critical alert, the first success after failures, beacons, the
 * strongest bursts, countries that are new; and how it stands at the end. A function of the recording alone.
 * @param replay of this recording
 */
export function findStory(recording: Recording, replay: Replay): Story {
  const all = [
    findFirstGrave(replay),
    findFirstSuccess(recording),
    ...findBeacons(replay),
    ...findBursts(recording),
    ...findNewCountries(recording),
    findFirstVisit(recording)
  ].filter(found => found !== null);
  const chapters = together(all)
    .map(found => ({...found, to: Math.min(found.to, found.from + defaults.longest)}))
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map((found): Chapter => chapterOf(found, defaults.seconds));
  return {
    id: foundId,
    title: "What was found",
    about:
      "Chapters that were found in these events by themselves: bursts, first alerts, beacons, newcomers.",
    chapters: [...chapters, lastChapter(replay)]
  };
}

/** What mostly happens at one time is told once: by the graver title, with all sentences. */
function together(all: readonly Found[]): readonly Found[] {
  const told: Found[] = [];
  for (const found of all) {
    const index = told.findIndex(other => overlap(other, found) * 2 > found.to - found.from);
    const other = told[index];
    if (other === undefined) {
      told.push(found);
      continue;
    }
    const [from, to] = [Math.min(other.from, found.from), Math.max(other.to, found.to)];
    const range = to - from <= defaults.longest ? {from, to} : {};
    const caption = other.caption.includes(found.caption)
      ? other.caption
      : `${other.caption} ${found.caption}`;
    told[index] = {...other, ...range, caption};
  }
  return told;
}

const overlap = (a: Found, b: Found): number => Math.min(a.to, b.to) - Math.max(a.from, b.from);

function chapterOf({title, caption, from, to, scene}: Found, seconds: number): Chapter {
  const shown = cutText(caption, limits.caption);
  return {
    title,
    // Whole seconds, so that a downloaded story is easy to read.
    from: Math.floor(from / 1000) * 1000,
    to: Math.ceil(to / 1000) * 1000,
    seconds,
    caption: shown,
    note: null,
    did: [],
    card: true,
    scene
  };
}

function lastChapter({tape, anomalous, alerts, recording}: Replay): Chapter {
  const time = Math.max(0, timeAt(tape, tape.length) || 0);
  const grave = recording.alerts.filter(
    ({severity}) => severity === "critical" || severity === "high"
  ).length;
  const caption = `${count(tape.length)} events in all, ${count(anomalous.length)} of them suspicious; ${count(alerts.list.length)} alerts, ${count(grave)} of them high or critical.`;
  const found = {
    title: "How it stands at the end",
    caption,
    from: time,
    to: time,
    scene: {view: "all" as const}
  };
  // To the millisecond: a second later there are no events.
  return {...chapterOf(found, defaults.lastSeconds), from: time, to: time};
}
