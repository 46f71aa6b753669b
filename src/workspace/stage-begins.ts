import type {OpeningProgress} from "./opening.js";

type Stage = OpeningProgress["stage"];

/** The part of all the time that is over when a stage begins, as measured on logs of several formats; the last one ends at 1. */
export const stageBegins: Readonly<Record<Stage, number>> = {
  read: 0,
  detect: 0.2,
  score: 0.5,
  explain: 0.85,
  publish: 0.93
};

const order = ["read", "detect", "score", "explain", "publish"] as const satisfies readonly Stage[];

/**
 * The part of all the work that is done, in [0, 1]: within the first stage by bytes, within a later one by the time left,
 * and never further than where the next one begins.
 * @param seconds since the opening began
 */
export function shareDone({stage, bytes, totalBytes, secondsLeft}: OpeningProgress, seconds: number): number {
  const begin = stageBegins[stage];
  const next = order[order.indexOf(stage) + 1];
  const end = next === undefined ? 1 : stageBegins[next];
  if (stage === "read") return totalBytes > 0 ? end * Math.min(1, bytes / totalBytes) : begin;
  const byTime = secondsLeft === null ? begin : seconds / Math.max(1, seconds + secondsLeft);
  return Math.min(end, Math.max(begin, byTime));
}
