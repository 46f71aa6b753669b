import {DOUBLE, type DuckDBAppender, DuckDBDataChunk, INTEGER, VARCHAR} from "@duckdb/node-api";
import {fillReasons} from "../../src/engine/build/alerts.js";
import {decode} from "../../src/engine/detect/isolation-forest-file.js";
import {createIsolationForestExplainer} from "../../src/engine/explain/explain-isolation-forest.js";
import {explainInWords, rarityInWords} from "../../src/engine/explain/sentence.js";
import {usualOf} from "../../src/engine/explain/usual-values.js";
import {featureSets} from "../../src/engine/features/features.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import {type FeatureMatrix, readRows} from "./collect-features.js";
import type {FamilyModel} from "./score-events.js";

/** Rows explained at a time. */
const pieceRows = 4096;

/**
 * Creates `explanations` of all alerts: of every event that a forest scored, what each feature added; of every finding of
 * a rule, its level. Gives the alerts of forests their reasons in words. Needs `alerts`, `events` and `evidence`.
 */
export async function explainAlerts(
  database: Database,
  matrices: readonly FeatureMatrix[],
  models: readonly FamilyModel[],
  applications: readonly string[],
  progress: Progress
): Promise<void> {
  await database.run(
    "CREATE TABLE parts (seq INTEGER, feature VARCHAR, value DOUBLE, usual DOUBLE, contribution DOUBLE)"
  );
  await database.run("CREATE TABLE reasons (seq INTEGER, reason VARCHAR)");
  const asked = await database.rows(`
    SELECT seq, any_value(alerts.anomaly_score) AS score, bool_or(detector = 'forest') AS spoken,
      any_value(${loginContext}) AS context
    FROM alerts JOIN events USING (seq) GROUP BY seq ORDER BY seq
  `);
  const parts = await database.connection.createAppender("parts");
  const reasons = await database.connection.createAppender("reasons");
  let explained = 0;
  for (const matrix of matrices) {
    const specs = featureSets[matrix.family];
    const model = models.find(m => m.family === matrix.family);
    if (!model?.trees || !model.usual) continue;
    const {usual: usualByGroup} = model;
    const forest = decode(model.trees);
    const isUsed = specs.map((_, column) => forest.feature.includes(column));
    const wanted = findRows(matrix, asked);
    const explainer = createIsolationForestExplainer(forest);
    const {columns} = matrix;
    for (let from = 0; from < wanted.length; from += pieceRows) {
      const piece = wanted.slice(from, from + pieceRows);
      const rows = gatherRows(matrix, piece);
      const contributions = new Float64Array(rows.length);
      explainer.explainRows(rows, contributions);
      const table: Part[] = [];
      const texts: Reason[] = [];
      piece.forEach(({row, seq, score, spoken, context}, i) => {
        const values = rows.subarray(i * columns, (i + 1) * columns);
        const added = contributions.subarray(i * columns, (i + 1) * columns);
        const application = applications[matrix.application[row] ?? 0] ?? "other";
        const usual = usualOf(usualByGroup, application);
        specs.forEach(({name}, column) => {
          const value = values[column] ?? Number.NaN;
          if (!isUsed[column]) return;
          const measured = Number.isNaN(value) ? null : value;
          table.push([seq, name, measured, usual.median[column] ?? null, added[column] ?? 0]);
        });
        if (!spoken) return;
        const one = matrix.family === "flow" ? "flow" : "login event";
        const words = explainInWords({
          specs,
          row: values,
          parts: added,
          usual,
          kind: kindOf(application, one)
        });
        texts.push([seq, `${context}${words} ${rarityInWords(score, one)}`]);
      });
      append(parts, [INTEGER, VARCHAR, DOUBLE, DOUBLE, DOUBLE], table);
      append(reasons, [INTEGER, VARCHAR], texts);
      explained += piece.length;
      progress.update(`${explained.toLocaleString("en-US")} alerts explained`);
    }
  }
  parts.closeSync();
  reasons.closeSync();
  await database.run(fillReasons);
  await database.run(createExplanations);
}

type Part = [seq: number, feature: string, value: number | null, usual: number | null, contribution: number];
type Reason = [seq: number, reason: string];

/** Of a login who, where and when, since its measures alone do not tell; of other events nothing. SQL over `events`. */
const loginContext = `CASE events.dataset WHEN 'authlog' THEN format('{}{} at {} UTC: {}. ',
  coalesce('User ' || left(events.username, 40), 'No user named'), coalesce(' on ' || left(events.sensor, 60), ''),
  strftime(events.event_time::TIMESTAMP, '%H:%M'), events.event_type) END`;

const createExplanations = `
  CREATE TABLE explanations AS
  SELECT event_id, 'forest' AS detector, feature, value, usual, contribution
  FROM parts JOIN events ON events.seq = parts.seq
  UNION ALL
  SELECT DISTINCT alerts.event_id, alerts.detector, 'rule', NULL, NULL, evidence.level
  FROM alerts JOIN evidence ON evidence.seq = alerts.seq WHERE alerts.detector <> 'forest'
`;

/** One event's alerts together come before the next's; the largest part first. */
export const selectExplanations = `
  SELECT * FROM explanations ORDER BY event_id, detector <> 'forest', contribution DESC, feature
`;

function kindOf(application: string, one: string): string {
  return application === "other" ? `${one}s of no known service` : `${application} ${one}s`;
}

interface Wanted {
  readonly row: number;
  readonly seq: number;
  readonly score: number;
  /** Whether an alert wants its reason in words. */
  readonly spoken: boolean;
  /** What the reason begins with. */
  readonly context: string;
}

/** The rows of the matrix among the events asked for; both are in ascending order of seq. */
function findRows(
  {seq: seqs}: FeatureMatrix,
  asked: Awaited<ReturnType<Database["rows"]>>
): readonly Wanted[] {
  const found: Wanted[] = [];
  let row = 0;
  for (const {seq, score, spoken, context} of asked) {
    while (row < seqs.length && (seqs[row] ?? 0) < Number(seq)) ++row;
    if (seqs[row] !== seq) continue;
    found.push({
      row,
      seq: Number(seq),
      score: Number(score),
      spoken: spoken === true,
      context: String(context ?? "")
    });
  }
  return found;
}

/** The rows' features. Read one stretch of neighbours at a time, since alerts come in clusters. */
function gatherRows(matrix: FeatureMatrix, wanted: readonly Wanted[]): Float32Array {
  const rows = new Float32Array(wanted.length * matrix.columns);
  for (let i = 0; i < wanted.length; ) {
    const first = wanted[i]?.row ?? 0;
    let end = i + 1;
    while (end < wanted.length && (wanted[end]?.row ?? 0) - first < pieceRows) ++end;
    const read = readRows(matrix, first, (wanted[end - 1]?.row ?? first) + 1);
    for (; i < end; ++i) {
      const at = ((wanted[i]?.row ?? first) - first) * matrix.columns;
      rows.set(read.subarray(at, at + matrix.columns), i * matrix.columns);
    }
  }
  return rows;
}

function append(
  appender: DuckDBAppender,
  types: Parameters<typeof DuckDBDataChunk.create>[0],
  rows: readonly (readonly (number | string | null)[])[]
): void {
  for (let from = 0; from < rows.length; from += 2048) {
    const piece = rows.slice(from, from + 2048);
    const chunk = DuckDBDataChunk.create(types, piece.length);
    chunk.setRows(piece.map(row => [...row]));
    appender.appendDataChunk(chunk);
  }
}
