import {type Cell, type CellKind, cellKinds, type Notebook} from "./document.js";
import {readTitle} from "./file.js";

/** Three backticks or more, the kind of a cell, what it is called, and whether only its result shows. */
const opening = /^(`{3,})(\w+)(?:[ \t]+([a-z_]\w*))?(?:[ \t]+(folded))?[ \t]*$/i;

/**
 * Reads a notebook as people write it, in Markdown: the first heading is its title, text between fences a cell of text, and a
 * fence `sql NAME`, `input NAME`, `chart` or `exercise` a cell of that kind. A fence of more backticks may hold one of fewer.
 * Throws where a fence is not closed.
 */
export function readWrittenNotebook(text: string): Notebook {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const cells: Cell[] = [];
  let title = "";
  let prose: string[] = [];

  const add = (kind: CellKind, name: string | null, source: string, folded: boolean) =>
    cells.push({id: `c${cells.length + 1}`, kind, name, source, folded});
  const endProse = () => {
    const source = prose.join("\n").trim();
    if (source !== "") add("markdown", null, source, true);
    prose = [];
  };

  for (let i = 0; i < lines.length; ++i) {
    const line = lines[i] ?? "";
    const heading = title === "" ? /^# (.+)$/.exec(line) : null;
    const [, ticks = "", word = "", name, folded] = opening.exec(line) ?? [];
    const kind = cellKinds.find(known => known === word);
    if (heading !== null) title = heading[1] ?? "";
    else if (kind === undefined) prose.push(line);
    else {
      endProse();
      const end = lines.indexOf(ticks, i + 1);
      if (end < 0) throw new Error(`line ${i + 1}: the fence of this ${kind} cell is not closed`);
      const source = lines.slice(i + 1, end).join("\n");
      // The code of an exercise is its answer.
      const isFolded = folded !== undefined || name === "folded" || kind === "exercise";
      add(kind, name === undefined || name === "folded" ? null : name, source, isFolded);
      i = end;
    }
  }
  endProse();
  return {title: readTitle(title), cells};
}
