import type {TimeRange} from "../selection.js";
import type {Speed} from "./clock.js";

/** No stretch is so short that it plays slower than this: below it, a second of the tape would take a quarter of an hour. */
const slowest = 1e-3;

/** How fast a stretch of time plays that is to take so many seconds, evenly; as it happened where it has no length, or no time is given. */
export function speedFor({from, to}: TimeRange, seconds: number): Speed {
  const timesReal = (to - from) / 1000 / seconds;
  return {timesReal: Number.isFinite(timesReal) && timesReal > 0 ? Math.max(slowest, timesReal) : 1};
}
