import {mostAnomalous} from "../../../../engine/replay/frame.js";
import type {Replay} from "../../../../engine/replay/replay.js";

const known = new WeakMap<Replay, Map<number, number>>();

/** `mostAnomalous`, counted once for a replay and a span; at least 1. */
export function largestBubble(replay: Replay, span: number): number {
  const bySpan = known.get(replay) ?? new Map<number, number>();
  known.set(replay, bySpan);
  const most = bySpan.get(span) ?? Math.max(1, mostAnomalous(replay, span));
  bySpan.set(span, most);
  return most;
}
