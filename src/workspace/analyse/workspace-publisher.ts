import {type Publisher, typedSelect} from "../../engine/analysis/publish/publish-tables.js";
import type {WorkspaceWriter} from "../store.js";
import type {WasmDatabase} from "./wasm-database.js";

/** Puts what is published into a workspace. */
export function createWorkspacePublisher(
  database: WasmDatabase,
  writer: WorkspaceWriter,
  onTable: (done: number, of: number) => void
): Publisher {
  return {
    async tables(contents) {
      for (const [i, {table, select, file}] of contents.entries()) {
        onTable(i, contents.length);
        await database.ipc(typedSelect(table, select), async part => {
          await writer.part(file, part);
        });
      }
    },
    file: (name, content) => writer.file(name, content)
  };
}
