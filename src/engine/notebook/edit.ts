import type {Cell, CellKind, Notebook} from "./document.js";

/** What a cell of a kind holds when it is new. */
const beginnings: Readonly<Record<CellKind, string>> = {
  sql: "",
  markdown: "",
  input: '{\n  "type": "number",\n  "label": "How many",\n  "value": 10\n}',
  chart: '{\n  "mark": "bar",\n  "data": "",\n  "x": "",\n  "y": ""\n}',
  exercise: "What would you like to ask?\n\n```answer\nSELECT count(*) FROM events\n```"
};

/** A new cell that is like no other of the notebook. */
export function newCell({cells}: Notebook, kind: CellKind, source = beginnings[kind]): Cell {
  const ids = new Set(cells.map(({id}) => id));
  const names = new Set(cells.map(({name}) => name?.toLowerCase()));
  const stem = kind === "sql" ? "query" : kind === "input" ? "value" : null;
  return {
    id: firstFree("c", ids),
    kind,
    name: stem === null ? null : firstFree(`${stem}_`, names),
    source,
    folded: false
  };
}

function firstFree(stem: string, taken: ReadonlySet<string | undefined>): string {
  for (let number = 1; ; ++number) if (!taken.has(`${stem}${number}`)) return `${stem}${number}`;
}

/** @param index where the cell stands afterwards */
export function insertCell(notebook: Notebook, cell: Cell, index: number): Notebook {
  const cells = [...notebook.cells];
  cells.splice(index, 0, cell);
  return {...notebook, cells};
}

export function removeCell(notebook: Notebook, id: string): Notebook {
  return {...notebook, cells: notebook.cells.filter(cell => cell.id !== id)};
}

/** @param by places downwards; at an end it stays */
export function moveCell(notebook: Notebook, id: string, by: 1 | -1): Notebook {
  const from = notebook.cells.findIndex(cell => cell.id === id);
  const to = from + by;
  const cell = notebook.cells[from];
  if (cell === undefined || to < 0 || to >= notebook.cells.length) return notebook;
  return insertCell(removeCell(notebook, id), cell, to);
}

export function changeCell(
  notebook: Notebook,
  id: string,
  change: Partial<Pick<Cell, "name" | "source" | "folded">>
): Notebook {
  return {...notebook, cells: notebook.cells.map(cell => (cell.id === id ? {...cell, ...change} : cell))};
}
