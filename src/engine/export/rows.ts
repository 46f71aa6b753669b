import Papa from "papaparse";

type Row = Readonly<Record<string, unknown>>;

/** Names of columns whose values open doors. */
const secret = /^(password|passwords|pass)$/i;
export const hiddenSecret = "(hidden)";

export interface ExportedRowsOptions {
  /** What may be said of an address, or of a text that holds some. */
  readonly mask: (text: string) => string;
  /** Whether passwords are shown on the page, and so may leave it. @default false */
  readonly showsSecrets?: boolean;
}

/**
 * Rows as they may leave the page: times in ISO 8601 (UTC), lists and objects as JSON, addresses as the page shows them, and
 * passwords hidden unless the reader has them shown.
 */
export function exportedRows(
  rows: readonly object[],
  {mask, showsSecrets = false}: ExportedRowsOptions
): readonly Row[] {
  return rows.map(row =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        secret.test(key) && !showsSecrets && value !== null ? hiddenSecret : plain(value, mask)
      ])
    )
  );
}

function plain(value: unknown, mask: (text: string) => string): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string") return mask(value);
  if (typeof value === "object" && value !== null) return mask(JSON.stringify(value));
  return value;
}

/**
 * Rows as CSV (RFC 4180), a header first. A text that a spreadsheet would take for a formula gets an apostrophe before it.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCsv(rows: readonly Row[]): string {
  const fields = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return `${Papa.unparse({fields, data: rows.map(row => fields.map(field => row[field] ?? ""))}, {escapeFormulae: formula})}\r\n`;
}

/** Blanks before the sign do not keep a spreadsheet from reading a formula. */
const formula = /^[\s\u00a0\u200b-\u200f\ufeff]*[=+\-@\t\r|%\uff1d\uff0b\uff0d\uff20]/;

/** Rows as JSON, one row a line. */
export function toJson(rows: readonly Row[]): string {
  return rows.length === 0 ? "[]\n" : `[\n${rows.map(row => JSON.stringify(row)).join(",\n")}\n]\n`;
}

/** A name that every file system takes: what a log wrote never becomes a path or a hidden file. */
export function fileName(title: string, extension: string): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `flowbook-${words === "" ? "export" : words}.${extension}`;
}
