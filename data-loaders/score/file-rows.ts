import {closeSync, openSync, readSync, writeSync} from "node:fs";
import type {RowStore} from "../../src/engine/analysis/score/row-store.js";

/** Reads rows `from` up to `to` of a file of row-major 32-bit floats. */
export function readFileRows(path: string, columns: number, from: number, to: number): Float32Array {
  const rows = new Float32Array((to - from) * columns);
  const bytes = new Uint8Array(rows.buffer);
  const file = openSync(path, "r");
  try {
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(file, bytes, at, bytes.length - at, from * columns * 4 + at);
      if (read === 0)
        throw new Error(`${path}: cut short, ${from + Math.floor(at / columns / 4)} rows in it`);
      at += read;
    }
  } finally {
    closeSync(file);
  }
  return rows;
}

/** Rows in a file, which is written from its beginning. */
export function createFileStore(path: string, columns: number): RowStore {
  const file = openSync(path, "w");
  return {
    push(rows) {
      writeSync(file, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
    },
    end: () => closeSync(file),
    read: (from, to) => readFileRows(path, columns, from, to),
    part: (from, to) => ({path, from, to})
  };
}
