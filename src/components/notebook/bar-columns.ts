/** Rows with where a bar along a continuous axis begins and ends: from its value on, as wide as the smallest step between values. */
export function barColumns(
  rows: readonly Readonly<Record<string, unknown>>[],
  field: string
): readonly Readonly<Record<string, unknown>>[] {
  const values = [...new Set(rows.map(row => Number(row[field])).filter(Number.isFinite))].sort(
    (a, b) => a - b
  );
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0));
  const isTime = rows.some(row => row[field] instanceof Date);
  const step = steps.length > 0 ? Math.min(...steps) : isTime ? 3_600_000 : 1;
  const shown = (value: number) => (isTime ? new Date(value) : value);
  return rows
    .filter(row => row[field] !== null && Number.isFinite(Number(row[field])))
    .map(row => ({
      ...row,
      "bar start": shown(Number(row[field])),
      "bar end": shown(Number(row[field]) + step)
    }));
}
