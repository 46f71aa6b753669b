/** A row of a query's result, by column name. */
export type Row = Record<string, unknown>;

/** Numbers of a query's result, by column name. */
export type Columns = Record<string, ArrayLike<number>>;

/** As much of an Arrow table as is read here; DuckDB brings its own version of Arrow, which stays its own affair. */
export interface ArrowTable {
  readonly schema: {
    readonly fields: readonly {readonly name: string; readonly type: {readonly typeId: number}}[];
  };
  readonly numRows: number;
  getChildAt(index: number): {get(row: number): unknown; toArray(): ArrayLike<unknown>} | null;
}

/** https://arrow.apache.org/docs/js/enums/Arrow.dom.Type.html */
const dateTypes: ReadonlySet<number> = new Set([8, 10]);

/** An Arrow table as plain objects: dates and timestamps as Date, big integers as number, lists as arrays. */
export function readRows(table: ArrowTable): Row[] {
  const columns = table.schema.fields.map(({name, type}, index) => {
    const vector = table.getChildAt(index);
    return {name, isDate: dateTypes.has(type.typeId), get: (row: number) => vector?.get(row)};
  });
  return Array.from({length: table.numRows}, (_, index) => {
    const row: Row = {};
    for (const {name, isDate, get} of columns) {
      const value = get(index);
      row[name] = isDate && value != null ? new Date(Number(value)) : toPlain(value);
    }
    return row;
  });
}

/** The columns of an Arrow table as they lie in it, by name: for columns of numbers of up to 32 bits or DOUBLE, without nulls. */
export function readColumns(table: ArrowTable): Columns {
  return Object.fromEntries(
    table.schema.fields.map(({name}, index) => [
      name,
      (table.getChildAt(index)?.toArray() ?? []) as ArrayLike<number>
    ])
  );
}

function toPlain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value ?? null;
  if (value instanceof Uint8Array) return value;
  if (Symbol.iterator in value && "length" in value) return Array.from(value as Iterable<unknown>, toPlain);
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  return value;
}
