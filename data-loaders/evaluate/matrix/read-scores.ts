import {basename} from "node:path";
import type {Database} from "../../database.js";
import {findColumn} from "./find-column.js";
import {readTable} from "./read-table.js";

export interface ForeignScores {
  /** The file's name without folder and ending: how the scores are listed. */
  readonly name: string;
  readonly scores: Float64Array;
}

/**
 * Reads scores computed elsewhere, higher being more anomalous: a table of as many rows as the matrix, in its order, whose column `score`,
 * or the one named, or the only one, holds numbers. Throws an Error that names file and row otherwise.
 * @param rows of the matrix's file, and of them those that are judged.
 */
export async function readScores(
  database: Database,
  path: string,
  columnName: string | null,
  rows: number,
  judged: Int32Array
): Promise<ForeignScores> {
  const table = await readTable(database, path);
  if (table.rows !== rows)
    throw new Error(`${path}: need ${rows} scores, one for each row of the matrix; has ${table.rows}`);
  const only = columnName === null && table.names.length === 1;
  const column = only ? 0 : findColumn(table.names, columnName ?? "score", "scores-column");
  const source = table.columns[column];
  if (source?.kind !== "number") throw new Error(`${path}: column ${table.names[column]} holds no numbers`);
  const scores = Float64Array.from(judged, row => source.values[row] as number);
  const bad = scores.findIndex(score => !Number.isFinite(score));
  if (bad >= 0)
    throw new Error(
      `${path}: invalid score: ${scores[bad]} in row ${(judged[bad] ?? 0) + 1}; expected a finite number`
    );
  return {name: basename(path).replace(/(\.[a-z]{1,7})(\.gz)?$/i, ""), scores};
}
