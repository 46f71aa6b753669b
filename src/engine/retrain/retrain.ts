import type {FeatureMatrix} from "../analysis/score/collect-features.js";
import {type LearntForest, learnForest} from "../analysis/score/learn-forest.js";
import {sampleRows} from "../analysis/score/sample-rows.js";
import {createScale} from "../analysis/score/score-scale.js";
import type {WorkerPool} from "../analysis/workers.js";
import type {GroupCalibration} from "../detect/calibration/group-calibration.js";
import {decode} from "../detect/isolation-forest/file.js";
import {scoreBlock} from "../detect/isolation-forest/score.js";
import {leastRows} from "../detect/isolation-forest/train.js";
import type {Severity} from "../event.js";
import {type Change, countAlerts, findChange} from "./change.js";
import {comparePrecision, type PrecisionComparison} from "./compare-precision.js";
import {type JudgedRows, judgeRows} from "./judge-rows.js";
import {rankCorrelation} from "./rank-correlation.js";
import {type GridCell, scoreGrid} from "./score-grid.js";
import {selectRows} from "./select-rows.js";
import type {RetrainSettings} from "./settings.js";

/** What is known of events, by their number. */
export interface EventMarks {
  /** The number of the alert that the event would belong to, were it flagged. */
  readonly alert: Int32Array;
  /** Of `labelCodes`. */
  readonly label: Uint8Array;
  /** The anomaly score that it carries; NaN without one. */
  readonly carried: Float64Array;
}

/** The published forest of a family, and what it makes of the family's events. */
export interface PublishedJudge {
  readonly trees: Uint8Array;
  readonly threshold: number;
  readonly calibration: GroupCalibration | null;
  /** By row of the family's matrix. */
  readonly raw: Float64Array;
}

/** One family's events with all that a retrained forest is compared with. */
export interface RetrainData {
  readonly matrix: FeatureMatrix;
  readonly applications: readonly string[];
  readonly marks: EventMarks;
  readonly published: PublishedJudge;
}

/** What one forest comes to. */
export interface ForestFigures {
  /** Raw score that the share `contamination` of what it learnt from exceeds. */
  readonly threshold: number;
  readonly calibration: GroupCalibration | null;
  readonly flaggedBy: JudgedRows["flaggedBy"];
  /** Selected events by severity; all "none" where severities mean nothing. */
  readonly severities: Readonly<Record<Severity, number>>;
  readonly flagged: number;
  readonly alerts: number;
}

export interface Comparison {
  /** Selected events of the family, and benign references among them. */
  readonly rows: number;
  readonly references: number;
  /** Rows that the retrained forest learnt from, and whether they are benign references. */
  readonly learnt: number;
  readonly benign: boolean;
  /** Features that most of those rows do not measure. */
  readonly dropped: readonly string[];
  /** Whether the retrained forest's file is the published one, byte for byte. */
  readonly same: boolean;
  readonly trainMs: number;
  /** Training, scoring and calibrating. */
  readonly totalMs: number;
  readonly published: ForestFigures;
  readonly retrained: ForestFigures;
  readonly gained: Change;
  readonly lost: Change;
  /** Flagged by both, as a share of what either flags; null where neither flags anything. */
  readonly overlap: number | null;
  /** Spearman's rank correlation of raw scores; null where one forest tells no events apart. */
  readonly correlation: number | null;
  /** Average precision by the published forest, the retrained one, and the score that events carry; null without labels. */
  readonly precision: PrecisionComparison | null;
  /** Anomaly scores of both; empty where one forest has none. */
  readonly grid: readonly GridCell[];
  /** The retrained forest's file. */
  readonly trees: Uint8Array<ArrayBuffer>;
  /** By row: the event's number. */
  readonly seq: Int32Array;
}

/** Why no forest was grown. */
export interface NoForest {
  readonly rows: number;
  readonly reason: "too few" | "nothing varies";
}

/** What the published forest makes of all of a family's rows. */
export function judgePublished(
  matrix: FeatureMatrix,
  {trees, calibration}: Pick<PublishedJudge, "trees" | "calibration">
): PublishedJudge {
  const forest = decode(trees);
  const raw = new Float64Array(matrix.rows);
  scoreBlock(forest, matrix.store.read(0, matrix.rows), matrix.columns, raw);
  return {trees, calibration, threshold: forest.threshold, raw};
}

/**
 * Trains a forest on the selected events, as `npm run data` would on those alone, and compares it with the published one on the same
 * events.
 * @param selected by number of the event, 1 where it is selected
 * @param now milliseconds from any beginning
 */
export async function retrain(
  {matrix: whole, applications, marks, published}: RetrainData,
  {family: _, ...settings}: RetrainSettings,
  selected: Uint8Array,
  pool: WorkerPool,
  now: () => number
): Promise<Comparison | NoForest> {
  const {matrix, place} = selectRows(whole, selected);
  if (matrix.rows < leastRows) return {rows: matrix.rows, reason: "too few"};
  const sample = sampleRows(matrix, settings.seed);
  const begun = now();
  let trained = begun;
  const learnt = await learnForest(matrix, sample, applications, pool, settings, () => {
    trained = now();
  });
  const ended = now();
  if (learnt === null) return {rows: matrix.rows, reason: "nothing varies"};

  const {application, seq} = matrix;
  const before = judgeRows(
    matrix,
    place.length === whole.rows ? published.raw : Float64Array.from(place, row => published.raw[row] ?? 0),
    {...published, scale: createScale(whole.application, published.raw, published.calibration, applications)}
  );
  const after = judgeRows(matrix, learnt.scores, {
    calibration: learnt.calibration,
    threshold: learnt.forest.threshold,
    scale: createScale(application, learnt.scores, learnt.calibration, applications)
  });
  const alert = seq.map(event => marks.alert[event] ?? 0);
  const bothScored = before.scores !== null && after.scores !== null;
  const shown = {
    before: bothScored && before.scores ? before.scores : before.raw,
    after: bothScored && after.scores ? after.scores : after.raw
  };
  return {
    rows: matrix.rows,
    references: count(matrix.reference),
    learnt: sample.index.length,
    benign: sample.isBenign,
    dropped: learnt.dropped.map(({name}) => name),
    same: isEqual(learnt.trees, published.trees),
    trainMs: trained - begun,
    totalMs: ended - begun,
    published: describe(before, published, alert),
    retrained: describe(after, ofLearnt(learnt), alert),
    gained: findChange(before, after, alert, shown),
    lost: findChange(after, before, alert, shown),
    overlap: findOverlap(before.flagged, after.flagged),
    correlation: rankCorrelation(before.raw, after.raw),
    precision: comparePrecision(
      Uint8Array.from(seq, event => marks.label[event] ?? 0),
      [shown.before, shown.after, scoresCarried(seq, marks)]
    ),
    grid: before.scores && after.scores ? scoreGrid(before.scores, after.scores) : [],
    trees: learnt.trees,
    seq
  };
}

const ofLearnt = ({forest, calibration}: LearntForest) => ({threshold: forest.threshold, calibration});

function describe(
  judged: JudgedRows,
  {threshold, calibration}: Pick<PublishedJudge, "threshold" | "calibration">,
  alert: Int32Array
): ForestFigures {
  const {flaggedBy, severities, flagged} = judged;
  return {
    threshold,
    calibration,
    flaggedBy,
    severities,
    flagged: count(flagged),
    alerts: countAlerts(flagged, alert)
  };
}

/** The scores that events carry; null where one has none. */
function scoresCarried(seq: Int32Array, {carried}: EventMarks): Float64Array | null {
  const scores = Float64Array.from(seq, event => carried[event] ?? Number.NaN);
  return scores.some(Number.isNaN) ? null : scores;
}

function findOverlap(a: Uint8Array, b: Uint8Array): number | null {
  let both = 0;
  let either = 0;
  a.forEach((flagged, row) => {
    if (flagged && b[row]) ++both;
    if (flagged || b[row]) ++either;
  });
  return either === 0 ? null : both / either;
}

const count = (marks: Uint8Array) => marks.reduce((sum, one) => sum + one, 0);

const isEqual = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);
