import type {LookUp} from "../../engine/analysis/name-hosts.js";
import {
  lookUpPublished,
  readPublishedFile,
  selectPublishedFiles
} from "../../engine/analysis/published-files.js";
import {parsedTables} from "../../engine/build/published-parsed.js";
import {createReputation} from "../../engine/indicators/reputation.js";
import type {ReadFile} from "../../engine/read-file.js";
import {hosts, quality, reputation, type Table} from "../../engine/tables.js";
import {createParquetReader} from "../parquet.js";
import type {WorkspaceWriter} from "../store.js";
import type {PublishedAddresses} from "./messages.js";
import type {WasmDatabase} from "./wasm-database.js";

/** The published data, on its way into a workspace. */
export interface PublishedData {
  readonly files: readonly ReadFile[];
  readonly records: number;
  readonly events: number;
  /** What registers said of its addresses. */
  readonly lookUp: LookUp;
}

/**
 * Fetches the published tables that logs were read into, a row group at a time: events and details into the tables of
 * `createPublishedParsed`, original records into the workspace, and `reputation`, which it creates.
 * @param onRows called with how many of the events are there, and what is fetched
 */
export async function takePublished(
  database: WasmDatabase,
  writer: WorkspaceWriter,
  addresses: PublishedAddresses,
  onRows: (events: number, table: string) => void
): Promise<PublishedData> {
  const reader = createParquetReader();
  const names = ({columns}: Table) => columns.map(({name}) => name);

  async function insert(url: string, into: string, table: Table, onInserted?: (rows: number) => void) {
    await reader.readGroups(url, names(table), async ipc => {
      const rows = await database.insert(into, ipc);
      onInserted?.(rows);
    });
  }

  /** All rows of a small table, or what is selected of them. */
  async function rows(url: string, table: Table, select?: string) {
    const name = `published_${table.name}`;
    await database.run(
      `CREATE TABLE ${name} (${table.columns.map(c => `"${c.name}" ${c.type}`).join(", ")})`
    );
    await insert(url, name, table);
    const found = await database.rows(select ?? `FROM ${name}`);
    await database.run(`DROP TABLE ${name}`);
    return found;
  }

  try {
    let events = 0;
    const {published_events: event, published_details: detail} = parsedTables;
    await insert(addresses.events, "published_events", event, inserted => {
      events += inserted;
      onRows(events, "events");
    });
    onRows(events, "details");
    await insert(addresses.details, "published_details", detail);
    for (const [shard, url] of addresses.raw.entries()) {
      onRows(events, `original lines, part ${shard + 1} of ${addresses.raw.length}`);
      await reader.readGroups(url, undefined, async ipc => {
        await writer.part(`raw-${shard}`, ipc);
      });
    }
    await database.run(createReputation);
    await insert(addresses.reputation, "reputation", reputation);
    const files = (await rows(addresses.quality, quality, selectPublishedFiles)).map(readPublishedFile);
    return {
      files,
      records: files.reduce((sum, file) => sum + file.records, 0),
      events,
      lookUp: lookUpPublished(await rows(addresses.hosts, hosts))
    };
  } finally {
    reader.close();
  }
}
