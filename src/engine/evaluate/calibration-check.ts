import {calibrationOf, type GroupCalibration} from "../detect/calibration/group-calibration.js";
import {poissonInterval} from "./poisson.js";

/** How often benign rows were found as unusual as a probability says, on rows that the calibration did not see. */
export interface CalibrationPoint {
  /** The probability that is claimed. */
  readonly implied: number;
  /** Share of benign rows with a probability of at most that. */
  readonly observed: number;
  /** 99% interval of that share, by the Poisson distribution of the count. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** Half decades from a tenth to a millionth. */
export const impliedGrid: readonly number[] = [
  1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6, 1e-6
];

/**
 * The calibration curve of benign rows: on the diagonal a probability means what it says, above it there are more false
 * alarms than promised. Empty without benign rows.
 */
export function checkCalibration(probability: Float64Array, benign: Int32Array): readonly CalibrationPoint[] {
  if (benign.length === 0) return [];
  return impliedGrid.map(implied => {
    let count = 0;
    for (const row of benign) if ((probability[row] as number) <= implied) ++count;
    const {low, high} = poissonInterval(count, 0.99);
    const share = (n: number) => Math.min(1, n / benign.length);
    return {implied, observed: share(count), low: share(low), high: share(high), count};
  });
}

/** How well the tails of one application group's benign scores are described, over all splits. */
export interface GroupTail {
  readonly group: string;
  /** Benign scores it was calibrated on: least over the splits. */
  readonly count: number;
  /** Whether the group has a distribution of its own in every split; else it shares that of the small groups. */
  readonly own: boolean;
  /** Greatest Kolmogorov-Smirnov distance of a tail from its fit; null where there was no tail. */
  readonly tailDistance: number | null;
  /** Benign rows judged, and those of them with a probability of at most a thousandth: `low` severity and above. */
  readonly judged: number;
  readonly low: number;
}

/** Per group of the judged benign rows, by name. */
export function describeTails(
  calibrations: readonly GroupCalibration[],
  groups: {readonly names: readonly string[]; readonly codes: Int32Array},
  probability: Float64Array,
  benign: Int32Array
): readonly GroupTail[] {
  const judged = new Int32Array(groups.names.length);
  const low = new Int32Array(groups.names.length);
  for (const row of benign) {
    const code = groups.codes[row] as number;
    judged[code] = (judged[code] as number) + 1;
    if ((probability[row] as number) <= 1e-3) low[code] = (low[code] as number) + 1;
  }
  return groups.names.flatMap((group, code) => {
    if (judged[code] === 0) return [];
    const used = calibrations.map(calibration => calibrationOf(calibration, group));
    const distances = used.flatMap(({tailDistance}) => (tailDistance === null ? [] : [tailDistance]));
    return [
      {
        group,
        count: used.reduce((least, {count}) => Math.min(least, count), Number.POSITIVE_INFINITY),
        own: calibrations.every(({own}) => Object.hasOwn(own, group)),
        tailDistance: distances.length === 0 ? null : Math.max(...distances),
        judged: judged[code] as number,
        low: low[code] as number
      }
    ];
  });
}
