import type {Recording} from "../../engine/replay/recording.js";
import {createReplay, type Replay} from "../../engine/replay/replay.js";
import type {ReplayOf} from "../../engine/replay/story/telling.js";
import {filterRecording} from "../../engine/replay/what-if.js";

/** Replays kept beside the whole one: those of the scenes that a story changes between. */
const mostKept = 6;

export interface Replays {
  /** All that was recorded. */
  readonly whole: Replay;
  readonly of: ReplayOf;
}

/** What scenes tell of a recording, each made once and kept as long as few others are asked for. */
export function createReplays(recording: Recording): Replays {
  const whole = createReplay(recording);
  const kept = new Map<string, Replay>();
  return {
    whole,
    of({only, without}) {
      const key = JSON.stringify([only, without]);
      const before = kept.get(key);
      kept.delete(key);
      const filtered = before === undefined ? filterRecording(recording, {only, without}) : recording;
      const replay = before ?? (filtered === recording ? whole : createReplay(filtered));
      kept.set(key, replay);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
      return replay;
    }
  };
}
