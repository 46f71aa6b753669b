/**
 * A random forest (Breiman 2001, https://doi.org/10.1023/A:1010933404324) as flat arrays, laid out as the isolation forest is: nodes
 * of all trees follow each other, each tree in preorder, so that a left child is the next node. A value goes left when
 * it is at most the node's threshold. Never changed once fitted.
 */
export interface ClassTrees {
  /** Width of the rows it was fitted on and scores. */
  readonly columns: number;
  /** Names of the columns, for messages and explanations. */
  readonly names: readonly string[];
  /** Names of the classes; a label is a position in them. */
  readonly classes: readonly string[];
  /** First node of each tree, and the number of nodes at the end. */
  readonly roots: Int32Array;
  /** Column that a node splits on, -1 at a leaf. */
  readonly feature: Int32Array;
  /** In natural units. Rows are 32-bit floats, so 32 bits lose nothing. 0 at a leaf. */
  readonly split: Float32Array;
  /** The right child; -1 at a leaf. */
  readonly right: Int32Array;
  /** Rows of the tree's bootstrap sample in the node, a row drawn twice counted twice. */
  readonly size: Int32Array;
  /** A leaf's number, counted through all trees; -1 at a split. */
  readonly leaf: Int32Array;
  /** Leaf x class: the share that each class has of the leaf's rows, by class weight. Each leaf's add up to 1. */
  readonly probability: Float64Array;
}

/** Fitted trees, and what was learnt from the rows that trees had not seen. */
export interface RandomForest extends ClassTrees {
  readonly outOfBag: OutOfBag;
  readonly familiar: Familiar;
}

/**
 * How the forest does on its own training rows, each judged only by the trees whose bootstrap sample left it out (Breiman 2001,
 * section 3.1): an estimate for rows drawn as the training rows were. Near-copies among them make it too good.
 */
export interface OutOfBag {
  /** Rows that some tree left out. */
  readonly rows: number;
  /** Class x predicted class, row-major: numbers of rows. */
  readonly confusion: Int32Array;
  /** In [0, 1]. */
  readonly accuracy: number;
  /** Mean recall of the classes that have one. */
  readonly balancedAccuracy: number;
  /** Per class; NaN where no row of it was left out. */
  readonly recall: Float64Array;
}

/** What a row must show so that the forest's answer is given and not "unknown": see `classify`. */
export interface Familiar {
  /** Share of each class's known rows that may be taken for unknown, half of it by either condition; in [0, 1). */
  readonly refused: number;
  /** Per class, the least probability; Infinity for a class that was never recognised out of bag and so is never answered. */
  readonly leastProbability: Float64Array;
  /** Per class, how far the nearest example may be; -Infinity for such a class. */
  readonly mostDistance: Float64Array;
  readonly examples: Examples;
}

/**
 * Training rows of each class to compare rows with. A value is known by its position among the training values of its column, the
 * mid-rank as a share, in steps of 1 / 255: so no column counts more for being large, and a column with few different values
 * counts for as many rows as the values tell apart. A value beyond all of them is half of the training rows further than the end.
 */
export interface Examples {
  /** The columns that are compared: those used that vary, the most varied first. */
  readonly use: Int32Array;
  /** Per compared column, the least and greatest training value. */
  readonly least: Float32Array;
  readonly greatest: Float32Array;
  /** First of each compared column's `cuts`, and their number at the end. */
  readonly starts: Int32Array;
  /** Values between neighbouring bins, ascending by column; a value above k of its column's is in the bin k. */
  readonly cuts: Float32Array;
  /** Position of each bin, column by column; a column has one bin more than cuts. */
  readonly positions: Uint8Array;
  /** First example of each class, and their number at the end. */
  readonly first: Int32Array;
  /** Example x compared column: positions. */
  readonly rows: Uint8Array;
}
