import type {Severity} from "../../../../engine/event.js";
import {severities} from "../../../../engine/event.js";
import type {Replay} from "../../../../engine/replay/replay.js";
import {timeAt} from "../../../../engine/replay/tape.js";
import type {TimeScale} from "./time-scale.js";

/** The sign of an alert on a line of time. */
export interface AlertMark {
  /** Pixels. */
  readonly x: number;
  readonly severity: Severity;
}

/** Severities that are marked, the gravest first, and how far their marks keep from others, in widths of a mark. */
const marked = [
  {severity: "critical", gap: 1},
  {severity: "high", gap: 4}
] as const;

/**
 * Where the gravest alerts of a whole tape appear, no two marks upon each other: critical ones first, and among equals what comes first. Of a
 * crowd, its first and then whatever keeps its distance.
 * @param size pixels of a mark
 */
export function thinMarks({alerts, tape}: Replay, scale: TimeScale, size: number): AlertMark[] {
  const marks: AlertMark[] = [];
  for (const {severity, gap} of marked) {
    const taken = marks.map(({x}) => x);
    let last = Number.NEGATIVE_INFINITY;
    for (const [i, alert] of alerts.list.entries()) {
      if (alert.severity !== severity) continue;
      const x = scale.x(timeAt(tape, alerts.positions[i] ?? 0));
      if (x - last < gap * size || taken.some(other => Math.abs(other - x) < size)) continue;
      marks.push({x, severity});
      last = x;
    }
  }
  return marks.sort((a, b) => a.x - b.x || rank(b.severity) - rank(a.severity));
}

const rank = (severity: Severity) => severities.indexOf(severity);
