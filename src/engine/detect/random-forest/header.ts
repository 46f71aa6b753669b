import type {ByteWriter} from "./bytes.js";

const magic = "FBRF";
const version = 1;
/** Magic, version (16 bits), zero (16 bits), length of the JSON (32 bits). */
const headerStart = 12;

/** What a model file says before the nodes: counts, names and what follows from them; see the model for the meaning. */
export interface Header {
  readonly columns: number;
  readonly names: readonly string[];
  readonly classes: readonly string[];
  /** Nodes of each tree. */
  readonly trees: readonly number[];
  readonly confusion: readonly number[];
  readonly refused: number;
  readonly use: readonly number[];
  readonly starts: readonly number[];
  readonly first: readonly number[];
}

/** "FBRF", version (16 bits), zero (16 bits), length of the header (32 bits), the header in JSON. Little-endian. */
export function writeHeader(writer: ByteWriter, header: Header): void {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = new Uint8Array(headerStart);
  const view = new DataView(start.buffer);
  start.set(new TextEncoder().encode(magic));
  view.setUint16(4, version, true);
  view.setUint32(8, json.length, true);
  writer.bytes(start);
  writer.bytes(json);
}

/** The header, and where it ends. Throws an Error that says what is wrong with it. */
export function readHeader(bytes: Uint8Array): {header: Header; end: number} {
  if (bytes.length < headerStart) throw new Error(`model file cut short: ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new TextDecoder("latin1").decode(bytes.subarray(0, 4));
  if (found !== magic)
    throw new Error(`not a random forest: starts with ${JSON.stringify(found)}, not "FBRF"`);
  const foundVersion = view.getUint16(4, true);
  if (foundVersion !== version) {
    throw new Error(`random forest of version ${foundVersion}; this Flowbook reads version ${version}`);
  }
  const end = headerStart + view.getUint32(8, true);
  if (end > bytes.length) {
    throw new Error(`model file cut short: need at least ${end} bytes, have ${bytes.length}`);
  }
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(headerStart, end)));
  } catch {
    throw new Error("model file damaged: its header is not JSON");
  }
  if (!isHeader(header)) throw new Error("model file damaged: its header lacks what a forest needs");
  return {header, end};
}

function isHeader(value: unknown): value is Header {
  if (typeof value !== "object" || value === null) return false;
  const {columns, names, classes, trees, confusion, refused, use, starts, first} = value as Record<
    string,
    unknown
  >;
  return (
    isCount(columns) &&
    columns >= 1 &&
    areStrings(names) &&
    names.length === columns &&
    areStrings(classes) &&
    classes.length >= 2 &&
    areCounts(trees) &&
    trees.length > 0 &&
    // In a tree of splits in two, leaves are one more than splits.
    trees.every(nodes => nodes % 2 === 1) &&
    areCounts(confusion) &&
    confusion.length === classes.length ** 2 &&
    typeof refused === "number" &&
    areCounts(use) &&
    use.every(column => column < columns) &&
    areCounts(starts) &&
    starts.length === use.length + 1 &&
    isAscending(starts) &&
    areCounts(first) &&
    first.length === classes.length + 1 &&
    isAscending(first)
  );
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function areCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(isCount);
}

function areStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === "string");
}

/** From 0, and never falling. */
function isAscending(values: readonly number[]): boolean {
  return values[0] === 0 && values.every((value, k) => k === 0 || value >= (values[k - 1] ?? 0));
}
