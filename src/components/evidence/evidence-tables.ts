import type {Query} from "../../engine/sql.js";
import {openDatabase} from "../workbench/database.js";
import {files} from "../workbench/files.js";
import type {Answer} from "../workbench/workbench.js";

/** The published tables that the page asks; DuckDB starts with the first question. */
export function openEvidenceTables(): {ask<R extends object>(query: Query): Answer<R>} {
  const database = openDatabase({
    evaluation: files.table("evaluation"),
    rules: files.table("rules", ["rule_id", "title", "level"]),
    sequences: files.table("sequences", [
      "kind",
      "challenger_attack",
      "challenger_type",
      "challenger_type_confidence",
      "level"
    ])
  });
  return {
    ask: <R extends object>(query: Query) => ({
      query,
      rows: database.query(query.sql, query.params) as Promise<unknown> as Promise<readonly R[]>
    })
  };
}
