import type {Dataset} from "../../../../engine/event.js";
import type {RecordedBurst} from "../../../../engine/replay/recording.js";

/** A burst as far as it is known at a moment. */
export interface SeenBurst {
  readonly burst: RecordedBurst;
  readonly from: number;
  /** Where it ends, or the moment while it goes on. */
  readonly to: number;
}

/**
 * The bursts that have begun by a moment and are in view, none further than the moment: what comes is not told.
 * @param since milliseconds in UTC, where the view begins
 */
export function burstsSeen(
  bursts: readonly RecordedBurst[],
  since: number,
  time: number
): readonly SeenBurst[] {
  const seen: SeenBurst[] = [];
  for (const burst of bursts) {
    if (burst.from <= time && burst.to > since)
      seen.push({burst, from: Math.max(since, burst.from), to: Math.min(time, burst.to)});
  }
  return seen;
}

/** The datasets that have bursts, in the order in which they first do: each has a lane of its own. */
export function burstLanes(bursts: readonly RecordedBurst[]): readonly Dataset[] {
  return [...new Set(bursts.map(({dataset}) => dataset))];
}

/** A word that wants a place on a line, pixels. */
export interface Word {
  readonly x: number;
  readonly width: number;
  /** Who comes first where there is no room for all. */
  readonly weight: number;
}

/** The words that can stand on one line without touching, by their place in the list: the weightiest first. */
export function wordsThatFit(words: readonly Word[], gap: number): readonly number[] {
  const placed: number[] = [];
  const order = words.map((_, i) => i).sort((a, b) => weight(words, b) - weight(words, a) || a - b);
  for (const i of order) {
    const word = words[i];
    if (word === undefined) continue;
    const isFree = placed.every(other => {
      const {x = 0, width = 0} = words[other] ?? {};
      return word.x >= x + width + gap || x >= word.x + word.width + gap;
    });
    if (isFree) placed.push(i);
  }
  return placed.sort((a, b) => a - b);
}

const weight = (words: readonly Word[], i: number) => words[i]?.weight ?? 0;
