import {type Cues, findAlertCues, findBurstCues, jumpSeverity, nextCue} from "../../engine/replay/cues.js";
import type {Replay} from "../../engine/replay/replay.js";
import type {CueKind} from "./stage.js";

/** Where a jump leads: a position, or a sentence that says why it leads nowhere. */
export type Jump = {readonly position: number} | {readonly sentence: string};

/** The jumps within one replay. Its cues are found when first asked for. */
export function cueJumps(
  replay: Replay
): (kind: Exclude<CueKind, "chapter">, position: number, direction: 1 | -1) => Jump {
  const found = new Map<CueKind, Cues>();
  const cuesOf = (kind: Exclude<CueKind, "chapter">): Cues => {
    const cues = found.get(kind) ?? (kind === "alert" ? findAlertCues(replay) : findBurstCues(replay));
    found.set(kind, cues);
    return cues;
  };
  return (kind, position, direction) => {
    const cues = cuesOf(kind);
    const cue = nextCue(cues, position, direction);
    if (cue !== null) return {position: cue.position};
    const name = kind === "alert" ? `alert of ${jumpSeverity(replay)} severity or worse` : "burst";
    const where = direction > 0 ? "after" : "before";
    return {
      sentence:
        cues.positions.length === 0
          ? `There is no ${name} in what is told.`
          : `No ${name} comes ${where} this moment.`
    };
  };
}
