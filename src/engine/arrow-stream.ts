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

/** A column of texts that are all of one length in bytes. */
export function fixedTexts(data: Uint8Array, length: number, size: number): Data<Utf8> {
  const valueOffsets = Int32Array.from({length: length + 1}, (_, i) => size * i);
  return makeData({type: new Utf8(), length, nullCount: 0, valueOffsets, data});
}

/** Columns of equal length as an Arrow IPC stream. */
export function writeColumns(length: number, columns: Readonly<Record<string, Data>>): Uint8Array {
  const fields = Object.entries(columns).map(([name, {type}]) => new Field(name, type, name !== "event_id"));
  const schema = new Schema(fields);
  const children = Object.values(columns);
  const rows = makeData({type: new Struct(fields), length, nullCount: 0, children});
  return tableToIPC(new ArrowTable(new RecordBatch(schema, rows)), "stream");
}
