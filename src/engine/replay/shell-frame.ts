import type {Severity} from "../event.js";
import {lowerBound} from "../lower-bound.js";
import type {Moment} from "./clock.js";
import type {Replay, ShellTrack} from "./replay.js";
import type {ShellLine, ShellSession} from "./shell.js";
import {severityOfSource} from "./shell-severity.js";

export const defaults = {
  /** Milliseconds that a character takes to be typed, where the log leaves the time. */
  character: 120,
  /** Milliseconds after its last line in which a session counts as live. */
  live: 60_000
} as const;

/** A session as far as it has happened. */
export interface ShellView {
  readonly session: ShellSession;
  /** Those played, in order. */
  readonly lines: readonly ShellLine[];
  /** The next line, while it is being typed; null else. It is logged when it is entered, so it has not been played. */
  readonly typing: {readonly line: ShellLine; readonly characters: number} | null;
}

/** A session that something happened in lately. */
export interface LiveSession {
  readonly session: ShellSession;
  /** Typed so far. */
  readonly commands: number;
  /** When its last line so far was logged, milliseconds in UTC. */
  readonly last: number;
  /** Of the alerts about its source so far; null without any. */
  readonly gravest: Severity | null;
}

type Instant = Pick<Moment, "position" | "time">;

/** Of one session: its lines on the tape, when they appear, and how many are commands among the first n. */
interface SessionTrack {
  readonly lines: readonly ShellLine[];
  readonly positions: Int32Array;
  readonly commands: Uint32Array;
}

interface TrackIndex {
  readonly sessions: ReadonlyMap<ShellSession, SessionTrack>;
  /** The latest time of all lines up to each; never decreases. */
  readonly clock: Float64Array;
}

/** Made once per track, which never changes. */
const indexes = new WeakMap<ShellTrack, TrackIndex>();

function indexOf(track: ShellTrack): TrackIndex {
  let index = indexes.get(track);
  if (index === undefined) {
    index = makeIndex(track);
    indexes.set(track, index);
  }
  return index;
}

function makeIndex({lines, positions}: ShellTrack): TrackIndex {
  const own = new Map<ShellSession, number[]>();
  const clock = new Float64Array(lines.length);
  let latest = Number.NEGATIVE_INFINITY;
  for (const [i, {session, line}] of lines.entries()) {
    const list = own.get(session);
    if (list === undefined) own.set(session, [i]);
    else list.push(i);
    latest = Math.max(latest, line.time);
    clock[i] = latest;
  }
  const sessions = new Map<ShellSession, SessionTrack>();
  for (const [session, numbers] of own) {
    const typed = numbers.flatMap(i => lines[i]?.line ?? []);
    const commands = new Uint32Array(typed.length + 1);
    for (const [i, {kind}] of typed.entries())
      commands[i + 1] = (commands[i] ?? 0) + (kind === "command" ? 1 : 0);
    sessions.set(session, {
      lines: typed,
      positions: Int32Array.from(numbers, i => positions[i] ?? 0),
      commands
    });
  }
  return {sessions, clock};
}

/** How many lines, of all sessions, have been played. */
const playedAt = ({positions}: {readonly positions: Int32Array}, position: number) =>
  lowerBound(positions, position + 1);

/**
 * The session on screen at a moment: the one whose line was played last, of lines that appear together the last logged. Null before the
 * first line. A function of track and moment alone.
 */
export function shellAt(track: ShellTrack, moment: Instant): ShellView | null {
  const last = track.lines[playedAt(track, moment.position) - 1];
  return last === undefined ? null : sessionAt(track, last.session, moment);
}

/** One session at a moment; null where nothing of it is on the tape. */
export function sessionAt(
  track: ShellTrack,
  session: ShellSession,
  {position, time}: Instant
): ShellView | null {
  const own = indexOf(track).sessions.get(session);
  if (own === undefined) return null;
  const played = playedAt(own, position);
  const next = own.lines[played];
  const characters = next?.kind === "command" ? charactersTyped(next, own.lines[played - 1], time) : 0;
  return {
    session,
    lines: own.lines.slice(0, played),
    typing: next === undefined || characters === 0 ? null : {line: next, characters}
  };
}

/**
 * A honeypot logs a command when it is entered, so it was typed before: since the line before it, or as long as its characters take,
 * whichever is shorter. The first line of a session has nothing before it, and is not typed.
 */
function charactersTyped({text, time}: ShellLine, before: ShellLine | undefined, now: number): number {
  if (before === undefined) return 0;
  const length = [...text].length;
  const begin = Math.max(before.time, time - length * defaults.character);
  if (now < begin) return 0;
  const share = time > begin ? Math.min(1, (now - begin) / (time - begin)) : 1;
  return Math.floor(length * share);
}

/** The sessions in which something happened within the last minute, the latest first. */
export function liveSessions({shell, alerts}: Replay, {position, time}: Instant): readonly LiveSession[] {
  const {clock, sessions} = indexOf(shell);
  const to = playedAt(shell, position);
  const from = Math.min(to, lowerBound(clock, time - defaults.live));
  const found = new Map<ShellSession, LiveSession>();
  for (let i = to - 1; i >= from; i--) {
    const {session, line} = shell.lines[i] ?? {};
    if (session === undefined || line === undefined || found.has(session)) continue;
    const own = sessions.get(session);
    const commands = own?.commands[playedAt(own, position)] ?? 0;
    const gravest = severityOfSource(alerts, session.source_ip, position);
    found.set(session, {session, commands, last: line.time, gravest});
  }
  return [...found.values()];
}
