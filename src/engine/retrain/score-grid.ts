/** Rows that two forests score alike, each to within a step of the grid. */
export interface GridCell {
  /** Lower ends, by the published and by the retrained forest. */
  readonly published: number;
  readonly retrained: number;
  readonly rows: number;
}

/** Steps of an axis. */
const steps = 40;

/** Counts rows by two scores in [0, 1]; cells without rows are left out. */
export function scoreGrid(published: Float64Array, retrained: Float64Array): readonly GridCell[] {
  const counts = new Int32Array(steps * steps);
  const stepOf = (score: number) => Math.min(steps - 1, Math.floor(score * steps));
  published.forEach((score, row) => {
    const cell = stepOf(score) * steps + stepOf(retrained[row] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  });
  const cells: GridCell[] = [];
  counts.forEach((rows, cell) => {
    if (rows > 0)
      cells.push({published: Math.floor(cell / steps) / steps, retrained: (cell % steps) / steps, rows});
  });
  return cells;
}

/** Width of a cell. */
export const gridStep = 1 / steps;
