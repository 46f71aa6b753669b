import {retrainTables} from "../../engine/retrain/tables.js";
import type {Column} from "../../engine/tables.js";
import {tables} from "../../engine/tables.js";
import type {WasmDatabase} from "../analyse/wasm-database.js";
import type {TableRows} from "./messages.js";

/** Puts the columns that retraining needs of published tables into a database, in the order of their rows. */
export async function insertTables(
  database: WasmDatabase,
  rows: Readonly<Record<string, TableRows>>
): Promise<void> {
  for (const {name, columns} of retrainTables) {
    const given = rows[name];
    if (given === undefined) throw new Error(`the table ${name} is missing`);
    await database.run(createTable(name, columns));
    if ("ipc" in given) {
      for (const ipc of given.ipc) await database.insert(name, ipc);
      continue;
    }
    const whole = `${name}_whole`;
    const all = tables.find(table => table.name === name)?.columns ?? columns;
    for (const part of given.parts) {
      await database.run(createTable(whole, all));
      await database.insert(whole, new Uint8Array(await part.arrayBuffer()));
      const names = columns.map(column => `"${column.name}"`).join(", ");
      await database.run(
        `INSERT INTO ${name} SELECT ${names} FROM ${whole} ORDER BY rowid; DROP TABLE ${whole}`
      );
    }
  }
}

const createTable = (name: string, columns: readonly Column[]) =>
  `CREATE TABLE ${name} (${columns.map(column => `"${column.name}" ${column.type}`).join(", ")})`;
