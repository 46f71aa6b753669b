/**
 * Trees with values at their leaves, as flat arrays. Nodes of all trees follow each other, each tree in preorder, so that a
 * left child is the next node. A row goes left when its value is at most the node's threshold; NaN counts as 0.
 */
export interface ValuedTrees {
  /** Width of the rows. */
  readonly columns: number;
  /** First node of each tree, and the number of nodes at the end. */
  readonly roots: Int32Array;
  /** Column that a node splits on, -1 at a leaf. */
  readonly feature: Int32Array;
  readonly split: Float32Array;
  /** The right child; not read at a leaf. */
  readonly right: Int32Array;
  /** Cover: training rows (or their weight) in the node; at least 0. */
  readonly size: Int32Array | Float64Array;
  /** Numbers that a leaf holds: 1, or one per class. */
  readonly outputs: number;
  /** Node x outputs; read at leaves only. */
  readonly values: Float64Array;
}

/**
 * What Shapley values need to know of each node but a root, seen as the end of the edge from its parent. Edges on the way to a node
 * that ask about the same column count as one question, whose answer is yes when all of theirs are.
 */
export interface Edges {
  /** The parent; -1 at a root. */
  readonly parent: Int32Array;
  /** The nearest node above whose edge asks about the same column; -1 where there is none. */
  readonly before: Int32Array;
  /**
   * The share of the parent's cover that comes here, multiplied over the edges about this column so far: what the answer weighs
   * while the column is unknown. In [0, 1].
   */
  readonly share: Float64Array;
  /** Different columns asked about from the root to here. */
  readonly questions: Int32Array;
  /** Per tree, the greatest of its `questions`. */
  readonly most: Int32Array;
  /** Per output, the mean over the trees of a row of which nothing is known. */
  readonly base: Float64Array;
}

/**
 * Reads the edges off the trees. Below a node without any cover nothing says how rows divide; its children then weigh one half
 * each. Throws a RangeError when the arrays disagree in length, or a node splits on a column that is not there.
 */
export function readEdges(forest: ValuedTrees): Edges {
  const {columns, roots, feature, right, size, outputs, values} = forest;
  const nodes = feature.length;
  const trees = roots.length - 1;
  if (trees < 1) throw new RangeError("an explanation needs at least 1 tree, has none");
  if (values.length !== nodes * outputs) {
    throw new RangeError(
      `trees of ${nodes} nodes and ${outputs} outputs need ${nodes * outputs} values, have ${values.length}`
    );
  }
  const parent = new Int32Array(nodes).fill(-1);
  const before = new Int32Array(nodes).fill(-1);
  const share = new Float64Array(nodes).fill(1);
  const questions = new Int32Array(nodes);
  const most = new Int32Array(trees);
  const base = new Float64Array(outputs);
  const weight = new Float64Array(nodes);
  // Columns asked about on the way to a node, modulo 32: mostly this says at once that none was asked about before.
  const seen = new Int32Array(nodes);

  for (let tree = 0; tree < trees; ++tree) {
    const root = roots[tree] ?? 0;
    const end = roots[tree + 1] ?? 0;
    weight[root] = 1;
    let greatest = 0;
    for (let node = root; node < end; ++node) {
      // In preorder the parent was here before, and has said so.
      const column = feature[node] ?? -1;
      const above = parent[node] ?? -1;
      if (above >= 0) {
        const asked = feature[above] ?? 0;
        const cover = size[above] ?? 0;
        const part = cover > 0 ? (size[node] ?? 0) / cover : 0.5;
        weight[node] = (weight[above] ?? 0) * part;
        const bit = 1 << (asked & 31);
        const seenAbove = seen[above] ?? 0;
        let same = seenAbove & bit ? above : -1;
        while (same >= 0 && feature[parent[same] ?? -1] !== asked) same = parent[same] ?? -1;
        seen[node] = seenAbove | bit;
        before[node] = same;
        share[node] = same < 0 ? part : (share[same] ?? 0) * part;
        const count = (questions[above] ?? 0) + (same < 0 ? 1 : 0);
        questions[node] = count;
        if (count > greatest) greatest = count;
      }
      if (column < 0) {
        for (let k = 0; k < outputs; ++k) {
          base[k] = (base[k] ?? 0) + (weight[node] ?? 0) * (values[node * outputs + k] ?? 0);
        }
      } else if (column < columns) {
        parent[node + 1] = node;
        parent[right[node] ?? 0] = node;
      } else {
        throw new RangeError(`node ${node} splits on column ${column}, rows have ${columns}`);
      }
    }
    most[tree] = greatest;
  }
  for (let k = 0; k < outputs; ++k) base[k] = (base[k] ?? 0) / trees;
  return {parent, before, share, questions, most, base};
}
