/**
 * Where the rows of a matrix lie: in a file in a loader, because five million of them are a gigabyte, in memory in a browser. Rows are
 * row-major 32-bit floats.
 */
export interface RowStore {
  /** Adds whole rows. */
  push(rows: Float32Array): void;
  /** No more rows; they can be read from now on. */
  end(): void;
  /** A copy of the rows `from` up to `to`. */
  read(from: number, to: number): Float32Array;
  /** The same rows as a request to a worker carries them. */
  part(from: number, to: number): RowPart;
}

/** Rows on their way to a worker: themselves, or where they stand in a file. */
export type RowPart = Float32Array | {readonly path: string; readonly from: number; readonly to: number};

/** @param columns floats in a row */
export function createMemoryStore(columns: number): RowStore {
  const pieces: Float32Array[] = [];
  let length = 0;
  let all = new Float32Array();
  const read = (from: number, to: number) => all.slice(from * columns, to * columns);
  return {
    push(rows) {
      pieces.push(rows.slice());
      length += rows.length;
    },
    end() {
      all = new Float32Array(length);
      let at = 0;
      for (const piece of pieces.splice(0)) {
        all.set(piece, at);
        at += piece.length;
      }
    },
    read,
    part: read
  };
}
