/**
 * What every page reads: the published files, or the workspace that this tab shows, under the same names. Which of the
 * two is decided once per page, by one look at sessionStorage.
 */
import {shownWorkspace} from "../../workspace/current.js";
import {documents, type FileName, type TableName, tables} from "./attachments.js";
import type {TableSource} from "./database.js";
import type {WorkspaceFiles} from "./workspace-files.js";

const key = shownWorkspace();

/** Null where the tab shows the published data; resolves to null where its workspace turns out to be gone. */
const workspace: Promise<WorkspaceFiles | null> | null =
  key === null
    ? null
    : import("./workspace-files.js").then(({openShownWorkspace}) => openShownWorkspace(key));

function source(
  url: TableSource["url"],
  stored: readonly string[],
  columns?: readonly string[]
): TableSource {
  return {
    url,
    ...(columns ? {columns} : {}),
    ...(workspace ? {stored: async () => (await workspace)?.table(stored) ?? null} : {})
  };
}

const shardNames = tables.raw.map((_, shard) => `raw-${shard}`);

export const files = {
  /**
   * Where a table's rows are, for `openDatabase`.
   * @param columns @default all
   */
  table(name: TableName, columns?: readonly string[]): TableSource {
    return source(tables[name], name === "raw" ? shardNames : [name], columns);
  },

  /** All tables, whole. */
  tables(): Record<TableName, TableSource> {
    const names = Object.keys(tables) as TableName[];
    return Object.fromEntries(names.map(name => [name, files.table(name)])) as Record<TableName, TableSource>;
  },

  /** The shards of `raw` by themselves: `raw_0`, `raw_1`, …, since one original line takes only one of them. */
  rawShards(): Record<string, TableSource> {
    return Object.fromEntries(
      shardNames.map((name, shard) => [`raw_${shard}`, source(tables.raw[shard] ?? [], [name])])
    );
  },

  /** A file parsed, and taken to be what the caller says: `npm run data` and the workspace write no other. */
  async json<T>(name: FileName): Promise<T> {
    const opened = await workspace;
    return opened ? ((await opened.json(name)) as T) : documents[name].json<T>();
  },

  async bytes(name: FileName): Promise<Uint8Array> {
    const opened = await workspace;
    return opened ? opened.bytes(name) : new Uint8Array(await documents[name].arrayBuffer());
  }
};
