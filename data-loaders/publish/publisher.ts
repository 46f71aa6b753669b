import {mkdir, rename, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {Database} from "../../src/engine/analysis/database.js";
import {type Publisher, typedSelect} from "../../src/engine/analysis/publish/publish-tables.js";
import {sqlLiteral} from "../../src/engine/sql.js";
import {makeTemporary, removeAbandoned} from "../temporary.js";

/** Puts files into the output directory, tables as Parquet, each by rename, so that nobody ever reads half a file. */
export interface FilePublisher extends Publisher {
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

export async function openPublisher(database: Database, output: string): Promise<FilePublisher> {
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
      const copies = contents.map(
        ({table, select, file}) => `
          COPY (${typedSelect(table, select)}) TO ${sqlLiteral(place(`${file}.parquet`))}
          (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroup})
        `
      );
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
