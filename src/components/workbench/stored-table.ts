import type {AsyncDuckDBConnection} from "@duckdb/duckdb-wasm";
import type {Column} from "../../engine/tables.js";
import {quote} from "./quote.js";

/** A table as a workspace keeps it. */
export interface StoredTable {
  /** Arrow IPC streams, each of all columns; none for a table without rows. */
  readonly parts: readonly Blob[];
  readonly columns: readonly Column[];
}

/**
 * Loads a stored table into DuckDB under a name, with some of its columns or all of them, in the types that published
 * tables have. One part is in memory whole at a time; of the others only the columns asked for.
 */
export async function insertStored(
  connection: AsyncDuckDBConnection,
  name: string,
  {parts, columns}: StoredTable,
  names: readonly string[] = columns.map(column => column.name)
): Promise<void> {
  const chosen = names.map(wanted => {
    const column = columns.find(known => known.name === wanted);
    if (column === undefined) throw new Error(`no column ${wanted} in the stored table ${name}`);
    return column;
  });
  await connection.query(
    `CREATE TABLE ${quote(name)} (${chosen.map(column => `${quote(column.name)} ${column.type}`).join(", ")})`
  );
  const part = `${name} part`;
  const list = chosen.map(column => quote(column.name)).join(", ");
  // The next part is read while the last one goes in.
  let reading = read(parts[0]);
  for (const index of parts.keys()) {
    const ipc = await reading;
    reading = read(parts[index + 1]);
    if (ipc === null) continue;
    await connection.insertArrowFromIPCStream(ipc, {name: part, create: true});
    await connection.query(`INSERT INTO ${quote(name)} SELECT ${list} FROM ${quote(part)}`);
    await connection.query(`DROP TABLE ${quote(part)}`);
  }
}

async function read(blob: Blob | undefined): Promise<Uint8Array | null> {
  return blob === undefined ? null : new Uint8Array(await blob.arrayBuffer());
}
