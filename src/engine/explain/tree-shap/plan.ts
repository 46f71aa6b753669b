import {type Ranker, rankOf} from "../../detect/isolation-forest/rank.js";
import type {Edges, ValuedTrees} from "./model.js";

/**
 * A tree cut for tables: splits near its root, and below them groups of leaves. The answers of a row on the way down are bits, one
 * for each column asked about; within a group its nodes' decisions follow as bits of their own, and all bits together say
 * what the group's leaves give the row.
 */
export type Plan = PlannedSplit | PlannedGroup;

export interface PlannedSplit {
  readonly kind: "split";
  readonly column: number;
  /** A row goes left when its rank is below this. */
  readonly rank: number;
  /** Where the answer about the column is kept. */
  readonly bit: number;
  /** The column was not asked about further up. */
  readonly fresh: boolean;
  readonly left: Plan;
  readonly right: Plan;
}

export interface PlannedGroup {
  readonly kind: "group";
  /** Answers from above, in the lowest bits. */
  readonly bits: number;
  /** The group's splits in preorder, a bit each: 1 where the row goes left. */
  readonly splits: readonly {readonly column: number; readonly rank: number}[];
  readonly leaves: readonly PlannedLeaf[];
  /** Columns that the group's leaves give something, those asked about above first, in the order of their bits. */
  readonly columns: readonly number[];
  /** Where the group's table begins in its tree's. */
  readonly offset: number;
}

export interface PlannedLeaf {
  readonly node: number;
  /** Shares, by the position of their column in the leaf's own pattern: those asked about above first. */
  readonly shares: Float64Array;
  /** By such position, the position in the group's `columns`. */
  readonly slots: Int32Array;
  /** By such position, which of the group's decisions must be left, and which right. */
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
}

export interface TreePlan {
  readonly plan: Plan;
  readonly groups: readonly PlannedGroup[];
  /** Numbers in the tables of the tree's groups. */
  readonly length: number;
  /** Levels of answers on the way down: one for the root, one below each split, and one that a group works in. */
  readonly levels: number;
}

interface Asked {
  readonly column: number;
  share: number;
  lefts: number;
  rights: number;
}

/** Columns that a leaf may ask about for its table to have at most `room` numbers */
export function questionsWithin(room: number, outputs: number): number {
  let questions = 0;
  while (2 ** (questions + 1) * (questions + 1) * outputs <= room) ++questions;
  return questions;
}

/** Cuts a tree into as few groups as tables of at most `room` numbers allow; null when a leaf alone needs more. */
export function planTree(
  forest: ValuedTrees,
  edges: Edges,
  rankers: readonly (Ranker | null)[],
  tree: number,
  room: number
): TreePlan | null {
  const {feature, split, right, outputs} = forest;
  const root = forest.roots[tree] ?? 0;
  const end = forest.roots[tree + 1] ?? 0;
  if ((edges.most[tree] ?? 0) > questionsWithin(room, outputs)) return null;

  // Splits and last node of each subtree; backwards, both children are known before their parent.
  const splits = new Int32Array(end - root);
  const ends = new Int32Array(end - root);
  for (let node = end - 1; node >= root; --node) {
    const leaf = (feature[node] ?? -1) < 0;
    const other = (right[node] ?? 0) - root;
    splits[node - root] = leaf ? 0 : 1 + (splits[node + 1 - root] ?? 0) + (splits[other] ?? 0);
    ends[node - root] = leaf ? node + 1 : (ends[other] ?? 0);
  }
  const groups: PlannedGroup[] = [];
  let length = 0;
  let levels = 2;

  function rank(node: number): number {
    const ranker = rankers[feature[node] ?? 0];
    return ranker ? rankOf(ranker, split[node] ?? 0) + 1 : 0;
  }

  function visit(node: number, asked: readonly Asked[], level: number): Plan {
    const group = planGroup(node, asked);
    if (group) {
      groups.push(group);
      return group;
    }
    levels = Math.max(levels, level + 3);
    const column = feature[node] ?? 0;
    const known = asked.findIndex(a => a.column === column);
    const bit = known < 0 ? asked.length : known;
    function below(child: number): Asked[] {
      const after = {column, share: edges.share[child] ?? 0, lefts: 0, rights: 0};
      return known < 0 ? [...asked, after] : asked.with(known, after);
    }
    const next = right[node] ?? 0;
    return {
      kind: "split",
      column,
      rank: rank(node),
      bit,
      fresh: known < 0,
      left: visit(node + 1, below(node + 1), level + 1),
      right: visit(next, below(next), level + 1)
    };
  }

  function planGroup(node: number, asked: readonly Asked[]): PlannedGroup | null {
    const bits = asked.length + (splits[node - root] ?? 0);
    // A leaf alone always has room; its width is checked above.
    if (bits > 30) return null;
    const columns = asked.map(a => a.column);
    for (let k = node; k < (ends[node - root] ?? 0); ++k) {
      const column = feature[k] ?? -1;
      if (column >= 0 && !columns.includes(column)) columns.push(column);
    }
    const numbers = 2 ** bits * columns.length * outputs;
    if (numbers > room) return null;
    const leaves: PlannedLeaf[] = [];
    const nodes: number[] = [];

    function collect(k: number, path: readonly Asked[]): void {
      const column = feature[k] ?? -1;
      if (column < 0) {
        leaves.push({
          node: k,
          shares: Float64Array.from(path, a => a.share),
          slots: Int32Array.from(path, a => columns.indexOf(a.column)),
          lefts: Int32Array.from(path, a => a.lefts),
          rights: Int32Array.from(path, a => a.rights)
        });
        return;
      }
      const decision = 1 << nodes.length;
      nodes.push(k);
      const known = path.findIndex(a => a.column === column);
      const old = path[known];
      function below(child: number): Asked[] {
        const goesLeft = child === k + 1;
        const after = {
          column,
          share: edges.share[child] ?? 0,
          lefts: (old?.lefts ?? 0) | (goesLeft ? decision : 0),
          rights: (old?.rights ?? 0) | (goesLeft ? 0 : decision)
        };
        return old ? path.with(known, after) : [...path, after];
      }
      collect(k + 1, below(k + 1));
      const next = right[k] ?? 0;
      collect(next, below(next));
    }

    collect(node, asked);
    const offset = length;
    length += numbers;
    return {
      kind: "group",
      bits: asked.length,
      splits: nodes.map(k => ({column: feature[k] ?? 0, rank: rank(k)})),
      leaves,
      columns,
      offset
    };
  }

  const plan = visit(root, [], 0);
  return {plan, groups, length, levels};
}
