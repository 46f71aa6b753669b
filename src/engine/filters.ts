import {country} from "./build/country.js";
import {service} from "./build/service.js";

/** What single values can be filtered by, beside what a selection names by lists. */
export const filterFields = ["source", "destination", "country", "service", "port", "user", "hash"] as const;
export type FilterField = (typeof filterFields)[number];

/** A value that must be there, or must not. */
export interface Filter {
  readonly field: FilterField;
  /** As the tables hold it; of a country its code or "campus". */
  readonly value: string;
  /** True of what must not be there. */
  readonly out: boolean;
}

/** A condition with its values, one per `?`. */
interface Condition {
  readonly sql: string;
  readonly params: readonly string[];
}

const places = (values: readonly string[]) => values.map(() => "?").join(", ");

/** Each field as a condition on `events` or `alerts`: whether it is one of the values. */
const conditionOf: Readonly<Record<FilterField, (source: string, values: string) => string>> = {
  source: (source, values) => `${source} IN (${values})`,
  destination: (_, values) => `destination_ip IN (${values})`,
  country: (source, values) =>
    `${source} IN (SELECT s.address FROM sources s WHERE ${country} IN (${values}))`,
  service: (_, values) => `(${service}) IN (${values})`,
  port: (_, values) => `destination_port::VARCHAR IN (${values})`,
  user: (_, values) => `username IN (${values})`,
  hash: (_, values) =>
    `event_id IN (SELECT d.event_id FROM details d, (SELECT unnest([${values}]) AS hash) h
      WHERE d.file_hash = h.hash OR d.hassh = h.hash OR d.ja3 = h.hash)`
};

/**
 * Filters as conditions on `events` or `alerts`. What is let in by a field is any of its values; fields, and what is kept
 * out, must all hold. A row without a value is kept by what keeps values out.
 * @param source the column of the source's address
 */
export function filterConditions(filters: readonly Filter[], source: string): readonly Condition[] {
  return filterFields.flatMap(field =>
    [false, true].flatMap(out => {
      const params = filters
        .filter(filter => filter.field === field && filter.out === out)
        .map(({value}) => value);
      if (params.length === 0) return [];
      const sql = conditionOf[field](source, places(params));
      return [{sql: out ? `(${sql}) IS NOT TRUE` : sql, params}];
    })
  );
}

/** Marks what is kept out in a page's address: `port=!22`. */
const outMark = "!";
/** Goes before a user's name that begins with a mark itself. */
const inMark = "=";
const longestValue = 300;

/**
 * Reads the filters of a page's address: `country=CN,!US&port=22&user=root`. Users hold any character, so that each has a
 * parameter of its own. `source` without a mark is the selection's own list and is not read here.
 * @param problems gets a sentence for each value that is not understood
 */
export function parseFilters(params: URLSearchParams, problems: string[]): Filter[] {
  const found = new Map<string, Filter>();
  for (const field of filterFields) {
    const texts = params.getAll(field).flatMap(text => (field === "user" ? [text] : text.split(",")));
    for (const text of texts) {
      const trimmed = field === "user" ? text : text.trim();
      const out = trimmed.startsWith(outMark);
      if (trimmed === "" || (field === "source" && !out)) continue;
      const value = out || (field === "user" && trimmed.startsWith(inMark)) ? trimmed.slice(1) : trimmed;
      const expected = wrong(field, value);
      if (expected === null) found.set(`${field} ${out} ${value}`, {field, value, out});
      else problems.push(`invalid ${field}: ${quote(value)}; expected ${expected}`);
    }
  }
  return [...found.values()];
}

/** What a value should have been, or null where it will do. */
function wrong(field: FilterField, value: string): string | null {
  if (value.length > longestValue || value === "") return `1 to ${longestValue} characters`;
  if (field === "port")
    return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? null : "a port from 0 to 65535";
  if (field === "country") return /^([A-Z]{2}|campus)$/.test(value) ? null : "a country's code such as CN";
  if (field === "hash") return /^[\da-f]{16,128}$/i.test(value) ? null : "16 to 128 hexadecimal digits";
  if (field === "user") return null;
  return /^[\w.:%\-/ ]+$/.test(value) ? null : "letters, digits, dots, colons and dashes";
}

/** The filters as pairs for a page's address, in the order of the fields. */
export function filterPairs(filters: readonly Filter[]): [FilterField, string][] {
  return filterFields.flatMap(field => {
    const own = filters.filter(filter => filter.field === field);
    const texts = own.map(({value, out}) => {
      if (out) return `${outMark}${value}`;
      return field === "user" && /^[!=]/.test(value) ? `${inMark}${value}` : value;
    });
    if (texts.length === 0) return [];
    return field === "user"
      ? texts.map((text): [FilterField, string] => [field, text])
      : [[field, texts.join(",")] as [FilterField, string]];
  });
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
