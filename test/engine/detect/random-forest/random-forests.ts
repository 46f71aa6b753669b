import {existsSync, readFileSync} from "node:fs";
import type {ClassTrees} from "../../../../src/engine/detect/random-forest/model.js";

interface ReferenceTree {
  left: number[];
  right: number[];
  feature: number[];
  threshold: number[];
  samples: number[];
  /** Node x class. */
  probability: number[][];
}

export interface Reference {
  classes: number;
  trees: ReferenceTree[];
  rows: number[][];
  /** Row x class. */
  probability: number[][];
  /** Row x column x class. */
  shap: number[][][];
  shap_base: number[];
}

const path = "../shared/reference/random-forest.json";

export function readReference(): Reference | null {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

/** A forest trained by scikit-learn; its trees are in preorder too. */
export function toForest({classes, trees, rows}: Reference): ClassTrees {
  const columns = rows[0]?.length ?? 0;
  const roots = [0];
  const feature: number[] = [];
  const split: number[] = [];
  const right: number[] = [];
  const size: number[] = [];
  const leaf: number[] = [];
  const probability: number[] = [];
  for (const tree of trees) {
    const root = feature.length;
    tree.feature.forEach((column, node) => {
      const end = (tree.left[node] ?? -1) < 0;
      feature.push(end ? -1 : column);
      split.push(end ? 0 : floorToFloat32(tree.threshold[node] ?? 0));
      right.push(end ? -1 : root + (tree.right[node] ?? 0));
      size.push(tree.samples[node] ?? 0);
      leaf.push(end ? probability.length / classes : -1);
      if (end) probability.push(...(tree.probability[node] ?? []));
    });
    roots.push(feature.length);
  }
  return {
    columns,
    names: Array.from({length: columns}, (_, k) => `column ${k}`),
    classes: Array.from({length: classes}, (_, k) => `class ${k}`),
    roots: Int32Array.from(roots),
    feature: Int32Array.from(feature),
    split: Float32Array.from(split),
    right: Int32Array.from(right),
    size: Int32Array.from(size),
    leaf: Int32Array.from(leaf),
    probability: Float64Array.from(probability)
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
