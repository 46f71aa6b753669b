import type {Database} from "../../../data-loaders/database.js";
import type {Table} from "../../../src/engine/tables.js";

/** Names and types of the columns that a select gives, and those that a table promises. */
export async function columnsOf(database: Database, select: string, {columns}: Table) {
  const found = await database.connection.runAndReadAll(select);
  const types = found.columnTypes().map(String);
  return {
    given: found.columnNames().map((name, i) => `${name} ${types[i]}`),
    promised: columns.map(({name, type}) => `${name} ${type}`)
  };
}
