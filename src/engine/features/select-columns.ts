import type {FeatureSpec} from "./feature-spec.js";

export interface ColumnSelection {
  /** Positions of the columns that enter the model, ascending. */
  readonly kept: readonly number[];
  readonly dropped: readonly DroppedColumn[];
}

export interface DroppedColumn {
  readonly column: number;
  readonly name: string;
  /** Share of rows in which the column is not measured, in (0.5, 1]. */
  readonly missing: number;
}

/** A column with more than this share of its values missing leaves the model. */
export const maxMissing = 0.5;

/** Which columns of row-major `rows` are measured often enough to enter a model. Throws without rows. */
export function selectColumns(rows: Float32Array, specs: readonly FeatureSpec[]): ColumnSelection {
  const columns = specs.length;
  if (rows.length === 0 || rows.length % columns !== 0) {
    throw new RangeError(
      `cannot select columns: need whole rows of ${columns} values, have ${rows.length} values`
    );
  }
  const count = rows.length / columns;
  const kept: number[] = [];
  const dropped: DroppedColumn[] = [];
  specs.forEach(({name}, column) => {
    let missing = 0;
    for (let k = column; k < rows.length; k += columns) if (Number.isNaN(rows[k])) ++missing;
    if (missing > maxMissing * count) dropped.push({column, name, missing: missing / count});
    else kept.push(column);
  });
  return {kept, dropped};
}
