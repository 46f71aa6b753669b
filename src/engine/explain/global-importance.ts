/** How much a column matters over many rows. */
export interface Importance {
  readonly column: number;
  /** Mean of the absolute values, in the unit of the values; at least 0. */
  readonly importance: number;
}

/** Collects importances block by block. */
export interface ImportanceCollector {
  /** Takes row-major contributions, rows x columns. Throws a RangeError when rows are not whole. */
  add(contributions: Float64Array): void;
  /** All columns, most important first, ties by position; 0 throughout before any row was added. */
  result(): Importance[];
}

/** Global importance as the mean absolute contribution (Lundberg et al. 2020, https://doi.org/10.1038/s42256-019-0138-9). */
export function collectImportance(columns: number): ImportanceCollector {
  const sums = new Float64Array(columns);
  let rows = 0;

  function add(contributions: Float64Array): void {
    if (contributions.length % columns !== 0) {
      throw new RangeError(`need whole rows of ${columns} values, have ${contributions.length} values`);
    }
    for (let start = 0; start < contributions.length; start += columns) {
      for (let k = 0; k < columns; ++k) {
        sums[k] = (sums[k] ?? 0) + Math.abs(contributions[start + k] ?? 0);
      }
    }
    rows += contributions.length / columns;
  }

  function result(): Importance[] {
    return Array.from(sums, (sum, column) => ({column, importance: rows === 0 ? 0 : sum / rows})).sort(
      (a, b) => b.importance - a.importance || a.column - b.column
    );
  }

  return {add, result};
}
