import type {Scene} from "../../../engine/replay/scene.js";
import {formatPlural} from "../../format.js";

/** Milliseconds between two pictures in a live room. */
export const liveRoom = 7000;

/**
 * When a stage is drawn anew: in every frame, or once in a while, as live systems refresh; and never while it is locked. A value:
 * `beat` returns another one.
 */
export interface Rhythm {
  /** Milliseconds between two pictures; null: every frame. */
  readonly every: number | null;
  /** Null: nothing was drawn yet, or all must be drawn anew. */
  readonly drawn: {readonly at: number; readonly position: number} | null;
}

/** What there is to be drawn, or not. */
export interface Beat {
  /** Any steady count of milliseconds. */
  readonly now: number;
  /** Events played. */
  readonly position: number;
  readonly playing: boolean;
  readonly locked: boolean;
  /** Whether the reader went somewhere or changed what is shown, rather than the clock going on by itself. */
  readonly moved: boolean;
}

export interface Beaten {
  readonly rhythm: Rhythm;
  /** Whether the stage is drawn now; else it keeps what it shows. */
  readonly draw: boolean;
  /** What is held back, in words; null while nothing is. */
  readonly waiting: string | null;
}

export function createRhythm({every}: {readonly every: number | null}): Rhythm {
  return {every, drawn: null};
}

/**
 * Whether the stage is drawn now. What the reader does is always drawn at once; what the clock does waits for the next beat, or for
 * the lock to open. A paused clock is drawn where it stands, so that a picture at rest never depends on the rhythm.
 */
export function beat(rhythm: Rhythm, {now, position, playing, locked, moved}: Beat): Beaten {
  const {every, drawn} = rhythm;
  const isDue =
    drawn === null || moved || (!locked && (every === null || !playing || now - drawn.at >= every));
  if (isDue) {
    // Beats keep their distance even where frames come late; after a move they are counted anew.
    const late = drawn === null || moved || every === null ? 0 : (now - drawn.at) % every;
    return {rhythm: {every, drawn: {at: playing ? now - late : now, position}}, draw: true, waiting: null};
  }
  return {rhythm, draw: false, waiting: waitingText(position - drawn.position, locked)};
}

function waitingText(newer: number, locked: boolean): string | null {
  if (newer === 0) return locked ? "Locked." : null;
  // A replay that loops has begun anew meanwhile.
  if (newer < 0) return locked ? "Locked: the replay goes on behind this picture." : null;
  const events = formatPlural(newer, "newer event");
  return `${locked ? "Locked: " : ""}${events} ${newer === 1 ? "waits" : "wait"}.`;
}

/**
 * Whether the stage is locked: by the reader's choice, else, in a live room's rhythm, as long as one source is looked at in depth, so
 * that it is not swept away by the next refresh.
 * @param chosen null: the reader chose nothing
 */
export function isLocked(
  {every}: Pick<Rhythm, "every">,
  {source}: Pick<Scene, "source">,
  chosen: boolean | null
): boolean {
  return chosen ?? (every !== null && source !== null);
}
