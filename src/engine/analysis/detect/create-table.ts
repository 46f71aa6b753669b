import type {Column} from "../../tables.js";
import type {Database, Value} from "../database.js";

/** Creates a table of rows by column name. Times are milliseconds in UTC; a missing value is NULL. */
export async function createTable(
  database: Database,
  name: string,
  columns: readonly Pick<Column, "name" | "type">[],
  rows: readonly Readonly<Record<string, Value>>[],
  temporary = false
): Promise<void> {
  const list = columns.map(column => `${column.name} ${column.type}`).join(", ");
  await database.run(`CREATE ${temporary ? "TEMP " : ""}TABLE ${name} (${list})`);
  await database.append(
    name,
    rows.map(row => columns.map(({name}) => row[name] ?? null))
  );
}
