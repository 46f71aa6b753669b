import type {RecordedAlert} from "../recording.js";
import {sourceOf} from "./find-alerts.js";
import {minute} from "./found.js";
import {plainText} from "./plain-words.js";
import type {Chapter, Story} from "./story.js";
import {cutText, limits} from "./story-limits.js";

/** What links call the story of a reader's own marks by. */
export const markedId = "marked";

/** A stretch of time that a reader marked. */
export interface Mark {
  /** Milliseconds in UTC. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export const defaults = {
  seconds: 20,
  /** What is shown before and after a starred alert. */
  before: 5 * minute,
  after: 10 * minute
} as const;

/** What a reader marked and starred, as chapters in order of time; null where that is nothing. */
export function markedStory(marks: readonly Mark[], starredAlerts: readonly RecordedAlert[]): Story | null {
  const chapters = [...marks.map(tellMark), ...starredAlerts.map(tellAlert)]
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .slice(0, limits.chapters);
  if (chapters.length === 0) return null;
  return {
    id: markedId,
    title: "What you marked",
    about: "Your marks and starred alerts, in order of time.",
    chapters
  };
}

const common = {seconds: defaults.seconds, note: null, did: [], card: true} as const;

function tellMark({from, to, text}: Mark): Chapter {
  const [begin, end] = from <= to ? [from, to] : [to, from];
  const title = plainText(text, 80);
  const isCut = title !== null && title !== text.trim();
  return {
    ...common,
    title: title ?? "A marked stretch",
    from: begin,
    to: end,
    caption: title === null || isCut ? cutText(text.trim(), limits.caption) || null : null,
    scene: {view: "all"}
  };
}

/** A caption may hold addresses: it is shown where they are masked. */
function tellAlert(alert: RecordedAlert): Chapter {
  const source = sourceOf(alert);
  return {
    ...common,
    title: plainText(alert.finding, 80) ?? "A starred alert",
    from: alert.time - defaults.before,
    to: alert.time + defaults.after,
    caption: cutText(alert.reason.trim(), limits.caption) || null,
    scene: source === null ? {view: "alerts"} : {view: "source", source}
  };
}
