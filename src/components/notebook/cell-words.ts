import type {Cell, CellKind} from "../../engine/notebook/document.js";

/** What kinds of cells are called, and what each is for. */
export const kindWords: Readonly<Record<CellKind, {readonly name: string; readonly about: string}>> = {
  sql: {name: "Query", about: "SQL over all tables, and over the results of other queries by name"},
  markdown: {name: "Text", about: "Markdown; {{name}} shows a value"},
  chart: {name: "Chart", about: "a picture of a query's result"},
  input: {name: "Input", about: "a value that queries use as :name"},
  exercise: {name: "Exercise", about: "a question with an answer that can be checked"}
};

/** A cell in a few words, for those who do not see it. */
export function cellLabel({kind, name}: Cell, index: number): string {
  return `${kindWords[kind].name}${name === null ? "" : ` ${name}`}, cell ${index + 1}`;
}
