/**
 * Scores rows by nothing but which of their values are missing (NaN) and which are 0: the surprise, summed over columns, at each being
 * missing or not, and 0 or not, as often as among the rows learnt from (a histogram-based score, Goldstein and Dengel 2012). Where a
 * column holds only 0 and 1, 0 is as good a value as the other, and only missing ones count. Higher is more anomalous.
 * Works on constant columns too, since a row that breaks a rule is what there is to see.
 * @param fit row-major rows to learn from, of the same `columns` as `rows`.
 */
export function missingnessScores(fit: Float32Array, rows: Float32Array, columns: number): Float64Array {
  const isBinary = new Uint8Array(columns).fill(1);
  for (const table of [fit, rows]) {
    for (let k = 0; k < table.length; ++k) {
      const value = table[k] as number;
      if (value !== 0 && value !== 1 && !Number.isNaN(value)) isBinary[k % columns] = 0;
    }
  }
  // Per column: missing, zero, other.
  const cellOf = (value: number, column: number) => {
    if (Number.isNaN(value)) return 3 * column;
    return 3 * column + (value === 0 && isBinary[column] === 0 ? 1 : 2);
  };
  const counts = new Float64Array(3 * columns);
  for (let k = 0; k < fit.length; ++k) {
    const cell = cellOf(fit[k] as number, k % columns);
    counts[cell] = (counts[cell] as number) + 1;
  }
  const total = fit.length / columns;
  // One is added to each count, so that what was never seen is surprising, not impossible.
  const surprise = counts.map(count => Math.log((total + 3) / (count + 1)));
  return Float64Array.from({length: rows.length / columns}, (_, row) => {
    let sum = 0;
    for (let column = 0; column < columns; ++column) {
      sum += surprise[cellOf(rows[row * columns + column] as number, column)] as number;
    }
    return sum;
  });
}
