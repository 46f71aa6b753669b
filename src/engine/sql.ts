/** A query as it is run: values stand apart from the text. */
export interface Query {
  readonly sql: string;
  /** One per `?` in `sql`, in order. */
  readonly params?: readonly unknown[];
}

/** A value as SQL text. Text is quoted, so that whatever an attacker wrote stays a value. */
export function sqlLiteral(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return String(value);
  const text = value instanceof Date ? value.toISOString() : String(value);
  return `'${text.replaceAll("'", "''")}'`;
}

/** A query with its values written in place, for reading and pasting; never for running on behalf of a page. */
export function inlineParams({sql, params = []}: Query): string {
  let index = 0;
  // Question marks inside quoted text or comments are not placeholders.
  return dedent(sql).replace(/'(?:[^']|'')*'|"[^"]*"|--[^\n]*|\?/g, token =>
    token === "?" && index < params.length ? sqlLiteral(params[index++]) : token
  );
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
