import Papa from "papaparse";
import type {Row} from "../sources/source.js";
import {overlong} from "./overlong.js";
import {type RecordReader, type RecordSink, recordLimit} from "./record.js";

const notClosed = "a quoted field that is not closed";
const notDoubled = "a quote inside a quoted field that is not doubled";

/** What is read here of a row that Papa Parse found. */
interface Step {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly {readonly code: string}[];
  /** `cursor` is where the row ends. */
  readonly meta: {readonly cursor: number};
}

/**
 * Reads CSV as RFC 4180 describes it, the first line naming the columns: quoted fields may hold separators, line breaks
 * and doubled quotes. The separator is whichever of comma, semicolon and tab the header holds most of. A byte order
 * mark, CRLF and blank lines are no part of any record.
 *
 * A row with too few or too many fields is broken, and so is one whose quotes do not balance. An opening quote without
 * its closing one must not take the rest of the file with it, so after any broken row of several lines reading resumes
 * at the line after its *first* line.
 *
 * Rows are cut by Papa Parse's low-level parser, which tells where each row ends and hence its original text.
 */
export function readCsv(sink: RecordSink<Row>): RecordReader {
  let header: readonly string[] | null = null;
  let separator = ",";
  /** Text that no row has been made of yet. */
  let held = "";
  /** Units of a line over the limit that are no longer held. */
  let dropped = 0;
  let atStart = true;

  function push(text: string): void {
    if (text === "") return;
    const more = atStart && text.startsWith("\uFEFF") ? text.slice(1) : text;
    atStart = false;
    if (dropped > 0) {
      const end = more.indexOf("\n");
      dropped += end < 0 ? more.length : end;
      if (end < 0) return;
      sink.broken(...overlong(held, dropped));
      dropped = 0;
      held = more.slice(end + 1);
    } else held += more;
    readRows(false);
  }

  function end(): void {
    if (dropped > 0) {
      sink.broken(...overlong(held, dropped));
      dropped = 0;
      held = "";
    }
    readRows(true);
  }

  function readRows(isLast: boolean): void {
    readToEnd(isLast);
    // What is left is a row that has not ended. Past the limit it is given up, line by line if it has several.
    while (held.length > recordLimit) {
      const lineEnd = held.indexOf("\n");
      if (lineEnd < 0) {
        dropped = held.length - recordLimit;
        held = held.slice(0, recordLimit);
        return;
      }
      breakFirstLine(lineEnd, notClosed);
      readToEnd(isLast);
    }
  }

  /** Reads all rows of the held text that have ended. */
  function readToEnd(isLast: boolean): void {
    let again = true;
    while (again) again = readUntilBroken(isLast);
  }

  /** Reads the held text row by row. True when it stopped at a broken row and must begin anew behind its first line. */
  function readUntilBroken(isLast: boolean): boolean {
    if (header === null && !readHeader(isLast)) return false;
    const text = held;
    let start = 0;
    let broken: {readonly lineEnd: number; readonly reason: string} | null = null;
    const parser = new Papa.Parser({
      delimiter: separator,
      newline: "\n",
      step: ((row: Step) => {
        const raw = trimReturn(text.slice(start, row.meta.cursor).replace(/\n$/, ""));
        const reason = raw === "" ? null : readRow(row, raw);
        const lineEnd = reason === null ? -1 : raw.indexOf("\n");
        if (reason !== null && lineEnd >= 0) {
          broken = {lineEnd, reason};
          parser.abort();
          return;
        }
        if (reason !== null) sink.broken(raw, reason);
        start = row.meta.cursor;
      }) as never
    });
    parser.parse(text, 0, !isLast);
    held = isLast && broken === null ? "" : text.slice(start);
    if (broken === null) return false;
    const {lineEnd, reason} = broken as {lineEnd: number; reason: string};
    breakFirstLine(lineEnd, reason);
    return true;
  }

  function breakFirstLine(lineEnd: number, reason: string): void {
    sink.broken(trimReturn(held.slice(0, lineEnd)), reason);
    held = held.slice(lineEnd + 1);
  }

  /** Takes the first line that is not blank for the names of the columns. False while it has not come. */
  function readHeader(isLast: boolean): boolean {
    held = held.replace(/^[\r\n]+/, "");
    const lineEnd = held.indexOf("\n");
    if (lineEnd < 0 && !(isLast && held !== "")) return false;
    const line = trimReturn(lineEnd < 0 ? held : held.slice(0, lineEnd));
    separator = commonest(line);
    const [names = []] = Papa.parse<string[]>(line, {delimiter: separator}).data;
    header = names.map(name => name.trim());
    const repeated = header.filter((name, i) => header?.indexOf(name) !== i);
    if (repeated.length > 0) sink.note(`columns named twice, the last one is read: ${repeated.join(", ")}`);
    held = lineEnd < 0 ? "" : held.slice(lineEnd + 1);
    return true;
  }

  /** Hands a row to the sink. Returns what is wrong with it instead, or null. */
  function readRow({data: [fields = []], errors: [error]}: Step, raw: string): string | null {
    if (error) return error.code === "MissingQuotes" ? notClosed : notDoubled;
    const names = header ?? [];
    if (fields.length !== names.length) return `${fields.length} fields, expected ${names.length}`;
    const row: Record<string, string> = {};
    const last = names.length - 1;
    for (let i = 0; i < last; ++i) row[names[i] ?? ""] = fields[i] ?? "";
    // Of a line that ends in CRLF the parser leaves the return to an unquoted last field.
    row[names[last] ?? ""] = raw.endsWith('"') ? (fields[last] ?? "") : trimReturn(fields[last] ?? "");
    sink.record(row, raw);
    return null;
  }

  return {push, end};
}

function trimReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function commonest(header: string): string {
  const count = (separator: string) => header.split(separator).length;
  return [",", ";", "\t"].reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}
