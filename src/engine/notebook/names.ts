import {tables} from "../tables.js";
import {namePattern, notebookLimits} from "./document.js";

/** Words that SQL takes for itself, so that nothing can be called so without quotes. `SELECT * FROM duckdb_keywords()`. */
const reserved: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric anti asof between bigint both by case cast check collate column constraint create cross
  default deferrable desc describe distinct do else end except exists extract false fetch for foreign from full glob grant
  group having ilike in initially inner intersect into is isnull join lambda lateral leading left like limit map natural not
  notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify
  references returning right row select semi show similar some struct summarize symmetric table tablesample then to trailing
  true try_cast union unique unpivot using values variadic when where window with`.split(/\s+/)
);

/** Why nothing can be called so, in a sentence; null where it can. */
export function nameProblem(name: string, alsoTables: ReadonlySet<string>): string | null {
  const lower = name.toLowerCase();
  if (!namePattern.test(name))
    return `“${name}” cannot be a name: letters, digits and _ only, and no digit at the beginning`;
  if (name.length > notebookLimits.name) return `a name has at most ${notebookLimits.name} characters`;
  if (reserved.has(lower)) return `“${name}” cannot be a name: SQL uses the word itself`;
  if (lower.startsWith(privatePrefix)) return `names that begin with ${privatePrefix} are the notebook's own`;
  if (alsoTables.has(lower))
    return `“${name}” is a table that is published; another name keeps both in reach`;
  return null;
}

/** How tables are called that hold the results of cells without a name. */
export const privatePrefix = "cell__";

/** The published tables, by name. */
export const publishedNames: ReadonlySet<string> = new Set(tables.map(({name}) => name));
