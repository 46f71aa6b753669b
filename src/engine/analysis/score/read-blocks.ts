import {blockColumns, selectBlocks} from "../../build/event-blocks.js";
import {createEventBlock, type EventBlock} from "../../features/event-block.js";
import {type Database, mostPieceRows} from "../database.js";
import {stagedRanges} from "../staged-ranges.js";

export interface ReferencedBlock {
  readonly block: EventBlock;
  /** What each event reached for: its id in \`applications\`. */
  readonly application: Int32Array;
  /** 1 where nothing speaks against the event's source, so that it may serve as benign reference. */
  readonly reference: Uint8Array;
  /** Number in `staged` of the block's first event. */
  readonly first: number;
}

/** Events of a block at most: enough that a block costs little, few enough to stay in a processor's cache. */
const blockLength = mostPieceRows;

/** Visits the staged events in order, block by block. A block is reused: what is to be kept of it must be copied. */
export async function readBlocks(database: Database, visit: (found: ReferencedBlock) => void): Promise<void> {
  const block = createEventBlock(blockLength);
  const application = new Int32Array(blockLength);
  const reference = new Uint8Array(blockLength);
  const names = Object.keys(blockColumns) as (keyof Omit<EventBlock, "length">)[];
  const targets = [...names.map(name => block[name]), application, reference];
  let first = 0;
  let filled = 0;

  function flush() {
    block.length = filled;
    if (filled) visit({block, application, reference, first});
    first += filled;
    filled = 0;
  }
  for (const range of await stagedRanges(database))
    await database.pieces(selectBlocks(range), (columns, rows) => {
      if (filled + rows > blockLength) flush();
      for (let c = 0; c < targets.length; c++) targets[c]?.set(columns[c] ?? [], filled);
      filled += rows;
    });
  flush();
}
