import type {Severity} from "../event.js";
import {severities} from "../event.js";
import {lowerBound} from "../lower-bound.js";
import {burstFinder} from "./burst-events.js";
import type {Replay} from "./replay.js";

/** Where something worth jumping to is on a tape. */
export interface Cue {
  /** Events played once it is there. */
  readonly position: number;
  /** Its index in the list that it is from: `replay.alerts.list` or `replay.recording.bursts`. */
  readonly index: number;
}

/** All of one kind, in order of their positions, and of their indexes where these are the same. */
export interface Cues {
  readonly positions: Int32Array;
  readonly indexes: Int32Array;
}

/** With more cues than this the jump from one to the next would show little that is new. */
const cuesWanted = 100;

/**
 * The severity from which on alerts are worth a jump: the mildest that leaves at most a hundred of them, and the severest that occurs where even
 * it has more. So the few alerts of a quiet day are all jumped to, and of tens of thousands only those that matter most.
 */
export function jumpSeverity({alerts}: Replay): Severity {
  const total = (index: number) => alerts.counts[index]?.at(-1) ?? 0;
  let severest = severities.length - 1;
  while (severest > 0 && total(severest) === 0) --severest;
  let least = severest;
  let count = total(severest);
  while (least > 0 && count + total(least - 1) <= cuesWanted) count += total(--least);
  return severities[least] ?? "none";
}

/** The alerts of at least a severity, each at the event with which it appears. */
export function findAlertCues(replay: Replay, least: Severity = jumpSeverity(replay)): Cues {
  const {list, positions} = replay.alerts;
  const limit = severities.indexOf(least);
  const cues: Cue[] = [];
  for (const [index, {severity}] of list.entries())
    if (severities.indexOf(severity) >= limit) cues.push({position: positions[index] ?? 0, index});
  return sortCues(cues);
}

/** The bursts that have events on the tape, each where the first of them is logged. */
export function findBurstCues({recording: {bursts, columns}}: Replay): Cues {
  if (bursts.length === 0) return sortCues([]);
  const burstOf = burstFinder(bursts);
  const first = new Map<number, number>();
  for (let event = 0; event < columns.times.length && first.size < bursts.length; event++) {
    const index = burstOf(columns.datasets[event] ?? -1, columns.times[event] ?? 0);
    if (index >= 0 && !first.has(index)) first.set(index, event + 1);
  }
  return sortCues([...first].map(([index, position]) => ({position, index})));
}

/** The first cue strictly after a position, or the last one strictly before it; null where there is none. Of several at one position, the first. */
export function nextCue({positions, indexes}: Cues, position: number, direction: 1 | -1): Cue | null {
  let at = lowerBound(positions, direction > 0 ? Math.floor(position) + 1 : Math.ceil(position));
  if (direction < 0) at = lowerBound(positions, positions[at - 1] ?? 0);
  const [found, index] = [positions[at], indexes[at]];
  if (found === undefined || index === undefined) return null;
  return direction > 0 || found < position ? {position: found, index} : null;
}

function sortCues(cues: readonly Cue[]): Cues {
  const sorted = [...cues].sort((a, b) => a.position - b.position || a.index - b.index);
  return {
    positions: Int32Array.from(sorted, ({position}) => position),
    indexes: Int32Array.from(sorted, ({index}) => index)
  };
}
