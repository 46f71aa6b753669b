/**
 * An isolation forest (Liu, Ting and Zhou 2008, https://doi.org/10.1109/ICDM.2008.17) as flat arrays. Nodes of all trees
 * follow each other, each tree in preorder, so that a left child is the next node. A value goes left when it is
 * at most the node's threshold. Never changed once fitted.
 */
export interface IsolationForest {
  /** Width of the rows it was fitted on and scores. */
  readonly columns: number;
  /** Names of the columns, for messages and explanations. */
  readonly names: readonly string[];
  /** Rows that each tree was grown from. */
  readonly samples: number;
  readonly contamination: number;
  /** Raw score that the share `contamination` of the training rows exceed. */
  readonly threshold: number;
  /** First node of each tree, and the number of nodes at the end. */
  readonly roots: Int32Array;
  /** Column that a node splits on, -1 at a leaf. */
  readonly feature: Int32Array;
  /** In natural units. Rows are 32-bit floats, so 32 bits lose nothing. 0 at a leaf. */
  readonly split: Float32Array;
  /** The right child; -1 at a leaf. */
  readonly right: Int32Array;
  /** Training rows in the node. */
  readonly size: Int32Array;
}

/** The trees alone: what scoring needs. */
export type Trees = Omit<IsolationForest, "threshold" | "contamination">;
