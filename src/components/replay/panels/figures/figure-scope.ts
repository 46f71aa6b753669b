import {type Frame, frameAt} from "../../../../engine/replay/frame.js";
import type {Replay} from "../../../../engine/replay/replay.js";
import type {Scene} from "../../../../engine/replay/scene.js";
import {positionAt} from "../../../../engine/replay/tape.js";
import {formatCount, formatPlural} from "../../../format.js";

const storylineWords = {all: null, suspicious: "suspicious only", blocked: "blocked only"} as const;

/** What a scene leaves out: "blocked only, without 1 source"; null where it tells of everything. */
export function scopeWords({only, without}: Pick<Scene, "only" | "without">): string | null {
  const words = [
    storylineWords[only],
    without.length === 0 ? null : `without ${formatPlural(without.length, "source")}`
  ].filter(word => word !== null);
  return words.length === 0 ? null : words.join(", ");
}

/** What happened in full until a frame's moment, within what it looks back on. */
export function wholeFrame(whole: Replay, {time, span}: Frame): Frame {
  return frameAt(whole, {position: positionAt(whole.tape, time), time}, span);
}

/** How many that leaves out: "without 1 source: 3,201 fewer". */
export function fewerWords(scope: string, here: number, inFull: number): string {
  return here >= inFull ? `${scope}: none fewer` : `${scope}: ${formatCount(inFull - here)} fewer`;
}
