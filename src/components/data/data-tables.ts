import {measuredColumns} from "../../engine/build/measured.js";
import type {Query} from "../../engine/sql.js";
import type {Row} from "../workbench/arrow-rows.js";
import {openDatabase} from "../workbench/database.js";
import {files} from "../workbench/files.js";
import type {Answer} from "../workbench/workbench.js";

/**
 * The published tables as the Data page asks for them: of the largest, only the columns that tell what was measured, or
 * that rows can be counted by.
 */
export function openDataTables(): {ask<R extends object = Row>(query: Query): Answer<R>} {
  const database = openDatabase({
    ...files.tables(),
    events: files.table("events", measuredColumns),
    details: files.table("details", ["event_id"]),
    raw: files.table("raw", ["event_id"])
  });
  return {
    ask: <R extends object>(query: Query) => ({
      query,
      rows: database.query(query.sql, query.params) as Promise<unknown> as Promise<readonly R[]>
    })
  };
}
