import type {TranscriptLine} from "../sessions/transcript-lines.js";

export const defaults = {
  /** Milliseconds that a character takes to be typed, at speed 1. */
  character: 30,
  /** The longest that a line takes to be typed, however long it is. */
  longestTyping: 2500,
  /** The longest pause kept between two lines; visitors may wait for hours. */
  longestPause: 1500,
  /** The shortest, so that lines of one moment still come one after another. */
  shortestPause: 80
} as const;

/** One line of a session as it is played. */
export interface ScriptLine {
  readonly line: TranscriptLine;
  /** When it begins, in milliseconds of the play at speed 1. */
  readonly at: number;
  /** How long it takes to be typed; 0 of what was not typed. */
  readonly typing: number;
}

export interface Script {
  readonly lines: readonly ScriptLine[];
  /** Milliseconds in all. */
  readonly length: number;
  /** Pauses cut short. */
  readonly shortened: number;
}

/** When each line of a session is played: in the rhythm that was logged, with long pauses cut short. */
export function scriptOf(lines: readonly TranscriptLine[]): Script {
  let clock = 0;
  let shortened = 0;
  let before: number | null = null;
  const timed = lines.map((line): ScriptLine => {
    const pause = before === null ? 0 : line.offset - before;
    before = line.offset;
    if (pause > defaults.longestPause) ++shortened;
    clock += Math.min(defaults.longestPause, Math.max(defaults.shortestPause, pause));
    const typing =
      line.kind === "command" ? Math.min(defaults.longestTyping, typedLength(line) * defaults.character) : 0;
    const at = clock;
    clock += typing;
    return {line, at, typing};
  });
  return {lines: timed, length: clock, shortened};
}

/** Characters that were typed in a line. */
export function typedLength({parts}: Pick<TranscriptLine, "parts">): number {
  return parts.reduce((sum, {kind, text}) => sum + (kind === "log" ? text.length : 0), 0);
}

/** What of a script is on screen at a moment. */
export interface Moment {
  /** Lines begun. */
  readonly begun: number;
  /** Share of the last of them that is typed, 0 to 1. */
  readonly typed: number;
}

/** @param clock milliseconds of the play */
export function momentOf({lines, length}: Script, clock: number): Moment {
  if (clock >= length) return {begun: lines.length, typed: 1};
  let low = 0;
  let high = lines.length;
  // The first line that has not begun.
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as ScriptLine).at <= clock) low = middle + 1;
    else high = middle;
  }
  const last = lines[low - 1];
  if (last === undefined) return {begun: 0, typed: 1};
  return {begun: low, typed: last.typing === 0 ? 1 : Math.min(1, (clock - last.at) / last.typing)};
}
