import type {Tape} from "./tape.js";
import {positionAt} from "./tape.js";

/** Where a replay opens, so that there is something to see, and to come. */
export interface Opening<B> {
  /** Events played. */
  readonly position: number;
  /** The burst that begins there; null where none begins at a good place. */
  readonly burst: B | null;
}

export const defaults = {
  /** Share of the events before the opening, more than this: with fewer there would be little to see. */
  least: 0.1,
  /** The same, at most: as much is still to come. */
  most: 0.5
} as const;

/**
 * Where the first of these bursts begins that leaves some events before it and as many after it; after a tenth of the
 * events where there is none.
 * @param bursts the strongest first
 */
export function findOpening<B extends {readonly start_time: Date | number}>(
  tape: Tape,
  bursts: readonly B[]
): Opening<B> {
  for (const burst of bursts) {
    const position = positionAt(tape, Number(burst.start_time) - 1);
    if (position > tape.length * defaults.least && position <= tape.length * defaults.most)
      return {position, burst};
  }
  return {position: Math.round(tape.length * defaults.least), burst: null};
}
