import {createRandom, type Random, randomInteger} from "../random.js";
import {
  type Calibration,
  calibrate,
  defaults as calibrationDefaults,
  tailProbability
} from "./calibration/calibration.js";
import type {Detector, DetectorOptions, FittedDetector} from "./detector.js";
import {
  isLearnable,
  requireRow,
  requireScoringRows,
  requireTrainingRows,
  sampleRows,
  takeRows
} from "./detector-rows.js";

export const defaults = {
  /** Parts that training rows are dealt into: each is scored by members fitted on the others. */
  folds: 5,
  /** Training rows dealt, at most. */
  rows: 49_152
} as const;

/** One of the detectors combined. */
export interface Member {
  readonly detector: Detector;
  readonly weight: number;
  /** The most evidence it can give, in decades: with 1, any p of 0.1 or less says the same. Without limit by default. */
  readonly most?: number;
}

/** What one member says of a row. */
export interface MemberEvidence {
  /** The member's name. */
  readonly name: string;
  /** Its raw score. */
  readonly score: number;
  /** The probability that a benign row scores as high or higher with it. */
  readonly probability: number;
  /** What it adds to the total: weight x min(most, -log10 probability), and next to nothing that tells ties apart. */
  readonly evidence: number;
}

export interface FittedCombination extends FittedDetector {
  /** What the members say of one row, in their order: the evidence adds up to the total. */
  explainMembers(row: Float32Array): readonly MemberEvidence[];
}

export interface Combination extends Detector {
  readonly members: readonly Member[];
  fit(rows: Float32Array, columns: number, options: DetectorOptions): FittedCombination;
}

/**
 * Evidence that a score adds beyond its p for each factor of e by which it exceeds the benign scores' range: scores whose p is equal, at a
 * member's limit or at the least p that calibration claims, stay in order, and hardly anything else is changed.
 */
const tieBreak = 1e-4;

/**
 * Combines detectors by their calibrated p-values: the score is the weighted sum of -log10 p (Fisher's method with weights; the members
 * depend on each other, so the sum has no known distribution and is calibrated again like any score).
 *
 * Each member's p comes from benign rows that it was not fitted on: training rows are dealt at random into five folds, each fold
 * scored by a member fitted on the others; the member that then scores is fitted on all. With fewer than 500 rows the same
 * rows count several times, which leaves the distribution as it is: here p only ranks and promises nothing.
 *
 * By members, the parts add up exactly (`explainMembers`). By columns, each member's evidence is shared among the columns in proportion to
 * their parts in the member's own explanation, negative parts left out: a share of the evidence, exact in its sum. The base is the evidence
 * of members none of whose columns have a positive part.
 */
export function createCombination(name: string, label: string, members: readonly Member[]): Combination {
  return {
    name,
    label,
    unit: "decades of p",
    members,
    fit(rows, columns, options) {
      const use = requireTrainingRows(rows, columns, options, "a combination");
      const {names} = options;
      const fitted = members.map(member => {
        const calibration = crossCalibrate(member.detector, rows, columns, options, use);
        return {...member, calibration, model: member.detector.fit(rows, columns, options)};
      });
      return {
        columns,
        score(given, out) {
          const count = requireScoringRows(given, columns, use, names, out.length);
          const scores = new Float64Array(count);
          out.fill(0, 0, count);
          for (const member of fitted) {
            member.model.score(given, scores);
            for (let row = 0; row < count; ++row) {
              out[row] = (out[row] as number) + evidenceOf(member, member.calibration, scores[row] as number);
            }
          }
        },
        explain(row) {
          requireRow(row, columns, use, names);
          const said = explainMembers(row);
          const parts = new Float64Array(columns);
          let base = 0;
          let total = 0;
          fitted.forEach((member, i) => {
            const evidence = said[i]?.evidence ?? 0;
            total += evidence;
            const own = member.model.explain(row).parts;
            const positive = own.reduce((sum, part) => sum + Math.max(0, part), 0);
            if (positive === 0) base += evidence;
            else {
              own.forEach((part, column) => {
                if (part > 0) parts[column] = (parts[column] ?? 0) + evidence * (part / positive);
              });
            }
          });
          return {base, parts, total};
        },
        explainMembers
      };

      function explainMembers(row: Float32Array): readonly MemberEvidence[] {
        requireRow(row, columns, use, names);
        const scores = new Float64Array(1);
        return fitted.map(member => {
          member.model.score(row, scores);
          const score = scores[0] ?? 0;
          const probability = tailProbability(member.calibration, score);
          return {
            name: member.detector.name,
            score,
            probability,
            evidence: evidenceOf(member, member.calibration, score)
          };
        });
      }
    }
  };
}

/** At least 0; rises with the score from the least benign one on, even where p does not fall any more. */
function evidenceOf({weight, most}: Member, calibration: Calibration, score: number): number {
  const decades = -Math.log10(tailProbability(calibration, score));
  const limited = Math.min(decades, most ?? Number.POSITIVE_INFINITY);
  const {scores} = calibration;
  const least = scores[0] ?? 0;
  const range = (scores[scores.length - 1] ?? 0) - least;
  const beyond = Math.max(0, score - least) / (range > 0 ? range : 1);
  return weight * (limited + tieBreak * Math.log1p(beyond));
}

/** The distribution of a member's scores over rows it was not fitted on. */
function crossCalibrate(
  detector: Detector,
  rows: Float32Array,
  columns: number,
  options: DetectorOptions,
  use: readonly number[]
): Calibration {
  const random = createRandom(options.seed);
  const sample = sampleRows(rows, columns, defaults.rows, random);
  const order = shuffled(sample.length / columns, random);
  const scores = new Float64Array(order.length);
  let done = 0;
  for (let fold = 0; fold < defaults.folds; ++fold) {
    const pick = (isIn: (of: number) => boolean) =>
      takeRows(
        sample,
        columns,
        order.filter((_, i) => isIn(i % defaults.folds))
      );
    const held = pick(of => of === fold);
    const others = pick(of => of !== fold);
    // Of a handful of rows, what is left may teach nothing. The member then judges rows that it knows.
    const taught = isLearnable(others, columns, use) ? others : rows;
    const size = held.length / columns;
    detector.fit(taught, columns, options).score(held, scores.subarray(done, done + size));
    done += size;
  }
  const {leastScores} = calibrationDefaults;
  const copies = Math.ceil(leastScores / scores.length);
  const repeated = Float64Array.from(
    {length: copies * scores.length},
    (_, i) => scores[i % scores.length] ?? 0
  );
  const calibration = calibrate(repeated);
  if (calibration === null)
    throw new RangeError(`need ${leastScores} scores to calibrate, have ${repeated.length}`);
  return calibration;
}

function shuffled(count: number, random: Random): Int32Array {
  const order = Int32Array.from({length: count}, (_, row) => row);
  for (let i = count - 1; i > 0; --i) {
    const k = randomInteger(random, i + 1);
    const row = order[i] ?? 0;
    order[i] = order[k] ?? 0;
    order[k] = row;
  }
  return order;
}
