import {type RowRange, rowRanges} from "../build/row-ranges.js";
import type {Database} from "./database.js";

/** The rows of `staged` in as many ranges as a database needs to sort them one after the other. */
export async function stagedRanges(database: Database): Promise<readonly RowRange[]> {
  const [counted] = await database.rows("SELECT count(*) AS events FROM staged");
  return rowRanges(Number(counted?.events ?? 0), database.sortedRows);
}
