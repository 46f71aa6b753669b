import {
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  DuckDBUTinyIntVector,
  type DuckDBVector
} from "@duckdb/node-api";
import {blockColumns, selectBlocks} from "../../src/engine/build/event-blocks.js";
import {createEventBlock, type EventBlock} from "../../src/engine/features/event-block.js";
import type {Database} from "../database.js";

export interface ReferencedBlock {
  readonly block: EventBlock;
  /** What each event reached for: its id in \`applications\`. */
  readonly application: Int32Array;
  /** 1 where nothing speaks against the event's source, so that it may serve as benign reference. */
  readonly reference: Uint8Array;
  /** Number in `staged` of the block's first event. */
  readonly first: number;
}

/** Events of a block: enough that a block costs little, few enough to stay in a processor's cache. */
const blockLength = 16_384;

/** The staged events in order, block by block. A block is reused: what is to be kept of it must be copied. */
export async function* readBlocks(database: Database): AsyncGenerator<ReferencedBlock> {
  const block = createEventBlock(blockLength);
  const application = new Int32Array(blockLength);
  const reference = new Uint8Array(blockLength);
  const names = Object.keys(blockColumns) as (keyof Omit<EventBlock, "length">)[];
  const targets = [...names.map(name => block[name]), application, reference];
  let first = 0;
  let filled = 0;

  const result = await database.connection.stream(selectBlocks);
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    if (filled + chunk.rowCount > blockLength) {
      block.length = filled;
      yield {block, application, reference, first};
      first += filled;
      filled = 0;
    }
    for (let c = 0; c < targets.length; c++) {
      targets[c]?.set(itemsOf(chunk.getColumnVector(c)), filled);
    }
    filled += chunk.rowCount;
  }
  block.length = filled;
  if (filled) yield {block, application, reference, first};
}

/** A vector's own typed array, which it keeps private: copying it costs a hundredth of reading its values one by one. */
function itemsOf(vector: DuckDBVector): ArrayLike<number> {
  if (vector instanceof DuckDBDoubleVector) return vector["items"];
  if (vector instanceof DuckDBIntegerVector) return vector["items"];
  if (vector instanceof DuckDBUTinyIntVector) return vector["items"];
  throw new Error("event blocks hold DOUBLE, INTEGER and UTINYINT columns only");
}
