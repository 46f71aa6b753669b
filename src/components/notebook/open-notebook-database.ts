import type {NotebookDatabase} from "../../engine/notebook/runner.js";
import {openDatabase} from "../workbench/database.js";
import {files} from "../workbench/files.js";
import {pageTables} from "../workbench/workbench.js";

/** All tables whole, and under the names that pages' own queries use for parts of them, so that these run here too. */
const sources = () => ({...pageTables(), ...files.tables()});

/** The names of all tables that SQL finds in a notebook, in lower case. */
export const notebookTables: ReadonlySet<string> = new Set(Object.keys(sources()));

/** A database of the notebook's own: closing it ends whatever it is at, and nothing else. */
export function openNotebookDatabase(): NotebookDatabase {
  const {queryNumbered, load, close} = openDatabase(sources());
  return {query: queryNumbered, load, close};
}
