import {lowerBound} from "../../../../engine/lower-bound.js";
import type {Replay} from "../../../../engine/replay/replay.js";

const known = new WeakMap<Replay, Map<number, number>>();

/**
 * The most events that a bin of a length can have at any moment of a replay: where an axis ends that must not change while the replay plays.
 * Counted once for each length.
 * @param width milliseconds; bins begin at its multiples
 */
export function peakOfBins(replay: Replay, width: number): number {
  const peaks = known.get(replay) ?? new Map<number, number>();
  known.set(replay, peaks);
  const peak = peaks.get(width) ?? countPeak(replay.tape.clock, width);
  peaks.set(width, peak);
  return peak;
}

/** Goes from the end of one bin to the end of the next, so that stretches without events cost nothing. */
function countPeak(clock: Float64Array, width: number): number {
  let most = 0;
  let start = 0;
  while (start < clock.length) {
    const end = endOfBin(clock, start, (Math.floor((clock[start] ?? 0) / width) + 1) * width);
    most = Math.max(most, end - start);
    start = end;
  }
  return most;
}

/** Doubles its stride, then searches within the last: bins are short beside the tape. */
function endOfBin(clock: Float64Array, start: number, limit: number): number {
  let stride = 1;
  while ((clock[start + stride] ?? limit) < limit) stride *= 2;
  const from = start + (stride >> 1);
  return from + lowerBound(clock.subarray(from, start + stride + 1), limit);
}

/**
 * The most of an ascending list that lie within a span of a replay's clock.
 * @param events places on the tape
 */
export function peakWithin(clock: Float64Array, events: Int32Array, span: number): number {
  if (!Number.isFinite(span)) return events.length;
  let most = 0;
  let first = 0;
  for (let i = 0; i < events.length; i++) {
    const since = (clock[events[i] ?? 0] ?? 0) - span;
    while ((clock[events[first] ?? 0] ?? since) <= since && first < i) ++first;
    most = Math.max(most, i - first + 1);
  }
  return most;
}
