import type {EvidenceFigures} from "../../engine/evaluate/pattern-evaluation.js";
import {severities} from "../../engine/event.js";
import {formatShare} from "../format.js";
import {compareDetectors, labelOf} from "./detector-label.js";

/** Level from which on somebody is asked to look soon. */
const high = 3;
/** Share of right events from which on a detector is called reliable. */
const reliable = 0.9;

export interface PrecisionRow extends EvidenceFigures {
  /** Attacks among the events that the truth judges; null when it judges none. */
  readonly precision: number | null;
}

/** Detectors in the order of the page, the gravest level of each first. */
export function precisionRows(figures: readonly EvidenceFigures[]): PrecisionRow[] {
  return figures
    .map(line => ({...line, precision: precisionOf(line)}))
    .sort((a, b) => compareDetectors(a.detector, b.detector) || b.level - a.level);
}

/** "At high and above 5 of 6 detectors are right 9 times in 10 or more; the least reliable is “Burst”, 41.2%". */
export function precisionFinding(rows: readonly EvidenceFigures[]): string {
  const grave = [...new Set(rows.filter(({level}) => level >= high).map(({detector}) => detector))]
    .map(detector => {
      const own = rows.filter(row => row.detector === detector && row.level >= high);
      return {
        detector,
        precision: precisionOf({
          attacks: own.reduce((sum, {attacks}) => sum + attacks, 0),
          normal: own.reduce((sum, {normal}) => sum + normal, 0)
        })
      };
    })
    .filter((line): line is {detector: string; precision: number} => line.precision !== null);
  if (grave.length === 0) return "Events that each detector is about: attacks and normal ones";
  const right = grave.filter(({precision}) => precision >= reliable).length;
  const least = grave.reduce((a, b) => (b.precision < a.precision ? b : a));
  const worst =
    least.precision === 1
      ? `none is ever wrong there${worstBelow(rows)}`
      : `the least reliable is “${labelOf(least.detector)}”, ${formatShare(least.precision)}`;
  return `At high and above ${right} of ${grave.length} detectors are right 9 times in 10 or more; ${worst}`;
}

/** ", but “Sensor signature” at low is right in 0.6% only"; nothing where none is worse. */
function worstBelow(rows: readonly EvidenceFigures[]): string {
  const [worst] = precisionRows(rows)
    .filter((row): row is PrecisionRow & {precision: number} => row.level < high && row.precision !== null)
    .toSorted((a, b) => a.precision - b.precision);
  if (worst === undefined || worst.precision >= reliable) return "";
  return `, but “${labelOf(worst.detector)}” at ${severities[worst.level]} is right in ${formatShare(worst.precision)} only`;
}

function precisionOf({attacks, normal}: Pick<EvidenceFigures, "attacks" | "normal">): number | null {
  return attacks + normal === 0 ? null : attacks / (attacks + normal);
}
