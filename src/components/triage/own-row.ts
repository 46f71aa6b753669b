import type {Row} from "../workbench/arrow-rows.js";

const prefix = "own_";

/** A row of `pageQuery` under the names of its table. */
export function ownRow(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name.slice(prefix.length), value]));
}
