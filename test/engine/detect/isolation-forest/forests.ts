import {existsSync, readFileSync} from "node:fs";
import type {Trees} from "../../../../src/engine/detect/isolation-forest/model.js";
import {createRandom, type Random} from "../../../../src/engine/random.js";

interface ReferenceTree {
  left: number[];
  right: number[];
  feature: number[];
  threshold: number[];
  samples: number[];
}

interface Reference {
  max_samples: number;
  trees: ReferenceTree[];
  rows: number[][];
  score: number[];
}

const folder = "../shared/reference/";

export function readReference(name: string): Reference | null {
  return existsSync(folder + name) ? JSON.parse(readFileSync(folder + name, "utf8")) : null;
}

/** A forest trained by scikit-learn; its trees are in preorder too. */
export function toForest({trees, max_samples, rows}: Reference): Trees {
  const columns = rows[0]?.length ?? 0;
  const roots = [0];
  const feature: number[] = [];
  const split: number[] = [];
  const right: number[] = [];
  const size: number[] = [];
  for (const tree of trees) {
    const root = feature.length;
    tree.feature.forEach((column, node) => {
      const leaf = (tree.left[node] ?? -1) < 0;
      feature.push(leaf ? -1 : column);
      split.push(leaf ? 0 : floorToFloat32(tree.threshold[node] ?? 0));
      right.push(leaf ? -1 : root + (tree.right[node] ?? 0));
      size.push(tree.samples[node] ?? 0);
    });
    roots.push(feature.length);
  }
  return {
    columns,
    names: Array.from({length: columns}, (_, k) => `column ${k}`),
    samples: max_samples,
    roots: Int32Array.from(roots),
    feature: Int32Array.from(feature),
    split: Float32Array.from(split),
    right: Int32Array.from(right),
    size: Int32Array.from(size)
  };
}

/** The greatest 32-bit float not above x: 32-bit values compare with it as they do with x. */
function floorToFloat32(x: number): number {
  const cell = new Float32Array([x]);
  const bits = new Int32Array(cell.buffer);
  const [rounded = 0] = cell;
  if (rounded > x) bits[0] = (bits[0] ?? 0) + (rounded > 0 ? -1 : 1);
  return cell[0] ?? 0;
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Row-major rows of independent normal values. */
export function normalRows(count: number, columns: number, seed: number): Float32Array<ArrayBuffer> {
  const random = createRandom(seed);
  return Float32Array.from({length: count * columns}, () => normal(random));
}
