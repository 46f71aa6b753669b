/** What a notebook is: data, and nothing but data. Whatever a cell does, it does by SQL that only reads, or by a specification. */
export const cellKinds = ["sql", "markdown", "input", "chart", "exercise"] as const;
export type CellKind = (typeof cellKinds)[number];

export interface Cell {
  /** Unique in its notebook. */
  readonly id: string;
  readonly kind: CellKind;
  /** What other cells call the result of a query, or an input's value; null where nothing is named. */
  readonly name: string | null;
  /**
   * SQL, Markdown, an input's or a chart's specification in JSON; of an exercise its question in Markdown, with the query that
   * answers it in a fence "answer".
   */
  readonly source: string;
  /** Whether only the result shows. */
  readonly folded: boolean;
}

export interface Notebook {
  readonly title: string;
  readonly cells: readonly Cell[];
}

/** What a notebook may hold; beyond it a file is refused. Characters, but for cells. */
export const notebookLimits = {
  title: 200,
  name: 60,
  cells: 300,
  source: 100_000,
  file: 2_000_000
} as const;

/** A cell's name: what SQL takes without quotes. */
export const namePattern = /^[a-z_][a-z0-9_]*$/i;

/** What is said where a title is missing. */
export const untitled = "Untitled notebook";
