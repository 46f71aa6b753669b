import {execFile} from "node:child_process";
import {createHash} from "node:crypto";
import {join} from "node:path";
import {promisify} from "node:util";
import {tableFromIPC} from "apache-arrow";
import {repository} from "../../scripts/run.js";
import {raw, rawShards, type Table, tables} from "../../src/engine/tables.js";
import {openNative} from "./native.js";

const run = promisify(execFile);

/** Rows of a table and a hash over all of them. */
export interface TableHash {
  readonly rows: number;
  readonly hash: string;
}

type Hashes = Readonly<Record<string, TableHash>>;

/** Runs `npm run data` on a directory of logs into another. */
export async function loadNatively(input: string, output: string): Promise<void> {
  const loader = join(repository, "data-loaders", "main.ts");
  await run(process.execPath, ["--import", "tsx", loader, "--input", input, "--output", output], {
    cwd: repository,
    env: {...process.env, VIRUSTOTAL_API_KEY: ""}
  });
}

/** Hashes of all tables that the loader published into a directory. */
export async function hashPublished(directory: string): Promise<Hashes> {
  const native = await openNative(directory);
  const hashes: Record<string, TableHash> = {};
  for (const table of tables) {
    const columns = table.columns.map(({name, type}) =>
      type === "TIMESTAMP_MS" ? `epoch_ms("${name}"::TIMESTAMP) AS "${name}"` : `"${name}"`
    );
    const rows = await native.rows(`SELECT ${columns.join(", ")} FROM ${table.name}`);
    hashes[table.name] = hashRows(
      table,
      rows.map(row => table.columns.map(({name}) => row[name] ?? null))
    );
  }
  return hashes;
}

/** Hashes of all tables of a workspace. */
export function hashStored(stored: ReadonlyMap<string, readonly Buffer[]>): Hashes {
  const hashes: Record<string, TableHash> = {};
  for (const table of tables) {
    const names =
      table === raw ? Array.from({length: rawShards}, (_, shard) => `raw-${shard}`) : [table.name];
    const rows = names.flatMap(name => (stored.get(name) ?? []).flatMap(ipc => readIpc(table, ipc)));
    hashes[table.name] = hashRows(table, rows);
  }
  return hashes;
}

function readIpc({columns}: Table, ipc: Buffer): unknown[][] {
  const table = tableFromIPC(ipc);
  const vectors = columns.map(({name}) => table.getChild(name));
  return Array.from({length: table.numRows}, (_, row) =>
    vectors.map(vector => {
      const value: unknown = vector?.get(row) ?? null;
      return typeof value === "bigint" ? Number(value) : value;
    })
  );
}

/** Original lines are kept as files are read, whichever of several is first; everything else has an order. */
function hashRows(table: Table, rows: readonly (readonly unknown[])[]): TableHash {
  const lines = rows.map(row => JSON.stringify(row));
  if (table === raw) lines.sort();
  return {rows: lines.length, hash: createHash("sha256").update(lines.join("\n")).digest("hex")};
}
