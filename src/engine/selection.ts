import ipaddr from "ipaddr.js";
import type {Dataset, Severity} from "./event.js";
import {datasets, severities} from "./event.js";
import {
  type Filter,
  type FilterField,
  filterConditions,
  filterFields,
  filterPairs,
  parseFilters
} from "./filters.js";

/** A half-open span of time, milliseconds since 1970 in UTC: `from` is in it, `to` is not. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** What a page shows. An empty list means all. */
export interface Selection extends TimeRange {
  readonly datasets: readonly Dataset[];
  readonly severities: readonly Severity[];
  /** Source addresses, compared as text. */
  readonly sources: readonly string[];
  /** Single values that must be there, or must not. @default none */
  readonly filters?: readonly Filter[];
}

/** What a selection is read against: overview.json has both. */
export interface SelectionBounds {
  /** All there is. `to` is after the last event. */
  readonly data: TimeRange;
  /** What a page opens on: the densest seven days. */
  readonly default: TimeRange;
}

/** The parameters that make up a selection in a page's address, in the order they are written. */
export const selectionKeys = [
  ...["from", "to", "dataset", "severity", "source"],
  ...["destination", "country", "service", "port", "user", "hash"]
] as const;

/** Spans offered beside "all", in milliseconds; each ends where the data ends. */
export const presets = [
  {name: "1 h", span: 3_600_000},
  {name: "24 h", span: 86_400_000},
  {name: "7 d", span: 604_800_000}
] as const;

export type PresetName = (typeof presets)[number]["name"] | "all";

export interface ParsedSelection {
  readonly selection: Selection;
  /** One sentence per value that was not understood and is ignored. */
  readonly problems: readonly string[];
}

/** Reads a selection from a query string (with or without "?"). Values not understood are reported and ignored. */
export function parseSelection(search: string, bounds: SelectionBounds): ParsedSelection {
  const params = new URLSearchParams(search);
  const problems: string[] = [];
  const range = parseRange(params, bounds, problems);
  const filters = parseFilters(params, problems);
  return {
    selection: {
      ...range,
      ...(filters.length === 0 ? {} : {filters}),
      datasets: parseNames(params, "dataset", datasets, problems),
      severities: parseNames(params, "severity", severities, problems),
      sources: parseSources(params, problems)
    },
    problems
  };
}

/**
 * The selection as a query string: "" for what a page opens on anyway, else "?…". Times are UTC, to the minute where
 * that is exact.
 */
export function formatSelection(selection: Selection, bounds: SelectionBounds): string {
  const pairs: [string, string][] = [];
  if (selection.from !== bounds.default.from || selection.to !== bounds.default.to) {
    pairs.push(["from", formatInstant(selection.from)], ["to", formatInstant(selection.to)]);
  }
  if (selection.datasets.length > 0) pairs.push(["dataset", selection.datasets.join(",")]);
  if (selection.severities.length > 0) pairs.push(["severity", selection.severities.join(",")]);
  const filters = filterPairs(selection.filters ?? []);
  const sources = [
    ...selection.sources,
    ...filters.filter(([field]) => field === "source").map(([, text]) => text)
  ];
  if (sources.length > 0) pairs.push(["source", sources.join(",")]);
  pairs.push(...filters.filter(([field]) => field !== "source"));
  return pairs.length === 0
    ? ""
    : `?${pairs.map(([key, value]) => `${key}=${encodeValue(value)}`).join("&")}`;
}

/** The time range of a preset. Spans longer than the data are not cut, so that "7 d" always means seven days. */
export function presetRange(name: PresetName, data: TimeRange): TimeRange {
  const preset = presets.find(candidate => candidate.name === name);
  return preset === undefined ? {from: data.from, to: data.to} : {from: data.to - preset.span, to: data.to};
}

/** The preset that a range is, if any. */
export function presetOf(range: TimeRange, data: TimeRange): PresetName | undefined {
  const names: PresetName[] = ["all", ...presets.map(preset => preset.name)];
  return names.find(name => {
    const {from, to} = presetRange(name, data);
    return from === range.from && to === range.to;
  });
}

/** The window of the same length just before, or null when the data does not reach back over all of it. */
export function previousRange({from, to}: TimeRange, data: TimeRange): TimeRange | null {
  const previous = {from: from - (to - from), to: from};
  return previous.from < data.from ? null : previous;
}

/** The columns that a selection filters; null where a table has no such column. */
export interface SelectionColumns {
  readonly time?: string | null;
  readonly dataset?: string | null;
  readonly severity?: string | null;
  readonly source?: string | null;
  /** The fields that single values are filtered by; others are left alone. @default all */
  readonly filters?: readonly FilterField[];
}

export interface WhereClause {
  /** A condition without the word WHERE; names are the caller's, values are `?` placeholders. Never empty. */
  readonly sql: string;
  /** One per placeholder, in order. */
  readonly params: readonly string[];
}

/** The selection as a condition on a table's columns. */
export function whereClause(
  selection: Selection,
  {
    time = "event_time",
    dataset = "dataset",
    severity = "severity",
    source = "source_ip",
    filters = filterFields
  }: SelectionColumns = {}
): WhereClause {
  const conditions: string[] = [];
  const params: string[] = [];
  if (time !== null) {
    conditions.push(`${time} >= ?::TIMESTAMP`, `${time} < ?::TIMESTAMP`);
    params.push(formatTimestamp(selection.from), formatTimestamp(selection.to));
  }
  for (const [column, values] of [
    [dataset, selection.datasets],
    [severity, selection.severities],
    [source, selection.sources]
  ] as const) {
    if (column === null || values.length === 0) continue;
    conditions.push(`${column} IN (${values.map(() => "?").join(", ")})`);
    params.push(...values);
  }
  const wanted = (selection.filters ?? []).filter(({field}) => filters.includes(field));
  for (const condition of filterConditions(wanted, source ?? "source_ip")) {
    conditions.push(condition.sql);
    params.push(...condition.params);
  }
  return {sql: conditions.length === 0 ? "true" : conditions.join(" AND "), params};
}

/** `2026-03-01 12:30:00.000`, which SQL casts to a TIMESTAMP without knowing any time zone. */
export function formatTimestamp(instant: number): string {
  return new Date(instant).toISOString().replace("T", " ").replace("Z", "");
}

function parseRange(params: URLSearchParams, bounds: SelectionBounds, problems: string[]): TimeRange {
  const from = parseInstant(params, "from", problems);
  const to = parseInstant(params, "to", problems);
  if (from === undefined && to === undefined) return {from: bounds.default.from, to: bounds.default.to};
  // One end alone means the rest of the data.
  const range = {from: from ?? bounds.data.from, to: to ?? bounds.data.to};
  if (range.from < range.to) return range;
  problems.push(
    `invalid time range: from ${formatInstant(range.from)} is not before to ${formatInstant(range.to)}; showing the default window`
  );
  return {from: bounds.default.from, to: bounds.default.to};
}

/** ISO 8601, in UTC where no offset is given; anything that Date would guess at is refused. */
const instantPattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

function parseInstant(params: URLSearchParams, key: "from" | "to", problems: string[]): number | undefined {
  const text = params.get(key);
  if (text === null || text === "") return undefined;
  // A "+" in a query string is a space unless it was escaped.
  const iso = text.replace(/ (?=\d{2}:\d{2}$)/, "+");
  const zoned = /T.*(Z|[+-]\d{2}:\d{2})$/.test(iso) || !iso.includes("T") ? iso : `${iso}Z`;
  const instant = instantPattern.test(iso) ? Date.parse(zoned) : Number.NaN;
  if (!Number.isNaN(instant)) return instant;
  problems.push(`invalid ${key}: ${quote(text)}; expected a UTC time such as 2026-03-01T12:30Z`);
  return undefined;
}

function formatInstant(instant: number): string {
  return new Date(instant).toISOString().replace(/(:00)?\.000Z$/, "Z");
}

function parseNames<T extends string>(
  params: URLSearchParams,
  key: "dataset" | "severity",
  allowed: readonly T[],
  problems: string[]
): T[] {
  const found = new Set<T>();
  for (const text of valuesOf(params, key)) {
    const name = allowed.find(candidate => candidate === text);
    if (name !== undefined) found.add(name);
    else problems.push(`invalid ${key}: ${quote(text)}; expected ${list(allowed)}`);
  }
  return allowed.filter(name => found.has(name));
}

/** Addresses and host names hold none but these characters; anything else is somebody's mistake or mischief. */
const sourcePattern = /^[\w.:%-]{1,253}$/;

function parseSources(params: URLSearchParams, problems: string[]): string[] {
  const found = new Set<string>();
  for (const text of valuesOf(params, "source")) {
    // What begins with a mark is kept out, and read with the filters.
    if (text.startsWith("!")) continue;
    if (sourcePattern.test(text) && !isBrokenAddress(text)) found.add(text);
    else problems.push(`invalid source: ${quote(text)}; expected an address such as 192.0.2.1`);
  }
  return [...found].sort();
}

/** Whether a text can only be meant as an address, and is none. Host names and hashed identities are left alone. */
function isBrokenAddress(text: string): boolean {
  if (/^\d+(\.\d+)+$/.test(text)) return !ipaddr.IPv4.isValidFourPartDecimal(text);
  return /^[\da-f.]*:[\da-f.]*:[\da-f:.]*$/i.test(text) && !ipaddr.IPv6.isValid(text);
}

function valuesOf(params: URLSearchParams, key: string): string[] {
  return params
    .getAll(key)
    .flatMap(value => value.split(","))
    .map(value => value.trim())
    .filter(value => value !== "");
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function list(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** Commas and colons are legal in a query, and far easier to read than their escapes. */
function encodeValue(value: string): string {
  return encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":");
}
