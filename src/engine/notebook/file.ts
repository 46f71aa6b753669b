import {type Cell, type CellKind, cellKinds, type Notebook, notebookLimits, untitled} from "./document.js";

/** What a file or link of another version, or of something else, is told apart by. */
const format = "flowbook-notebook";
const version = 1;

/** A notebook as one JSON file, the same bytes for the same notebook. */
export function formatNotebook({title, cells}: Notebook): string {
  const written = cells.map(({kind, name, source, folded}) => ({
    kind,
    ...(name === null ? {} : {name}),
    source,
    ...(folded ? {folded} : {})
  }));
  return `${JSON.stringify({format, version, title, cells: written}, null, 2)}\n`;
}

export interface ReadNotebook {
  /** Null where nothing of it can be shown. */
  readonly notebook: Notebook | null;
  /** What was wrong, a sentence each. Cells that are wrong are left out; the others are there. */
  readonly problems: readonly string[];
}

/** Reads a file that anybody may have written: what is no notebook is refused, and nothing in it is more than text. */
export function parseNotebook(text: string): ReadNotebook {
  const refuse = (problem: string): ReadNotebook => ({notebook: null, problems: [problem]});
  if (text.length > notebookLimits.file)
    return refuse(
      `a notebook has at most ${notebookLimits.file.toLocaleString("en-US")} characters; this has ${text.length.toLocaleString("en-US")}`
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`this is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(value) || value.format !== format)
    return refuse(`this is JSON, but not a Flowbook notebook: "format" must be "${format}"`);
  if (value.version !== version)
    return refuse(`this notebook has version ${shown(value.version)}; expected ${version}`);
  if (!Array.isArray(value.cells)) return refuse('"cells" must be a list');
  const problems: string[] = [];
  if (value.cells.length > notebookLimits.cells)
    problems.push(
      `a notebook has at most ${notebookLimits.cells} cells; of ${value.cells.length} the first ${notebookLimits.cells} are here`
    );
  const cells = value.cells.slice(0, notebookLimits.cells).flatMap((cell: unknown, index) => {
    const read = readCell(cell, index);
    if (typeof read !== "string") return [read];
    problems.push(`cell ${index + 1} was left out: ${read}`);
    return [];
  });
  return {notebook: {title: readTitle(value.title), cells}, problems};
}

/** A title as it may stand in a heading: one line, and not empty. */
export function readTitle(value: unknown): string {
  if (typeof value !== "string") return untitled;
  const line = value.replace(/\s+/g, " ").trim().slice(0, notebookLimits.title);
  return line === "" ? untitled : line;
}

/** A cell, or what is wrong with it. */
function readCell(value: unknown, index: number): Cell | string {
  if (!isObject(value)) return "it is not an object";
  const {kind, source, name = null, folded = false} = value;
  if (!cellKinds.some(known => known === kind))
    return `there is no kind ${shown(kind)}; expected ${cellKinds.join(", ")}`;
  if (typeof source !== "string") return '"source" must be text';
  if (source.length > notebookLimits.source)
    return `"source" has at most ${notebookLimits.source.toLocaleString("en-US")} characters`;
  if (name !== null && typeof name !== "string") return '"name" must be text';
  if (typeof folded !== "boolean") return '"folded" must be true or false';
  return {
    id: `c${index + 1}`,
    kind: kind as CellKind,
    name: name === null || name === "" ? null : name.slice(0, notebookLimits.name),
    source,
    folded
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 40);
}
