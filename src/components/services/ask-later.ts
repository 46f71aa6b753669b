import type {Query} from "../../engine/sql.js";
import type {Answer, Workbench} from "../workbench/workbench.js";

/** As `workbench.ask`, but only once something else has its answer: what is read last must not hold up what is read first. */
export function askLater<R extends object>(
  workbench: Pick<Workbench, "ask">,
  after: Promise<unknown>,
  query: Query
): Answer<R> {
  return {query, rows: after.then(() => workbench.ask<R>(query).rows)};
}
