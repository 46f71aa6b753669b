import {Int64, makeData, Utf8} from "apache-arrow";
import {fixedTexts, writeColumns} from "./arrow-stream.js";
import {rawShardOf, rawShards} from "./tables.js";

/** The columns of a batch that its original records are made of. */
export interface RawColumns {
  readonly length: number;
  /** 16 hexadecimal digits per row, in ASCII. */
  readonly ids: Uint8Array;
  /** Numbers of the records, 64 bits each. */
  readonly records: BigInt64Array;
  /** The records themselves in UTF-8, and where each begins and the last one ends. */
  readonly texts: Uint8Array;
  readonly offsets: Int32Array;
}

const idLength = 16;
const encoder = new TextEncoder();

/** The shard of every event whose id begins with a character, by its code. */
const shardOfCode = new Uint8Array(128);
for (const digit of "0123456789abcdef") shardOfCode[digit.charCodeAt(0)] = rawShardOf(digit);

/**
 * Original records divided into the shards of the table `raw`, each an Arrow IPC stream with that table's columns, rows in
 * their order; null where a shard has none.
 */
export function divideRaw(columns: RawColumns, sourceFile: string): readonly (Uint8Array | null)[] {
  const rows = new Int32Array(rawShards);
  const bytes = new Float64Array(rawShards);
  const shardOf = (row: number) => shardOfCode[columns.ids[idLength * row] ?? 0] ?? 0;
  for (let row = 0; row < columns.length; row++) {
    const shard = shardOf(row);
    rows[shard] = (rows[shard] ?? 0) + 1;
    bytes[shard] = (bytes[shard] ?? 0) + (columns.offsets[row + 1] ?? 0) - (columns.offsets[row] ?? 0);
  }
  const name = encoder.encode(sourceFile);
  const shards = Array.from(rows, (count, shard) => createShard(count, bytes[shard] ?? 0));
  for (let row = 0; row < columns.length; row++) shards[shardOf(row)]?.add(columns, row);
  return shards.map(shard => shard.build(name));
}

/** One shard in the making, of known size. */
function createShard(rows: number, bytes: number) {
  const ids = new Uint8Array(idLength * rows);
  const records = new BigInt64Array(rows);
  const texts = new Uint8Array(bytes);
  const offsets = new Int32Array(rows + 1);
  let length = 0;
  let end = 0;
  return {
    add(from: RawColumns, row: number) {
      const text = from.texts.subarray(from.offsets[row] ?? 0, from.offsets[row + 1] ?? 0);
      texts.set(text, end);
      end += text.length;
      ids.set(from.ids.subarray(idLength * row, idLength * (row + 1)), idLength * length);
      records[length++] = from.records[row] ?? 0n;
      offsets[length] = end;
    },
    build(name: Uint8Array): Uint8Array | null {
      if (!length) return null;
      const names = new Uint8Array(name.length * length);
      for (let row = 0; row < length; row++) names.set(name, name.length * row);
      return writeColumns(length, {
        event_id: fixedTexts(ids, length, idLength),
        source_file: fixedTexts(names, length, name.length),
        record: makeData({type: new Int64(), length, nullCount: 0, data: records}),
        raw: makeData({type: new Utf8(), length, nullCount: 0, valueOffsets: offsets, data: texts})
      });
    }
  };
}
