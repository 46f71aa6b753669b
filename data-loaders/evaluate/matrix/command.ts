import {tmpdir} from "node:os";
import {detectors} from "../../../src/engine/detect/detectors.js";
import {openDatabase} from "../../database.js";
import {UsageError} from "../../options.js";
import {createProgress, type Progress} from "../../progress.js";
import {makeTemporary} from "../../temporary.js";
import {createWorkerPool} from "../../workers/pool.js";
import {evaluateMatrix} from "./evaluate-matrix.js";
import {exportResults} from "./export-results.js";
import {printable} from "./find-column.js";
import {loadMatrix, type Matrix} from "./load-matrix.js";
import {type MatrixOptions, parseMatrixOptions, usage} from "./options.js";
import {readScores} from "./read-scores.js";
import {resultTable} from "./result-rows.js";
import {makeStamp} from "./stamp.js";
import {protocols, summarise} from "./summarise.js";
import {suspiciousColumns} from "./suspicious-columns.js";

/** `npm run evaluate -- --matrix ...`. @returns the exit code: 0, or 2 when called wrongly. */
export async function runMatrix(args: readonly string[]): Promise<number> {
  let options: MatrixOptions;
  try {
    options = parseMatrixOptions(args);
    requireDetectors(options);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${usage}`);
    return 2;
  }
  const progress = createProgress(process.stderr);
  const {matrix, foreign} = await read(options, progress);
  const seeds = Array.from({length: options.seeds}, (_, k) => options.seed + k);
  const pool = createWorkerPool(new URL("./worker.js", import.meta.url), options.workers);
  try {
    progress.stage("detectors");
    const names = options.detectors ?? detectors.map(detector => detector.name);
    const result = await evaluateMatrix(matrix, foreign, {detectors: names, seeds}, pool, (done, of) =>
      progress.update(`${done} of ${of} fits`)
    );
    progress.stage("results");
    const summary = summarise(options, matrix, seeds, result);
    const stamp = await makeStamp(inputs(options), seeds);
    await exportResults(options.output, result, summary, stamp);
    progress.update(options.output);
    progress.end();
    console.error(`${protocols[result.protocol]}\n${resultTable(result)}`);
    console.log(JSON.stringify(summary));
    return 0;
  } finally {
    await pool.close();
  }
}

function requireDetectors({detectors: wanted, scores}: MatrixOptions): void {
  const known = detectors.map(detector => detector.name);
  const unknown = wanted?.find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`unknown detector: "${unknown}"; expected ${known.join(", ")} or none`);
  }
  if (wanted?.length === 0 && scores.length === 0) throw new UsageError("--detectors none needs --scores");
}

/** What the label column was taken to say: a wrong one is told by its counts. */
function describeLabels(column: string, {attack, attackType}: Matrix): string {
  const attacks = attack.reduce((sum, isAttack) => sum + isAttack, 0);
  const types = attackType.names.slice(1).map(printable);
  const more = types.length > 5 ? ` and ${types.length - 5} more` : "";
  return `label ${printable(column)}: ${attack.length - attacks} rows normal, ${attacks} attacks (${types.slice(0, 5).join(", ")}${more})`;
}

async function read(options: MatrixOptions, progress: Progress) {
  const scratch = await makeTemporary(tmpdir(), "flowbook-evaluate-");
  const database = await openDatabase(scratch.path, options.workers);
  try {
    progress.stage("read");
    const matrix = await loadMatrix(database, options);
    const foreign = [];
    for (const path of options.scores) {
      const own = await readScores(database, path, options.scoresColumn, matrix.fileRows, matrix.kept);
      if ([...detectors, ...foreign].some(({name}) => name === own.name)) {
        throw new Error(`${path}: there are scores named ${own.name} already; rename the file`);
      }
      foreign.push(own);
    }
    progress.update(`${matrix.attack.length} rows of ${matrix.names.length} columns`);
    progress.end();
    console.error(describeLabels(options.label, matrix));
    for (const note of matrix.notes) console.error(`note: ${note}`);
    for (const {name, rocAuc} of suspiciousColumns(matrix)) {
      console.error(
        `warning: column ${printable(name)} alone has ROC-AUC ${rocAuc.toFixed(4)}: is it the label again? (--drop)`
      );
    }
    return {matrix, foreign};
  } finally {
    database.close();
    await scratch.remove();
  }
}

function inputs({matrix, train, scores}: MatrixOptions) {
  return [
    {option: "matrix", path: matrix},
    ...(train === null ? [] : [{option: "train", path: train}]),
    ...scores.map((path, k) => ({option: scores.length > 1 ? `scores_${k + 1}` : "scores", path}))
  ];
}
