/** A query as it is run: values stand apart from the text. */
export interface Query {
  readonly sql: string;
  /** One per `?` in `sql`, in order. */
  readonly params?: readonly unknown[];
}

/**
 * A value as SQL text that reads back as that value, whatever an attacker wrote. Text is quoted: in DuckDB's `'…'` only a quote
 * means anything, and doubled it means itself. Two things no SQL can hold are written otherwise: the character 0, which ends a
 * statement, by its number; half a surrogate pair, which is no character, as U+FFFD.
 * @throws TypeError for lists and objects
 */
export function sqlLiteral(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" || typeof value === "bigint") return numberLiteral(value);
  if (typeof value === "string") return textLiteral(value);
  if (value instanceof Date) return textLiteral(value.toISOString());
  throw new TypeError(
    `invalid value for SQL: ${typeof value}; expected text, a number, a boolean, a Date or null`
  );
}

/** Negative numbers stand in parentheses, since two minus signs begin a comment; fractions are DOUBLE, not DECIMAL. */
function numberLiteral(value: number | bigint): string {
  if (typeof value === "number" && !Number.isFinite(value)) return `'${value}'::DOUBLE`;
  const isWhole = typeof value === "bigint" || Number.isSafeInteger(value);
  const text = isWhole ? String(value) : value.toExponential();
  return value < 0 ? `(${text})` : text;
}

function textLiteral(text: string): string {
  const parts = text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split("\0")
    .map(part => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? (parts[0] as string) : `(${parts.join(" || chr(0) || ")})`;
}

/** What question marks are part of, where they stand for no value; then what `writeValues` does not look into; then a value's place. */
const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n\r]*|\/\*|\$|\b[eExX](?=')|\?/g;

/**
 * The statement with its values written in place, which is how pages run it: one text, without anything left to bind.
 * DuckDB 1.4, which browsers have, optimises a statement before its values are known and keeps that plan where all are text;
 * in a common table expression that it copies to where it is read, the copies never get the values, so that rows are lost
 * without a word. Nothing is copied wrongly where the values are part of the text.
 * @throws RangeError unless there are as many values as places, or where the statement has what the places cannot be told in:
 *   block comments, dollar signs, and text with escapes
 */
export function writeValues({sql, params = []}: Query): string {
  if (params.length === 0) return sql;
  let index = 0;
  const text = sql.replace(tokens, (token, at: number) => {
    if (token === "?") {
      const literal = index < params.length ? sqlLiteral(params[index]) : "";
      index++;
      // Without a space, a word before text would change what the text means.
      return /\w/.test(sql.charAt(at - 1)) ? ` ${literal}` : literal;
    }
    if (/^['"-]/.test(token)) return token;
    throw new RangeError(`invalid statement with values: ${token} at character ${at}`);
  });
  if (index !== params.length)
    throw new RangeError(`invalid number of values: ${params.length} for ${index} places`);
  return text;
}

/** A query as it is run, laid out for reading and pasting. */
export function inlineParams({sql, params = []}: Query): string {
  return writeValues({sql: dedent(sql), params});
}

/** Removes the indentation that a template literal's lines share. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
  const widths = lines.filter(line => line.trim() !== "").map(line => line.length - line.trimStart().length);
  // The first line often follows the opening quote and has no indentation of its own.
  const rest = widths.length > 1 && widths[0] === 0 ? widths.slice(1) : widths;
  const width = rest.length === 0 ? 0 : Math.min(...rest);
  return lines.map(line => (line.slice(0, width).trim() === "" ? line.slice(width) : line)).join("\n");
}
