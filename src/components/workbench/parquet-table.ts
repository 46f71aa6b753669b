import type {AsyncDuckDBConnection} from "@duckdb/duckdb-wasm";
import type {ParquetReader} from "../../workspace/parquet.js";
import {quote} from "./quote.js";

/**
 * Loads Parquet files with the same columns into DuckDB as one table. Rows arrive a row group at a time: the next is decoded while the
 * last goes in, other tables and queries have their turn in between, and no file is in memory whole once more. The table has
 * its name only when all of its rows are there, so that nothing is ever answered from a part of them.
 * @param connect resolves to the database's connection
 * @param columns @default all
 */
export async function insertParquet(
  connect: () => Promise<Pick<AsyncDuckDBConnection, "insertArrowFromIPCStream" | "query">>,
  name: string,
  {readGroups}: Pick<ParquetReader, "readGroups">,
  urls: readonly string[],
  columns?: readonly string[]
): Promise<void> {
  const part = `${name} on its way`;
  let create = true;
  let inserting: Promise<void> = Promise.resolve();

  async function insert(ipc: Uint8Array): Promise<void> {
    const connection = await connect();
    await connection.insertArrowFromIPCStream(ipc, {name: part, create});
    create = false;
  }

  for (const url of urls) {
    await readGroups(url, columns, async ipc => {
      await inserting;
      inserting = insert(ipc);
      // Its failure is told where it is awaited, which is after the next row group is there.
      inserting.catch(() => {});
    });
  }
  await inserting;
  const connection = await connect();
  await connection.query(`ALTER TABLE ${quote(part)} RENAME TO ${quote(name)}`);
}
