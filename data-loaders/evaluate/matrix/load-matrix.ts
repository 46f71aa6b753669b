import {fit as fitForest} from "../../../src/engine/detect/isolation-forest/fit.js";
import {scoreBlock} from "../../../src/engine/detect/isolation-forest/score.js";
import {rowsWhere} from "../../../src/engine/evaluate/folds.js";
import type {Category} from "../../../src/engine/evaluate/labelled-rows.js";
import type {Database} from "../../database.js";
import {type Encoded, encodeTables, type Part} from "./encode-table.js";
import {findColumn} from "./find-column.js";
import type {MatrixOptions} from "./options.js";
import {readLabels} from "./read-labels.js";
import {readTable, type Table, type TableColumn} from "./read-table.js";

/** Rows that are learnt from, apart from those that are judged. */
export interface Training {
  /** Row-major, shared with worker threads. */
  readonly rows: Float32Array;
  /** By row; null where the file has no labels. */
  readonly attack: Uint8Array | null;
  /** Numbers of the rows to fit on. */
  readonly fit: Int32Array;
}

/** A table of features with ground truth. */
export interface Matrix {
  readonly names: readonly string[];
  readonly scales: readonly ("linear" | "log")[];
  /** Columns of 0 and 1 that together stand for one text column each. */
  readonly categories: readonly (readonly number[])[];
  /** Row-major, shared with worker threads. */
  readonly rows: Float32Array;
  readonly attack: Uint8Array;
  readonly attackType: Category;
  /** Null: it is to be learnt from other folds of the same rows. */
  readonly training: Training | null;
  /** Rows in the file, and of them those that hold anything. */
  readonly fileRows: number;
  readonly kept: Int32Array;
  readonly notes: readonly string[];
}

/** Reads what the options name. Throws an Error that names file, column and row where that cannot be evaluated. */
export async function loadMatrix(database: Database, options: MatrixOptions): Promise<Matrix> {
  const notes: string[] = [];
  const table = await readTable(database, options.matrix);
  const matrix = keepRows(table, notes);
  const label = findColumn(table.names, options.label, "label");
  const skip = new Set([label, ...options.drop.map(text => findColumn(table.names, text, "drop"))]);
  const labels = readLabels(table, label, matrix.rows, options.normal);
  if (!labels.attack.includes(1)) {
    throw new Error(
      `${table.path}: column ${table.names[label]} holds normal rows only; nothing can be told apart`
    );
  }
  if (options.train === null) {
    const encoded = encodeTables([matrix], skip, options);
    return assemble(encoded, encoded.tables[0], null);
  }

  const trainTable = await readTable(database, options.train);
  const {aligned, labelled} = alignColumns(trainTable, table, label, skip);
  const train = keepRows(aligned, notes);
  const encoded = encodeTables([train, matrix], skip, options);
  const [trainRows, rows] = encoded.tables;
  const attack = labelled ? readLabels(aligned, label, train.rows, options.normal).attack : null;
  if (attack === null)
    notes.push(
      `${trainTable.path}: has no column ${table.names[label]}; learnt from all of its rows but the oddest 5%`
    );
  const fitRows =
    attack === null
      ? usualRows(trainRows ?? new Float32Array(0), encoded, options.seed)
      : rowsWhere(attack.length, row => attack[row] === 0);
  return assemble(encoded, rows, {rows: trainRows ?? new Float32Array(0), attack, fit: fitRows});

  function assemble(own: Encoded, encodedRows: Float32Array | undefined, training: Training | null): Matrix {
    return {
      names: own.names,
      scales: own.scales,
      categories: own.categories,
      rows: encodedRows ?? new Float32Array(0),
      ...labels,
      training,
      fileRows: table.rows,
      kept: matrix.rows,
      notes: [...notes, ...own.notes]
    };
  }
}

/** All rows but empty ones, which some published files end in. */
function keepRows(table: Table, notes: string[]): Part {
  const rows = rowsWhere(table.rows, row => table.empty[row] === 0);
  if (rows.length === 0) throw new Error(`${table.path}: has only empty rows`);
  if (rows.length < table.rows) notes.push(`${table.path}: left out ${table.rows - rows.length} empty rows`);
  return {table, rows};
}

/** The training table with its columns in the order of the matrix, found by their names. */
function alignColumns(train: Table, matrix: Table, label: number, skip: ReadonlySet<number>) {
  const places = new Map(train.names.map((name, k) => [name.toLowerCase(), k]));
  const found = matrix.names.map(name => places.get(name.toLowerCase()));
  const lacking = matrix.names.filter((_, k) => found[k] === undefined && !skip.has(k));
  if (lacking.length > 0) {
    throw new Error(`${train.path}: lacks columns of ${matrix.path}: ${lacking.slice(0, 10).join(", ")}`);
  }
  const columns = found.map(
    (k): TableColumn => (k === undefined ? undefined : train.columns[k]) ?? {kind: "time"}
  );
  return {aligned: {...train, names: matrix.names, columns}, labelled: found[label] !== undefined};
}

/** Rows that a first forest does not count among the oddest 5%. */
function usualRows(rows: Float32Array, {names, scales}: Encoded, seed: number): Int32Array {
  const columns = names.length;
  const forest = fitForest(rows, columns, {seed, names, scales});
  const scores = new Float64Array(rows.length / columns);
  scoreBlock(forest, rows, columns, scores);
  return rowsWhere(scores.length, row => (scores[row] ?? 0) <= forest.threshold);
}
