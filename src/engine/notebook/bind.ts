import type {InputValue} from "./input.js";
import {sqlTokens} from "./sql-tokens.js";

/** A value for a `:name`; a time is written as text, and cast where it stands. */
export interface ParameterValue {
  readonly value: InputValue;
  readonly isTime: boolean;
}

export interface BoundStatement {
  /** With `$1`, `$2`, … in place of the names. */
  readonly sql: string;
  readonly params: readonly InputValue[];
  /** Where a character of `sql` stands in the source. */
  sourceOffset(offset: number): number;
}

/** Replaces `:name` by numbered parameters: values stay beside the statement, whatever is in them. */
export function bindParameters(
  source: string,
  valueAt: (name: string) => ParameterValue | undefined
): BoundStatement {
  const numbers = new Map<string, number>();
  const params: InputValue[] = [];
  const shifts: {readonly end: number; readonly by: number}[] = [];
  let sql = "";
  for (const {kind, text} of sqlTokens(source)) {
    if (kind !== "parameter") {
      sql += text;
      continue;
    }
    const name = text.slice(1);
    const given = valueAt(name);
    if (given === undefined) throw new Error(`:${name} is the value of no input`);
    const number = numbers.get(name) ?? params.push(given.value);
    numbers.set(name, number);
    const written = given.isTime ? `CAST($${number} AS TIMESTAMP)` : `$${number}`;
    sql += written;
    shifts.push({end: sql.length, by: text.length - written.length});
  }
  return {
    sql,
    params,
    sourceOffset: offset => shifts.reduce((sum, {end, by}) => (end <= offset ? sum + by : sum), offset)
  };
}
