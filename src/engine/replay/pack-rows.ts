/** Rows as one list a field: what stands in one field of many rows is alike, and so compresses well. */
export function packRows<T extends object>(
  rows: readonly T[],
  fields: readonly (keyof T & string)[]
): Record<string, readonly unknown[]> {
  return Object.fromEntries(fields.map(field => [field, rows.map(row => row[field])]));
}

/** Throws RangeError where a list is missing or has another length. */
export function unpackRows<T extends object>(
  lists: Readonly<Record<string, readonly unknown[] | undefined>>,
  fields: readonly (keyof T & string)[],
  length: number
): T[] {
  const found = fields.map(field => [field, lists[field] ?? []] as const);
  if (found.some(([, list]) => list.length !== length)) throw new RangeError("a list has another length");
  return Array.from(
    {length},
    (_, i) => Object.fromEntries(found.map(([field, list]) => [field, list[i]])) as T
  );
}

/** JSON that keeps the numbers that JSON has no word for, such as the span of a replay that looks back on everything. */
export function writeExact(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "number" && (!Number.isFinite(part) || Object.is(part, -0))
      ? {[numberKey]: Object.is(part, -0) ? "-0" : String(part)}
      : part
  );
}

export function readExact(text: string): unknown {
  return JSON.parse(text, (_, part: unknown) =>
    typeof part === "object" && part !== null && numberKey in part ? Number(part[numberKey]) : part
  );
}

const numberKey = "$number";
