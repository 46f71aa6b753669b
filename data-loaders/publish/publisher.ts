import {mkdir, rename, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {sqlLiteral} from "../../src/engine/sql.js";
import type {Table} from "../../src/engine/tables.js";
import type {Database} from "../database.js";
import {makeTemporary, removeAbandoned} from "../temporary.js";

/** Puts files into the output directory, each by rename, so that nobody ever reads half a file. */
export interface Publisher {
  /**
   * Publishes what queries return as Parquet, with the columns and types of each table's schema; `file` is the file's
   * name without extension.
   */
  tables(
    contents: readonly {readonly table: Table; readonly select: string; readonly file: string}[]
  ): Promise<void>;
  file(name: string, content: string | Uint8Array): Promise<void>;
  /** Where to write a file that is too large to hand over. */
  path(name: string): string;
  /** Moves everything into place; until then the output is as it was. */
  finish(): Promise<void>;
  /** Forgets what is not in place. */
  close(): Promise<void>;
}

/** Rows of a Parquet row group: DuckDB's own default, fixed here because the bytes depend on it. */
const rowGroup = 122_880;
const unfinishedPrefix = ".new-";

export async function openPublisher(database: Database, output: string): Promise<Publisher> {
  await mkdir(output, {recursive: true});
  await removeAbandoned(output, unfinishedPrefix);
  const unfinished = await makeTemporary(output, unfinishedPrefix);
  const names: string[] = [];
  const place = (name: string) => {
    names.push(name);
    return join(unfinished.path, name);
  };
  return {
    tables(contents) {
      const copies = contents.map(({table, select, file}) => {
        const typed = table.columns.map(c => `"${c.name}"::${c.type} AS "${c.name}"`).join(", ");
        return `
          COPY (SELECT ${typed} FROM (${select})) TO ${sqlLiteral(place(`${file}.parquet`))}
          (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroup})
        `;
      });
      return database.runAll(copies);
    },
    async file(name, content) {
      await writeFile(place(name), content);
    },
    path: place,
    async finish() {
      for (const name of names) await rename(join(unfinished.path, name), join(output, name));
    },
    close: () => unfinished.remove()
  };
}

/** A query that returns nothing, for tables whose makers are yet to come. */
export function selectNothing({columns}: Table): string {
  return `SELECT ${columns.map(c => `NULL::${c.type} AS "${c.name}"`).join(", ")} WHERE false`;
}
