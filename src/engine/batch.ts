import {
  Table as ArrowTable,
  type Data,
  Field,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  tableToIPC,
  Utf8
} from "apache-arrow";
import {createColumn} from "./batch-column.js";
import {batchColumns, type Entry} from "./batch-columns.js";
import type {Event} from "./event.js";
import type {EventIds} from "./event-id.js";

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

  return {
    get length() {
      return laid + entries.length;
    },
    push(event, record, part, raw) {
      entries.push({event, record, part, raw});
      if (entries.length === layRows) lay();
    },
    take() {
      lay();
      const idData = buildIds(idBytes, laid);
      const fields: Field[] = [new Field("event_id", idData.type, false)];
      const children: Data[] = [idData];
      for (const {name, builder} of columns) {
        const data = builder.take();
        fields.push(new Field(name, data.type, true));
        children.push(data);
      }
      const schema = new Schema(fields);
      const rows = makeData({type: new Struct(fields), length: laid, nullCount: 0, children});
      laid = 0;
      return tableToIPC(new ArrowTable(new RecordBatch(schema, rows)), "stream");
    }
  };
}

function buildIds(bytes: Uint8Array, length: number) {
  const valueOffsets = Int32Array.from({length: length + 1}, (_, i) => 16 * i);
  return makeData({
    type: new Utf8(),
    length,
    nullCount: 0,
    valueOffsets,
    data: bytes.subarray(0, 16 * length)
  });
}
