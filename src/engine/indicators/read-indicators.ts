import Papa from "papaparse";
import type {Campus} from "../campus.js";
import {cleanText} from "../sources/fields.js";
import type {Indicator, IndicatorKind} from "./indicator.js";
import {type Entry, findFormat, type ListFormat, type Row, type RowResult} from "./list-formats.js";
import {readMispJson} from "./misp-json.js";
import {readAs, recognise} from "./normalise.js";
import {createRefusal, type Refusal} from "./refuse.js";
import {joinRecords, type ListRecord, splitLines} from "./split-records.js";

export const defaults = {
  /** Messages about one list; what is more is counted. */
  messages: 5,
  /** Characters kept of what a list says of an indicator, and of a value in a message. */
  comment: 120,
  shown: 60,
  /** Rows that are cut into fields at once. */
  batch: 2000
};

const expectations: Readonly<Record<IndicatorKind, string>> = {
  address: "an address",
  network: "a network such as 192.0.2.0/24",
  domain: "a domain of two labels or more",
  url: "a URL",
  hash: "an MD5, SHA-1 or SHA-256 in hexadecimal",
  ja3: "32 hexadecimal digits",
  hassh: "32 hexadecimal digits"
};

/** What one file gave. */
export interface IndicatorList {
  /** What hits call it. */
  readonly list: string;
  readonly file: string;
  /** Plain list, CSV, MISP CSV, MISP JSON, URLhaus, ... */
  readonly format: string;
  /** True of a list that says (`# example: ...`) that it belongs to simulated logs only. */
  readonly example: boolean;
  readonly indicators: readonly Indicator[];
  /** Lines that are no indicator. */
  readonly junk: number;
  /** Entries that are well-formed but would match what everybody does. */
  readonly refused: number;
  /** Entries that the list marks as context, or of a kind that no log shows. */
  readonly skipped: number;
  /** The first few of the junk and refused lines, one message each, and how many more there are. */
  readonly errors: readonly string[];
}

/**
 * Reads an indicator list of any of the formats of `listFormats`, MISP's JSON, or a plain list: one indicator per line, with
 * what follows `#`, `;` or a comma as comment; also a hosts file. Never throws: what is not understood is counted and told.
 * @param file path as messages name it.
 * @param campus the user's own ranges, which are not matched.
 */
export function readIndicators(
  text: string,
  file: string,
  {list = file, campus = null}: {readonly list?: string; readonly campus?: Campus | null} = {}
): IndicatorList {
  const collector = new Collector(file, campus);
  const head = text.trimStart();
  if (head.startsWith("{") || head.startsWith("[{")) {
    readJson(text, collector);
    return {list, file, format: "MISP JSON", example: false, ...collector.result()};
  }
  const lines = splitLines(text);
  const header = findHeader(lines);
  const rows = lines.filter(line => !line.text.startsWith("#") && line !== header.record);
  if (header.format) readRows(rows, header.format, header.columns, collector);
  else for (const {line, text} of rows) collector.add(line, readPlainLine(text), text);
  const example = lines.some(({text}) => /^#+\s*example\s*:/i.test(text));
  return {list, file, format: header.format?.name ?? "plain list", example, ...collector.result()};
}

/** Gathers indicators and counts what is none. */
class Collector {
  readonly #indicators: Indicator[] = [];
  readonly #messages: string[] = [];
  #junk = 0;
  #refused = 0;
  #skipped = 0;
  readonly #refusal: Refusal;

  constructor(
    readonly file: string,
    campus: Campus | null
  ) {
    this.#refusal = createRefusal(campus);
  }

  /** @param shown what a message shows of the line. */
  add(line: number, entry: RowResult, shown: string): void {
    if (entry === "skip") {
      this.#skipped++;
      return;
    }
    const {kind, value, comment} = entry;
    const found = kind === null ? recognise(value) : readAs(kind, value);
    if (found === null) {
      this.#junk++;
      const expected = kind === null ? "an address, network, domain, URL or hash" : expectations[kind];
      this.#tell(line, `not an indicator: ${JSON.stringify(shorten(shown))}; expected ${expected}`);
      return;
    }
    const refused = this.#refusal(found);
    if (refused !== null) {
      this.#refused++;
      this.#tell(line, `not matched: ${found.value} is ${refused}`);
      return;
    }
    this.#indicators.push({...found, line, comment: describe(comment)});
  }

  broken(line: number, problem: string): void {
    this.#junk++;
    this.#tell(line, problem);
  }

  result() {
    const told = this.#junk + this.#refused;
    const more = told - this.#messages.length;
    const errors =
      more > 0 ? [...this.#messages, `${this.file}: ${more} more lines not matched`] : this.#messages;
    const [indicators, junk, refused, skipped] = [this.#indicators, this.#junk, this.#refused, this.#skipped];
    return {indicators, junk, refused, skipped, errors};
  }

  #tell(line: number, problem: string): void {
    if (this.#messages.length < defaults.messages) this.#messages.push(`${this.file}:${line}: ${problem}`);
  }
}

interface Header {
  readonly format: ListFormat | null;
  readonly columns: readonly string[];
  readonly record: ListRecord | null;
}

/** The header of a list: in a comment above the data, as abuse.ch writes it, or the first line that is no comment. */
function findHeader(records: readonly ListRecord[]): Header {
  for (const record of records) {
    const isComment = record.text.startsWith("#");
    const text = record.text.replace(/^#+\s*/, "");
    if (!isComment || text.includes(",") || /^indicator$/i.test(text)) {
      const columns = (splitRows([{text, line: 0}])[0] ?? []).map(column => column.toLowerCase());
      const format = findFormat(columns);
      if (format) return {format, columns, record};
    }
    if (!isComment) break;
  }
  return {format: null, columns: [], record: null};
}

function readRows(
  lines: readonly ListRecord[],
  format: ListFormat,
  columns: readonly string[],
  collector: Collector
): void {
  const positions = new Map(columns.map((column, i) => [column, i]));
  let fields: readonly string[] = [];
  const row: Row = column => fields[positions.get(column) ?? -1] ?? "";
  const records = joinRecords(lines, text => {
    const {data, errors} = Papa.parse<string[]>(text, csv);
    return errors.length === 0 && data.length === 1 && data[0]?.length === columns.length;
  });
  for (let from = 0; from < records.length; from += defaults.batch) {
    const batch = records.slice(from, from + defaults.batch);
    const rows = splitRows(batch);
    for (const [i, record] of batch.entries()) {
      fields = rows[i] ?? [];
      const entry = format.read(row);
      collector.add(record.line, entry, (entry !== "skip" && entry.value) || record.text);
    }
  }
}

/** Fields of each record, in order. */
function splitRows(records: readonly ListRecord[]): string[][] {
  // abuse.ch writes a space before an opening quote, which CSV takes for a field that begins with a space.
  const texts = records.map(({text}) => (text.startsWith('"') ? text.replaceAll('", "', '","') : text));
  const rows = parse(texts.join("\n"));
  // Text in quotes that are not CSV's may run over several records or make several rows of one: then each is cut alone.
  const whole = rows.length === records.length ? rows : texts.map(text => parse(text)[0] ?? []);
  return whole.map(row => row.map(field => field.trim()));
}

const csv = {delimiter: ",", newline: "\n"} as const;
const parse = (text: string): string[][] => Papa.parse<string[]>(text, csv).data;

/** `1.2.3.4 # why`, `1.2.3.0/24 ; why`, `evil.example,why`, `127.0.0.1 evil.example` of a hosts file. */
function readPlainLine(text: string): Entry {
  const [, value = "", comment = ""] = /^"?([^\s,;"]*)"?[\s,;]*(.*)$/s.exec(text) ?? [];
  const isHosts = /^(127\.0\.0\.1|0\.0\.0\.0|::1?)$/.test(value) && comment !== "" && !/^[#;]/.test(comment);
  if (!isHosts) return {value, kind: null, comment: comment.replace(/^[#;\s]+/, "")};
  const [name = "", ...rest] = comment.split(/\s+/);
  return {value: name, kind: "domain", comment: rest.join(" ").replace(/^[#;\s]+/, "")};
}

function readJson(text: string, collector: Collector): void {
  let document: unknown;
  try {
    document = JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch {
    collector.broken(1, "not JSON, although it begins like it; expected a MISP event or a plain list");
    return;
  }
  const attributes = readMispJson(document);
  if (attributes === null) collector.broken(1, "no attributes; expected a MISP event or export");
  else
    for (const [i, entry] of attributes.entries())
      collector.add(i + 1, entry, entry === "skip" ? "" : entry.value);
}

const shorten = (text: string): string =>
  text.length > defaults.shown ? `${text.slice(0, defaults.shown)}…` : text;

/** A list's words on one line, without control characters. */
function describe(comment: string): string {
  const line = cleanText(comment.replace(/[\p{Cc}\s]+/gu, " ").trim());
  return line.length > defaults.comment ? `${cleanText(line.slice(0, defaults.comment))}…` : line;
}
