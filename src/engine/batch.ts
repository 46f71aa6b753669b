import type {Data} from "apache-arrow";
import {fixedTexts, writeColumns} from "./arrow-stream.js";
import {createColumn} from "./batch-column.js";
import {batchColumns, type Entry} from "./batch-columns.js";
import type {Event} from "./event.js";
import type {EventIds} from "./event-id.js";
import {divideRaw} from "./raw-shards.js";

/**
 * Parsed events as columns, in Arrow's memory layout: the form in which they go to Parquet in a loader, to DuckDB in
 * the browser, and between workers. One row per event: its unified columns, its details, and its original record.
 */
export interface Batch {
  readonly length: number;
  /**
   * Adds a row; a batch has room for `batchRows`.
   * @param part number of the event within its record, from 0.
   */
  push(event: Event, record: number, part: number, raw: string): void;
  /** The rows as an Arrow IPC stream, and none left. */
  take(): Uint8Array;
  /** The rows, with their original records apart, and none left. */
  takeDivided(sourceFile: string): DividedBatch;
}

/** A batch in the form in which a page keeps it: original records are the bulk of it, and are looked up one by one. */
export interface DividedBatch {
  /** All columns but `raw`, as an Arrow IPC stream. */
  readonly events: Uint8Array;
  /** The shards of the table `raw`, as Arrow IPC streams; null where a shard has no row. */
  readonly raw: readonly (Uint8Array | null)[];
}

/** Rows worth a Parquet row group; more would outlive the garbage collector's nursery and be copied about. */
export const batchRows = 32_768;
/** Characters of original records that fill a batch before its rows do. */
export const batchCharacters = 48 << 20;

/**
 * Entries are laid into columns a few hundred at a time: enough that encoding texts together pays, few enough that all of
 * them are in a processor's cache while one column after the other reads them, and that they die young.
 */
const layRows = 256;

export function createBatch(ids: EventIds): Batch {
  const columns = batchColumns.map(({name, type, read}) => ({
    name,
    builder: createColumn(type, read, batchRows)
  }));
  const idBytes = new Uint8Array(16 * batchRows);
  let entries: Entry[] = [];
  let laid = 0;

  function lay() {
    for (const {builder} of columns) builder.append(entries);
    for (const {record, part} of entries) ids.write(record, part, idBytes, 16 * laid++);
    entries = [];
  }

  /** All columns by name; they hold until rows are added again. */
  function takeColumns(): {length: number; columns: Record<string, Data>} {
    lay();
    const length = laid;
    const all: Record<string, Data> = {
      event_id: fixedTexts(idBytes.subarray(0, 16 * length), length, 16)
    };
    for (const {name, builder} of columns) all[name] = builder.take();
    laid = 0;
    return {length, columns: all};
  }

  return {
    get length() {
      return laid + entries.length;
    },
    push(event, record, part, raw) {
      entries.push({event, record, part, raw});
      if (entries.length === layRows) lay();
    },
    take() {
      const {length, columns} = takeColumns();
      return writeColumns(length, columns);
    },
    takeDivided(sourceFile) {
      const {length, columns} = takeColumns();
      const {raw, ...others} = columns;
      const {record} = others;
      if (!raw || !record) throw new Error("a batch without the columns record and raw");
      return {
        events: writeColumns(length, others),
        raw: divideRaw(
          {
            length,
            ids: idBytes,
            records: record.values as BigInt64Array,
            texts: raw.values as Uint8Array,
            offsets: raw.valueOffsets as Int32Array
          },
          sourceFile
        )
      };
    }
  };
}
