import {type ByteReader, type ByteWriter, createReader, createWriter} from "./bytes.js";
import {type Header, readHeader, writeHeader} from "./header.js";
import type {ClassTrees, Familiar, RandomForest} from "./model.js";
import {summarise} from "./out-of-bag.js";

/** Two gigabytes of them. */
const mostProbabilities = 2 ** 28;

/**
 * A forest as one compact file: the header (see `writeHeader`) and after it, little-endian, the nodes in preorder: at a split,
 * column + 1 (varint) and threshold (32-bit float); at a leaf, 0, its rows, and how many classes it holds (varints), then each of
 * these classes (varint) with, where there are several, its probability (64-bit float). Then each class's least
 * probability and greatest distance (64-bit floats), and the examples: least and greatest values and cuts (32-bit floats), positions and rows (bytes).
 */
export function encode(forest: RandomForest): Uint8Array<ArrayBuffer> {
  const {columns, names, classes, roots, outOfBag, familiar} = forest;
  const {examples} = familiar;
  const writer = createWriter();
  writeHeader(writer, {
    columns,
    names,
    classes,
    trees: Array.from(roots.subarray(1), (end, tree) => end - (roots[tree] ?? 0)),
    confusion: Array.from(outOfBag.confusion),
    refused: familiar.refused,
    use: Array.from(examples.use),
    starts: Array.from(examples.starts),
    first: Array.from(examples.first)
  });
  writeNodes(writer, forest);
  for (const limit of familiar.leastProbability) writer.float64(limit);
  for (const limit of familiar.mostDistance) writer.float64(limit);
  for (const values of [examples.least, examples.greatest, examples.cuts]) {
    for (const value of values) writer.float32(value);
  }
  writer.bytes(examples.positions);
  writer.bytes(examples.rows);
  return writer.finish();
}

/** Reads what `encode` wrote; the answers are identical. Throws an Error that says what is wrong with the bytes. */
export function decode(bytes: Uint8Array): RandomForest {
  const {header, end} = readHeader(bytes);
  const reader = createReader(bytes, end);
  const {columns, names, classes} = header;
  const trees = readNodes(reader, header);
  const familiar = readFamiliar(reader, header);
  if (reader.at !== bytes.length) {
    throw new Error(`model file damaged: ${bytes.length - reader.at} bytes after the last example`);
  }
  const outOfBag = summarise(Int32Array.from(header.confusion), classes.length);
  return {columns, names, classes, ...trees, outOfBag, familiar};
}

function writeNodes(
  writer: ByteWriter,
  {classes, feature, split, size, leaf, probability}: ClassTrees
): void {
  feature.forEach((column, node) => {
    writer.varint(column + 1);
    if (column >= 0) {
      writer.float32(split[node] ?? 0);
      return;
    }
    writer.varint(size[node] ?? 0);
    const at = (leaf[node] ?? 0) * classes.length;
    const shares = probability.subarray(at, at + classes.length);
    const present = shares.reduce((count, share) => count + (share > 0 ? 1 : 0), 0);
    writer.varint(present);
    shares.forEach((share, k) => {
      if (share <= 0) return;
      writer.varint(k);
      if (present > 1) writer.float64(share);
    });
  });
}

function readNodes(
  reader: ByteReader,
  {columns, classes, trees}: Header
): Omit<ClassTrees, "columns" | "names" | "classes"> {
  const total = trees.reduce((sum, nodes) => sum + nodes, 0);
  // A leaf takes four bytes or more, a split five.
  reader.need(total * 4);
  const leaves = (total + trees.length) / 2;
  if (leaves * classes.length > mostProbabilities) {
    throw new Error(`model file too large: ${leaves} leaves of ${classes.length} classes`);
  }
  const roots = new Int32Array(trees.length + 1);
  const feature = new Int32Array(total);
  const split = new Float32Array(total);
  const right = new Int32Array(total).fill(-1);
  const size = new Int32Array(total);
  const leaf = new Int32Array(total).fill(-1);
  const probability = new Float64Array(leaves * classes.length);
  let node = 0;
  let complete = 0;

  function readLeaf(): void {
    size[node] = reader.varint();
    leaf[node] = complete;
    const present = reader.varint();
    if (present < 1 || present > classes.length) {
      throw new Error(`model file damaged: a leaf of ${present} classes, of ${classes.length}`);
    }
    let total = 0;
    for (let k = 0; k < present; ++k) {
      const label = reader.varint();
      if (label >= classes.length) throw new Error(`model file damaged: class ${label} of ${classes.length}`);
      const share = present > 1 ? reader.float64() : 1;
      if (!(share > 0 && share <= 1)) throw new Error(`model file damaged: probability ${share}`);
      probability[complete * classes.length + label] = share;
      total += share;
    }
    if (Math.abs(total - 1) > 1e-9) {
      throw new Error(`model file damaged: probabilities that add up to ${total}`);
    }
    ++complete;
  }

  /** Reads one tree of nodes up to `end`; splits that wait for their right child are on a stack. */
  function readTree(end: number): void {
    const waiting: number[] = [];
    for (let open = true; open; ) {
      if (node >= end) throw new Error(`model file damaged: a tree ends early, before byte ${reader.at}`);
      const column = reader.varint() - 1;
      if (column >= columns) {
        throw new Error(`model file damaged: split on column ${column} of ${columns}`);
      }
      feature[node] = column;
      if (column >= 0) {
        const threshold = reader.float32();
        if (!Number.isFinite(threshold)) throw new Error(`model file damaged: threshold ${threshold}`);
        split[node] = threshold;
        waiting.push(node++);
        continue;
      }
      readLeaf();
      ++node;
      const parent = waiting.pop();
      if (parent === undefined) open = false;
      else right[parent] = node;
    }
    if (node !== end) throw new Error(`model file damaged: a tree ends late, at byte ${reader.at}`);
  }

  trees.forEach((nodes, tree) => {
    roots[tree] = node;
    readTree(node + nodes);
  });
  roots[trees.length] = node;
  // Backwards, both children of a node are known before it.
  for (let k = total - 1; k >= 0; --k) {
    if ((feature[k] ?? -1) >= 0) size[k] = (size[k + 1] ?? 0) + (size[right[k] ?? 0] ?? 0);
  }
  return {roots, feature, split, right, size, leaf, probability};
}

function readFamiliar(reader: ByteReader, {classes, refused, use, starts, first}: Header): Familiar {
  const cutCount = starts[use.length] ?? 0;
  const exampleCount = first[classes.length] ?? 0;
  reader.need(16 * classes.length + 5 * cutCount + 9 * use.length + exampleCount * use.length);
  const leastProbability = Float64Array.from(classes, () => readLimit(reader));
  const mostDistance = Float64Array.from(classes, () => readLimit(reader));
  const least = readValues(reader, use.length);
  const greatest = readValues(reader, use.length);
  const cuts = readValues(reader, cutCount);
  const positions = reader.bytes(cutCount + use.length);
  const rows = reader.bytes(exampleCount * use.length);
  const examples = {
    use: Int32Array.from(use),
    least,
    greatest,
    starts: Int32Array.from(starts),
    cuts,
    positions,
    first: Int32Array.from(first),
    rows
  };
  return {refused, leastProbability, mostDistance, examples};
}

function readLimit(reader: ByteReader): number {
  const limit = reader.float64();
  if (Number.isNaN(limit))
    throw new Error(`model file damaged: a limit that is no number, at byte ${reader.at}`);
  return limit;
}

function readValues(reader: ByteReader, count: number): Float32Array {
  const values = new Float32Array(count);
  for (let k = 0; k < count; ++k) {
    const value = reader.float32();
    if (!Number.isFinite(value))
      throw new Error(`model file damaged: value ${value}, before byte ${reader.at}`);
    values[k] = value;
  }
  return values;
}
