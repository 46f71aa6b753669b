import {SaxesParser} from "saxes";
import type {Row} from "../sources/source.js";

/** What an element holds, or what is wrong with it. */
export type Element = {readonly row: Row} | {readonly broken: string};

/**
 * Reads whole elements, one after the other, as rows: each child element is a column, the text within it the value.
 * Only the entities that XML predefines are known; saxes neither fetches nor expands any other.
 */
export function createElementReader(): (text: string) => Element {
  const parser = new SaxesParser();
  let row: Record<string, string> = {};
  let column = "";
  let depth = 0;
  let problem = "";

  parser.on("error", error => {
    if (problem === "") problem = `not well-formed XML: ${error.message}`;
  });
  parser.on("opentag", tag => {
    depth += 1;
    if (depth !== 2) return;
    column = tag.name;
    if (Object.hasOwn(row, column) && problem === "") problem = `<${column}> occurs twice`;
    row[column] = "";
  });
  parser.on("closetag", () => {
    depth -= 1;
  });
  function addText(text: string) {
    if (depth >= 2) row[column] += text;
  }
  parser.on("text", addText);
  parser.on("cdata", addText);

  return text => {
    row = {};
    column = "";
    depth = 0;
    problem = "";
    // Closing makes the parser ready for the next document.
    parser.write(text).close();
    return problem === "" ? {row} : {broken: problem};
  };
}
