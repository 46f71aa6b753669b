import {
  Bool,
  type DataType,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
  vectorFromArray
} from "apache-arrow";
import type {Value} from "../../engine/analysis/database.js";
import type {SqlType} from "../../engine/tables.js";

const arrowTypes: Readonly<Record<SqlType, DataType>> = {
  VARCHAR: new Utf8(),
  INTEGER: new Int32(),
  BIGINT: new Int64(),
  DOUBLE: new Float64(),
  BOOLEAN: new Bool(),
  TIMESTAMP_MS: new TimestampMillisecond()
};

/** Rows as an Arrow IPC stream, its columns named `c0`, `c1`, … . BIGINT and times are numbers. */
export function encodeRows(types: readonly SqlType[], rows: readonly (readonly Value[])[]): Uint8Array {
  const fields = types.map((type, i) => new Field(`c${i}`, arrowTypes[type], true));
  const children = types.map((type, i) => {
    const values = rows.map(row => toArrow(row[i] ?? null, type));
    const [data] = vectorFromArray(values, arrowTypes[type]).data;
    if (data === undefined) throw new Error(`no Arrow data of type ${type}`);
    return data;
  });
  const data = makeData({type: new Struct(fields), length: rows.length, nullCount: 0, children});
  return tableToIPC(new Table(new RecordBatch(new Schema(fields), data)), "stream");
}

const toArrow = (value: Value, type: SqlType) =>
  value !== null && type === "BIGINT" ? BigInt(value) : value;
