import {fillReasons} from "../../build/alerts.js";
import {
  anomalyScore,
  type Calibration,
  severityThresholds,
  tailProbability
} from "../../detect/calibration/calibration.js";
import {calibrationOf} from "../../detect/calibration/group-calibration.js";
import {decode} from "../../detect/isolation-forest/file.js";
import {scoreBlock} from "../../detect/isolation-forest/score.js";
import {createIsolationForestExplainer} from "../../explain/explain-isolation-forest.js";
import {explainInWords, rarityInWords} from "../../explain/sentence.js";
import {usualOf} from "../../explain/usual-values.js";
import {featureSets} from "../../features/features.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import type {WorkerPool} from "../workers.js";
import {appendParts, createPartTables} from "./append-parts.js";
import type {FeatureMatrix} from "./collect-features.js";
import {type ExplainedRows, type ExplainRequest, findClearing} from "./explain-rows.js";
import {gatherRows} from "./sample-rows.js";
import type {FamilyModel} from "./score-events.js";

/** Rows explained at a time. */
const pieceRows = 4096;

/**
 * Creates `explanations` of all alerts: of every event that a model scored, what each feature added; of every finding of
 * a rule, its level. Gives the alerts of models their reasons in words. Needs `alerts`, `events` and `evidence`.
 * @param pool of `worker.ts`
 */
export async function explainAlerts(
  database: Database,
  matrices: readonly FeatureMatrix[],
  models: readonly FamilyModel[],
  applications: readonly string[],
  pool: WorkerPool,
  progress: Progress
): Promise<void> {
  await createPartTables(database);
  const asked = await database.rows(selectAsked);
  let explained = 0;
  for (const matrix of matrices) {
    const model = models.find(m => m.family === matrix.family);
    if (!model?.trees || !model.usual) continue;
    const wanted = findRows(matrix, asked);
    const pieces = Array.from({length: Math.ceil(wanted.length / pieceRows)}, (_, i) =>
      wanted.slice(i * pieceRows, (i + 1) * pieceRows)
    );
    const explain = createExplainer(matrix, model, applications, pool);
    // All are under way at once, and are written in order.
    for (const piece of pieces.map(explain)) {
      const {parts, reasons} = await piece;
      await appendParts(database, parts, reasons);
      explained += reasons.length;
      progress.update(`${explained.toLocaleString("en-US")} alerts explained`);
    }
  }
  await database.run(fillReasons);
  await database.run(createExplanations);
}

/** What a row of `explanations` is made of, by number of the event. */
export interface Part {
  readonly seq: number;
  readonly detector: string;
  readonly feature: string;
  readonly value: number | null;
  readonly usual: number | null;
  readonly contribution: number;
  readonly clearing: number | null;
}

export interface Reason {
  readonly seq: number;
  readonly reason: string;
}

interface Wanted {
  readonly row: number;
  readonly seq: number;
  readonly score: number;
  /** What the reason begins with. */
  readonly context: string;
}

/** Of a login who, where and when, since its measures alone do not tell; of other events nothing. SQL over `events`. */
const loginContext = `CASE WHEN events.dataset IN ('authlog', 'textlog') THEN format('{}{} at {} UTC: {}. ',
  coalesce('User ' || left(events.username, 40), 'No user named'), coalesce(' on ' || left(events.sensor, 60), ''),
  strftime(events.event_time::TIMESTAMP, '%H:%M'), events.event_type) END`;

const selectAsked = `
  SELECT seq, any_value(alerts.anomaly_score) AS score, any_value(${loginContext}) AS context
  FROM alerts JOIN events USING (seq) GROUP BY seq ORDER BY seq
`;

const createExplanations = `
  CREATE TABLE explanations AS
  SELECT event_id, detector, feature, value, usual, contribution, clearing
  FROM parts JOIN events ON events.seq = parts.seq
  UNION ALL
  SELECT DISTINCT alerts.event_id, alerts.detector, coalesce('rule ' || alerts.rule, 'rule'), NULL, NULL, evidence.level, NULL
  FROM alerts JOIN evidence ON evidence.seq = alerts.seq AND evidence.detector = alerts.detector
    AND evidence.rule IS NOT DISTINCT FROM alerts.rule
`;

/** One event's rows together, one detector after the other; the largest part first. */
export const selectExplanations = `
  SELECT * FROM explanations ORDER BY event_id, detector, contribution DESC, feature
`;

/** The rows of the matrix among the events asked for; both are in ascending order of seq. */
function findRows(
  {seq: seqs}: FeatureMatrix,
  asked: Awaited<ReturnType<Database["rows"]>>
): readonly Wanted[] {
  const found: Wanted[] = [];
  let row = 0;
  for (const {seq, score, context} of asked) {
    while (row < seqs.length && (seqs[row] ?? 0) < Number(seq)) ++row;
    if (seqs[row] !== seq) continue;
    found.push({row, seq: Number(seq), score: Number(score), context: String(context ?? "")});
  }
  return found;
}

function createExplainer(
  matrix: FeatureMatrix,
  model: FamilyModel,
  applications: readonly string[],
  pool: WorkerPool
) {
  const {family, columns} = matrix;
  const {trees, usual, source} = model;
  if (trees === null || usual === null) throw new Error(`no model of ${family} events to explain`);
  const specs = featureSets[family];
  const scales = specs.map(({scale}) => scale);
  const forest = decode(trees);
  const explainer = createIsolationForestExplainer(forest);
  const inForest = specs.map((_, column) => forest.feature.includes(column));
  const one = family === "flow" ? "flow" : family === "login" ? "login event" : "honeypot event";
  const thresholds = new Map<string, number>();

  function thresholdOf(application: string): number {
    const known = thresholds.get(application);
    if (known !== undefined) return known;
    const groups = model.detector?.calibration;
    const threshold = groups ? findThreshold(calibrationOf(groups, application)) : Number.NEGATIVE_INFINITY;
    thresholds.set(application, threshold);
    return threshold;
  }

  return async (piece: readonly Wanted[]) => {
    const rows = gatherRows(
      matrix,
      Int32Array.from(piece, ({row}) => row)
    );
    const groups = piece.map(({row}) => applications[matrix.application[row] ?? 0] ?? "other");
    const usuals = groups.map(group => usualOf(usual, group));
    const ask: ExplainRequest | null = source && {
      model: source,
      rows,
      thresholds: Float64Array.from(groups, thresholdOf),
      usual: Float32Array.from(usuals.flatMap(({median}) => median.map(value => value ?? Number.NaN))),
      scales
    };
    const told = ask && (await pool.run<ExplainedRows>(ask));
    const added = new Float64Array(rows.length);
    explainer.explainRows(rows, added);

    const parts: Part[] = [];
    const reasons: Reason[] = [];
    piece.forEach(({seq, score, context}, i) => {
      const start = i * columns;
      const row = rows.subarray(start, start + columns);
      const usualHere = usuals[i] ?? usual.all;
      const group = groups[i] ?? "other";
      const forestParts = added.subarray(start, start + columns);
      const cleared = new Map<number, number>();
      if (told === null && model.calibration !== null) {
        const judge = {
          score: (given: Float32Array, out: Float64Array) => scoreBlock(forest, given, columns, out),
          threshold: thresholdOf(group)
        };
        const medians = Float32Array.from(usualHere.median, value => value ?? Number.NaN);
        for (const {column, value} of findClearing(judge, row, forestParts, medians, scales))
          cleared.set(column, value);
      }
      const part = (
        detector: string,
        column: number,
        contribution: number,
        clearing: number | undefined
      ): Part => ({
        seq,
        detector,
        feature: specs[column]?.name ?? "",
        value: measured(row[column]),
        usual: usualHere.median[column] ?? null,
        contribution,
        clearing: measured(clearing)
      });
      specs.forEach((_, column) => {
        if (inForest[column])
          parts.push(part("isolation_forest", column, forestParts[column] ?? 0, cleared.get(column)));
      });
      if (told !== null) parts.push(...partsOf(told, i, seq, columns, model.detector?.name ?? "", part));
      const speaking = told === null ? forestParts : told.parts.subarray(start, start + columns);
      const words = explainInWords({specs, row, parts: speaking, usual: usualHere, kind: kindOf(group, one)});
      reasons.push({seq, reason: `${context}${words} ${rarityInWords(score, one)}`});
    });
    return {parts, reasons};
  };
}

/** The rows of a default detector that is not the forest. */
function partsOf(
  {bases, parts, clearing}: ExplainedRows,
  i: number,
  seq: number,
  columns: number,
  detector: string,
  part: (detector: string, column: number, contribution: number, clearing: number | undefined) => Part
): readonly Part[] {
  const start = i * columns;
  const found: Part[] = [];
  const base = bases[i] ?? 0;
  if (base !== 0)
    found.push({
      seq,
      detector,
      feature: "base",
      value: null,
      usual: null,
      contribution: base,
      clearing: null
    });
  for (let column = 0; column < columns; ++column) {
    const contribution = parts[start + column] ?? 0;
    if (contribution !== 0) found.push(part(detector, column, contribution, clearing[start + column]));
  }
  return found;
}

const measured = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);

function kindOf(application: string, one: string): string {
  return application === "other" ? `${one}s of no known service` : `${application} ${one}s`;
}

/** The least raw score that is flagged at all, to a billionth of the benign scores' range. */
function findThreshold(calibration: Calibration): number {
  const isFlagged = (score: number) =>
    anomalyScore(tailProbability(calibration, score)) >= severityThresholds.low;
  let low = calibration.scores[0] ?? 0;
  const range = Math.max(1e-9, (calibration.scores.at(-1) ?? 0) - low);
  let high = low + range;
  while (!isFlagged(high)) high += high - low;
  for (let i = 0; i < 60 && high - low > 1e-9 * range; ++i) {
    const middle = (low + high) / 2;
    if (isFlagged(middle)) high = middle;
    else low = middle;
  }
  return high;
}
