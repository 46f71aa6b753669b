import type {Query} from "../../engine/sql.js";
import {tables} from "../workbench/attachments.js";
import {openDatabase} from "../workbench/database.js";
import type {Answer} from "../workbench/workbench.js";

/** The published tables that the page asks; DuckDB starts with the first question. */
export function openEvidenceTables(): {ask<R extends object>(query: Query): Answer<R>} {
  const {evaluation, rules, sequences} = tables;
  const database = openDatabase({
    evaluation,
    rules: {url: rules, columns: ["rule_id", "title", "level"]},
    sequences: {
      url: sequences,
      columns: ["kind", "challenger_attack", "challenger_type", "challenger_type_confidence", "level"]
    }
  });
  return {
    ask: <R extends object>(query: Query) => ({
      query,
      rows: database.query(query.sql, query.params) as Promise<unknown> as Promise<readonly R[]>
    })
  };
}
