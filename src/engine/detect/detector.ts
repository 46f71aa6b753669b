/** What every detector is fitted with. */
export interface DetectorOptions {
  /** An integer. The same rows, options and seed give the same detector. */
  readonly seed: number;
  /** Names of the columns, for messages. */
  readonly names: readonly string[];
  /** Positions of the columns that enter the model; all by default. Rows keep their width. */
  readonly use?: readonly number[];
  /** By column: "log" columns are heavy-tailed counts, sizes and rates; linear by default. */
  readonly scales?: readonly ("linear" | "log")[];
  /** Columns of 0 and 1 that together stand for one category each, as their positions; none by default. */
  readonly categories?: readonly (readonly number[])[];
}

/** How one row's score came about: `base` plus all of `parts` is `total`, which rises with the score. */
export interface Explanation {
  /** What a row has before anything is known of it. */
  readonly base: number;
  /** Per column of the row; positive is more anomalous. */
  readonly parts: Float64Array;
  readonly total: number;
}

/** A detector that has learnt what is usual. Never changed once fitted. */
export interface FittedDetector {
  /** Width of the rows it was fitted on and scores. */
  readonly columns: number;
  /**
   * Raw scores of row-major `rows` into `out`: finite, higher is more anomalous, comparable within this detector only. NaN in a row
   * counts as 0. Throws a RangeError on another width, too little room, or an infinite value (naming its column).
   */
  score(rows: Float32Array, out: Float64Array): void;
  /** Exact parts of one row's score. */
  explain(row: Float32Array): Explanation;
}

/** A way of telling unusual rows from usual ones, learnt without labels from rows that are (mostly) benign. */
export interface Detector {
  /** Its key in results, such as "isolation_forest". */
  readonly name: string;
  /** Its name on a page, such as "Isolation forest". */
  readonly label: string;
  /** What the total of an explanation is measured in, such as "path length". */
  readonly unit: string;
  /**
   * Learns from row-major `rows`; returns a new model. Throws a RangeError on fewer than two rows, infinite values, or when every
   * column is constant, naming the column where there is one.
   */
  fit(rows: Float32Array, columns: number, options: DetectorOptions): FittedDetector;
}
