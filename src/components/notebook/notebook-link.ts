export interface NotebookLink {
  /** What the notebook is called: a chart's finding. */
  readonly title: string;
  /** One query, its values written in place. */
  readonly sql: string;
}

/** Where the notebook of a link opens, relative to any page of the site; what follows is the notebook. */
export const notebookFragment = "#nb=";

/** The address of a notebook with one query, relative to any page of the site. */
export async function notebookAddress({title, sql}: NotebookLink): Promise<string> {
  const {encodeNotebook} = await import("../../engine/notebook/share.js");
  const cell = {id: "c1", kind: "sql", name: "result", source: sql, folded: false} as const;
  return `./notebook.html${notebookFragment}${encodeNotebook({title, cells: [cell]})}`;
}
