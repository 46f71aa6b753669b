import type {DuckDBConnection} from "@duckdb/duckdb-wasm/blocking";
import {Field, Int32, Schema, Table, tableFromArrays, tableToIPC} from "apache-arrow";
import {beforeAll, describe, expect, it} from "vitest";
import {insertParquet} from "../../../src/components/workbench/parquet-table.js";
import type {ParquetReader} from "../../../src/workspace/parquet.js";
import {openDuckDBWasm} from "../../duckdb-wasm.js";

let duckdb: DuckDBConnection;
beforeAll(async () => {
  duckdb = await openDuckDBWasm();
  duckdb.query("SELECT 1");
}, 60_000);

type Connection = Awaited<ReturnType<Parameters<typeof insertParquet>[0]>>;

/** The database as pages have it: behind promises. */
const connect = async () =>
  ({
    insertArrowFromIPCStream: async (ipc, options) => duckdb.insertArrowFromIPCStream(ipc, options),
    query: async (sql: string) => duckdb.query(sql)
  }) as Connection;

const numbers = (sql: string) => [...duckdb.query(sql)].map(row => Number(Object.values(row.toJSON())[0]));
const exists = (name: string) =>
  numbers(`SELECT count(*) FROM information_schema.tables WHERE table_name = '${name}'`)[0] === 1;

/** Row groups as the Parquet reader passes them on. */
const ipcOf = (values: readonly number[]) =>
  tableToIPC(tableFromArrays({n: Int32Array.from(values)}), "stream");

/** What becomes of a file without rows: its columns, and nothing more. */
const emptyIpc = () => tableToIPC(new Table(new Schema([new Field("n", new Int32())])), "stream");

/** A reader of files by their addresses, each a list of row groups. */
function readerOf(
  files: Readonly<Record<string, readonly Uint8Array[]>>,
  onGroup: () => void = () => {}
): Pick<ParquetReader, "readGroups"> {
  return {
    async readGroups(url, _, visit) {
      for (const group of files[url] ?? []) {
        await new Promise(resolve => setTimeout(resolve, 5));
        onGroup();
        await visit(group.slice());
      }
    }
  };
}

// WebAssembly is compiled as it runs.
describe("a table of Parquet files", {timeout: 60_000}, () => {
  it("has the rows of all row groups of all files, in their order, and its name only once all are there", async () => {
    const seen: boolean[] = [];
    const files = {a: [ipcOf([3, 1]), ipcOf([2])], b: [ipcOf([9, 8])]};
    await insertParquet(
      connect,
      "whole",
      readerOf(files, () => seen.push(exists("whole"))),
      ["a", "b"]
    );
    expect(numbers("SELECT n FROM whole")).toEqual([3, 1, 2, 9, 8]);
    expect(seen).toEqual([false, false, false]);
  });

  it("is there, with its columns, when it has no rows", async () => {
    await insertParquet(connect, "nothing", readerOf({a: [emptyIpc()]}), ["a"]);
    expect(numbers("SELECT n FROM nothing")).toEqual([]);
  });

  it("may have a name that SQL has to quote", async () => {
    await insertParquet(connect, 'say "n"', readerOf({a: [ipcOf([1])]}), ["a"]);
    expect(numbers('SELECT n FROM "say ""n"""')).toEqual([1]);
  });

  it("is not there when a row group does not fit, or cannot be fetched", async () => {
    const other = tableToIPC(tableFromArrays({n: Int32Array.of(1), m: Int32Array.of(1)}), "stream");
    await expect(
      insertParquet(connect, "torn", readerOf({a: [ipcOf([1]), other, ipcOf([2])]}), ["a"])
    ).rejects.toThrow();
    expect(exists("torn")).toBe(false);
    const lost: Pick<ParquetReader, "readGroups"> = {
      async readGroups(url, _, visit) {
        await visit(ipcOf([1]));
        throw new Error(`unable to fetch ${url}: 404`);
      }
    };
    await expect(insertParquet(connect, "lost", lost, ["a"])).rejects.toThrow("unable to fetch a: 404");
    expect(exists("lost")).toBe(false);
  });
});
