import {type ModelFamily, modelFamilies} from "../../features/event-block.js";
import type {IsolationForest} from "./model.js";

/** What a forest learnt from, as its file tells. */
export interface ForestOrigin {
  readonly family: ModelFamily;
  /** Rows that it learnt from. */
  readonly rows: number;
  /** Whether those were benign references. */
  readonly benign: boolean;
  readonly seed: number;
}

const magic = "FBIF";
const version = 1;
const headerStart = 12;

interface Header {
  readonly columns: number;
  readonly names: readonly string[];
  readonly samples: number;
  readonly contamination: number;
  readonly threshold: number;
  /** Nodes of each tree. */
  readonly trees: readonly number[];
  /** Absent in a file of a forest by itself. */
  readonly origin?: ForestOrigin;
}

/**
 * A forest as one compact file: "FBIF", version (16 bits), zero (16 bits), length of the header (32 bits), the header in JSON,
 * and the nodes in preorder: at a split, column + 1 (varint) and threshold (32-bit float); at a leaf, 0 and its number
 * of rows (varint). Little-endian. What else a forest holds follows from these.
 * @param origin stands in the header, for whoever is handed the file
 */
export function encode(forest: IsolationForest, origin?: ForestOrigin): Uint8Array<ArrayBuffer> {
  const {columns, names, samples, contamination, threshold, roots, feature, split, size} = forest;
  const trees = Array.from(roots.subarray(1), (end, tree) => end - (roots[tree] ?? 0));
  const header: Header = {columns, names, samples, contamination, threshold, trees, ...(origin && {origin})};
  const json = new TextEncoder().encode(JSON.stringify(header));
  // A varint of 32 bits has at most 5 bytes, a threshold 4.
  const bytes = new Uint8Array(headerStart + json.length + feature.length * 9);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(magic));
  view.setUint16(4, version, true);
  view.setUint32(8, json.length, true);
  bytes.set(json, headerStart);
  let at = headerStart + json.length;

  function writeVarint(value: number): void {
    let rest = value;
    for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
    bytes[at++] = rest;
  }

  feature.forEach((column, node) => {
    writeVarint(column + 1);
    if (column < 0) writeVarint(size[node] ?? 0);
    else {
      view.setFloat32(at, split[node] ?? 0, true);
      at += 4;
    }
  });
  return bytes.slice(0, at);
}

/** Reads what `encode` wrote; the scores are identical. Throws an Error that says what is wrong with the bytes. */
export function decode(bytes: Uint8Array): IsolationForest {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = headerStart;
  const header = readHeader(bytes, view);
  at += view.getUint32(8, true);

  function need(count: number): void {
    if (at + count > bytes.length) {
      throw new Error(`model file cut short: need at least ${at + count} bytes, have ${bytes.length}`);
    }
  }

  function readVarint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      need(1);
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new Error(`model file damaged at byte ${at}: a number of more than 32 bits`);
  }

  const total = header.trees.reduce((sum, nodes) => sum + nodes, 0);
  // Every node takes two bytes or more, so a forged count cannot ask for more memory than the file warrants.
  need(total * 2);
  const roots = new Int32Array(header.trees.length + 1);
  const feature = new Int32Array(total);
  const split = new Float32Array(total);
  const right = new Int32Array(total);
  const size = new Int32Array(total);
  let node = 0;

  /** Reads one tree of nodes up to `end`; splits that wait for their right child are on a stack. */
  function readTree(end: number): void {
    const waiting: number[] = [];
    for (let complete = false; !complete; ) {
      if (node >= end) throw new Error(`model file damaged: a tree ends early, before byte ${at}`);
      const column = readVarint() - 1;
      if (column >= header.columns) {
        throw new Error(`model file damaged: split on column ${column} of ${header.columns}`);
      }
      feature[node] = column;
      right[node] = -1;
      if (column >= 0) {
        need(4);
        const threshold = view.getFloat32(at, true);
        if (!Number.isFinite(threshold)) throw new Error(`model file damaged: threshold ${threshold}`);
        split[node] = threshold;
        at += 4;
        waiting.push(node++);
      } else {
        size[node] = readVarint();
        ++node;
        const parent = waiting.pop();
        if (parent === undefined) complete = true;
        else right[parent] = node;
      }
    }
    if (node !== end) throw new Error(`model file damaged: a tree ends late, at byte ${at}`);
  }

  header.trees.forEach((nodes, tree) => {
    roots[tree] = node;
    readTree(node + nodes);
  });
  roots[header.trees.length] = node;
  if (at !== bytes.length) {
    throw new Error(`model file damaged: ${bytes.length - at} bytes after the last tree`);
  }
  // Backwards, both children of a node are known before it.
  for (let k = total - 1; k >= 0; --k) {
    if ((feature[k] ?? -1) >= 0) size[k] = (size[k + 1] ?? 0) + (size[right[k] ?? 0] ?? 0);
  }
  const {columns, names, samples, contamination, threshold} = header;
  return {columns, names, samples, contamination, threshold, roots, feature, split, right, size};
}

/** Where the forest of a file that `decode` reads comes from; null where the file does not tell. */
export function originOf(bytes: Uint8Array): ForestOrigin | null {
  const {origin} = readHeader(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return isOrigin(origin) ? origin : null;
}

function readHeader(bytes: Uint8Array, view: DataView): Header {
  if (bytes.length < headerStart) throw new Error(`model file cut short: ${bytes.length} bytes`);
  const found = new TextDecoder("latin1").decode(bytes.subarray(0, 4));
  if (found !== magic)
    throw new Error(`not an isolation forest: starts with ${JSON.stringify(found)}, not "FBIF"`);
  const foundVersion = view.getUint16(4, true);
  if (foundVersion !== version) {
    throw new Error(`isolation forest of version ${foundVersion}; this Flowbook reads version ${version}`);
  }
  const length = view.getUint32(8, true);
  if (headerStart + length > bytes.length) {
    throw new Error(
      `model file cut short: need at least ${headerStart + length} bytes, have ${bytes.length}`
    );
  }
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(headerStart, headerStart + length)));
  } catch {
    throw new Error("model file damaged: its header is not JSON");
  }
  if (!isHeader(header)) throw new Error("model file damaged: its header lacks what a forest needs");
  return header;
}

function isHeader(value: unknown): value is Header {
  if (typeof value !== "object" || value === null) return false;
  const {columns, names, samples, contamination, threshold, trees} = value as Record<string, unknown>;
  return (
    isCount(columns) &&
    Array.isArray(names) &&
    names.length === columns &&
    names.every(name => typeof name === "string") &&
    isCount(samples) &&
    samples >= 2 &&
    typeof contamination === "number" &&
    typeof threshold === "number" &&
    Array.isArray(trees) &&
    trees.length > 0 &&
    trees.every(isCount)
  );
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1;
}

function isOrigin(value: unknown): value is ForestOrigin {
  if (typeof value !== "object" || value === null) return false;
  const {family, rows, benign, seed} = value as Record<string, unknown>;
  return (
    modelFamilies.some(known => known === family) &&
    isCount(rows) &&
    typeof benign === "boolean" &&
    Number.isInteger(seed)
  );
}
