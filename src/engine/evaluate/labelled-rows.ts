/** A column of names as codes: `codes[row]` indexes `names`. */
export interface Category {
  readonly names: readonly string[];
  readonly codes: Int32Array;
}

/** Rows with ground truth, in order of time where there is any: what evaluation works on. Truth never reaches a detector's `fit` but by choosing rows. */
export interface LabelledRows {
  /** Names of the columns. */
  readonly names: readonly string[];
  readonly scales: readonly ("linear" | "log")[];
  /** Row-major, `names.length` columns, NaN where not measured. */
  readonly rows: Float32Array;
  /** 1 attack, 0 normal. */
  readonly attack: Uint8Array;
  /** Of attacks their type; "Normal" for normal rows. */
  readonly attackType: Category;
  /** Application group of the row: HTTP, SSH, ...; null for tables without. */
  readonly application: Category | null;
  /** Sensor's dataset: iscx, suricata, ...; null for tables without. */
  readonly dataset: Category | null;
  /** Days since 1970-01-01 UTC; null for tables without time. */
  readonly day: Int32Array | null;
  /** Which rows belong together, such as one host's rows of one hour: resampled as a whole by the bootstrap. Null: each row by itself. */
  readonly cluster: Int32Array | null;
  /** 1 where nothing but the truth speaks against the row, so that a build would take it as benign reference; null: not known, truth decides. */
  readonly reference: Uint8Array | null;
}
