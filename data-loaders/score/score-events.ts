import {closeSync, openSync, writeSync} from "node:fs";
import {join} from "node:path";
import {DOUBLE, DuckDBDataChunk, INTEGER} from "@duckdb/node-api";
import {
  anomalyScore,
  type Calibration,
  calibrate,
  severityOf,
  tailProbability
} from "../../src/engine/detect/calibration.js";
import {encode} from "../../src/engine/detect/isolation-forest-file.js";
import {createReservoir} from "../../src/engine/detect/reservoir.js";
import {train} from "../../src/engine/detect/train.js";
import {severities} from "../../src/engine/event.js";
import type {BusinessHours} from "../../src/engine/features/context.js";
import {type ModelFamily, modelFamilies} from "../../src/engine/features/event-block.js";
import {createFeatures, featureSets} from "../../src/engine/features/features.js";
import type {DroppedColumn} from "../../src/engine/features/select-columns.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import {createWorkerPool} from "../workers/pool.js";
import {readBlocks} from "./read-blocks.js";
import type {ScoreRequest} from "./worker.js";

/** What was learnt of one family of events. */
export interface FamilyModel {
  readonly family: ModelFamily;
  /** Events of the family. */
  readonly rows: number;
  /** Of them, those that nothing speaks against. */
  readonly references: number;
  /** Null when there were too few events, or nothing varied: then nothing is scored. */
  readonly forest: Uint8Array | null;
  readonly dropped: readonly DroppedColumn[];
  /** Distribution of benign scores; null without enough benign events: then scores rank within the family only. */
  readonly calibration: Calibration | null;
}

/** Rows that a forest is fitted on. More teach it nothing: its trees see 51,200 at most. */
const sampleRows = 65_536;

/** One family's feature rows, spilled to a file, because five million of them are a gigabyte. */
class Matrix {
  readonly #file: number;
  readonly #reservoir;
  readonly seq: Int32Array[] = [];
  readonly reference: Uint8Array[] = [];
  readonly path: string;
  readonly columns: number;
  rows = 0;

  constructor(
    readonly family: ModelFamily,
    directory: string,
    seed: number
  ) {
    this.path = join(directory, `${family}.f32`);
    this.columns = featureSets[family].length;
    this.#file = openSync(this.path, "w");
    this.#reservoir = createReservoir(this.columns, sampleRows, seed);
  }

  push(rows: Float32Array, seq: Int32Array, reference: Uint8Array) {
    writeSync(this.#file, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
    this.#reservoir.push(rows);
    this.seq.push(seq);
    this.reference.push(reference);
    this.rows += seq.length;
  }

  close(): Float32Array {
    closeSync(this.#file);
    return this.#reservoir.rows();
  }
}

/**
 * Scores every staged event that belongs to a family, by a forest of that family's own, and creates `scores` (seq,
 * anomaly_score, level). The result depends on the events and the seed, not on the number of workers.
 */
export async function scoreEvents(
  database: Database,
  options: {
    readonly timeZone: string;
    readonly businessHours: BusinessHours;
    readonly seed: number;
    readonly workers: number;
    readonly scratch: string;
  },
  progress: Progress
): Promise<readonly FamilyModel[]> {
  const matrices = modelFamilies.map((family, i) => new Matrix(family, options.scratch, options.seed + i));
  const features = createFeatures({timeZone: options.timeZone, businessHours: options.businessHours});
  for await (const {block, reference, first} of readBlocks(database)) {
    for (const {family, rows, index} of features.push(block)) {
      matrices
        .find(matrix => matrix.family === family)
        ?.push(
          rows,
          index.map(i => first + i),
          Uint8Array.from(index, i => reference[i] ?? 0)
        );
    }
    progress.update(`${(first + block.length).toLocaleString("en-US")} events seen`);
  }

  await database.run("CREATE TABLE scores (seq INTEGER, anomaly_score DOUBLE, level INTEGER)");
  const pool = createWorkerPool(new URL("./worker.js", import.meta.url), options.workers);
  try {
    const models: FamilyModel[] = [];
    for (const matrix of matrices) {
      const sample = matrix.close();
      const trained = train(sample, featureSets[matrix.family], options.seed);
      const forest = trained && encode(trained.forest);
      const scores = forest ? await scoreRows(pool, matrix, forest) : null;
      const references = matrix.reference.reduce((sum, part) => sum + part.reduce((s, r) => s + r, 0), 0);
      const calibration = scores && calibrate(benignScores(matrix, scores, references));
      if (scores) await writeScores(database, matrix, scores, calibration);
      models.push({
        family: matrix.family,
        rows: matrix.rows,
        references,
        forest,
        dropped: trained?.dropped ?? [],
        calibration
      });
      progress.update(`${matrix.rows.toLocaleString("en-US")} ${matrix.family} events scored`);
    }
    return models;
  } finally {
    await pool.close();
  }
}

async function scoreRows(
  pool: ReturnType<typeof createWorkerPool>,
  matrix: Matrix,
  forest: Uint8Array
): Promise<Float32Array> {
  const scores = new Float32Array(new SharedArrayBuffer(4 * matrix.rows));
  const part = Math.ceil(matrix.rows / pool.size);
  const requests = Array.from({length: pool.size}, (_, i): ScoreRequest => {
    const to = Math.min((i + 1) * part, matrix.rows);
    return {path: matrix.path, forest, columns: matrix.columns, from: Math.min(i * part, to), to, scores};
  });
  await Promise.all(requests.map(request => pool.run(request)));
  return scores;
}

function benignScores(matrix: Matrix, scores: Float32Array, count: number): Float32Array {
  const benign = new Float32Array(count);
  let row = 0;
  let next = 0;
  for (const part of matrix.reference)
    for (const isBenign of part) {
      if (isBenign) benign[next++] = scores[row] ?? 0;
      row++;
    }
  return benign;
}

/** Rows of a DuckDB data chunk at most. */
const chunkRows = 2048;

/**
 * Without a benign reference a score says how unusual an event is among its own kind, and no severity follows from it.
 * Scores are kept to four decimals, so that sums of them are exact.
 */
async function writeScores(
  database: Database,
  matrix: Matrix,
  scores: Float32Array,
  calibration: Calibration | null
) {
  const reference = calibration ?? calibrate(scores);
  if (!reference) return;
  const appender = await database.connection.createAppender("scores");
  let columns: [seq: number[], score: number[], level: number[]] = [[], [], []];
  const append = () => {
    const chunk = DuckDBDataChunk.create([INTEGER, DOUBLE, INTEGER], columns[0].length);
    chunk.setColumns(columns);
    appender.appendDataChunk(chunk);
    columns = [[], [], []];
  };
  let row = 0;
  for (const part of matrix.seq) {
    for (const seq of part) {
      const score =
        Math.round(anomalyScore(tailProbability(reference, scores[row++] ?? 0)) * 10_000) / 10_000;
      columns[0].push(seq);
      columns[1].push(score);
      columns[2].push(calibration ? severities.indexOf(severityOf(score)) : 0);
      if (columns[0].length === chunkRows) append();
    }
  }
  if (columns[0].length) append();
  appender.closeSync();
}
