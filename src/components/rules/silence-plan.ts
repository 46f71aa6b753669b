import {collect} from "../../engine/sigma/collection.js";
import {compileEvent, type EventSelection} from "../../engine/sigma/compile/compile-event.js";
import {findField} from "../../engine/sigma/compile/event-fields.js";
import {NotApplicable} from "../../engine/sigma/compile/not-applicable.js";
import {readDetection} from "../../engine/sigma/detection.js";
import {readDocuments} from "../../engine/sigma/read-documents.js";
import {readRules} from "../../engine/sigma/read-rules.js";
import type {EventRule, Expression} from "../../engine/sigma/rule.js";
import {entryOf, type YamlEntry, type YamlMap} from "../../engine/sigma/yaml-node.js";
import type {Query} from "../../engine/sql.js";
import {mostValues} from "./silence.js";

/** How to find out why a rule about events hits nothing. */
export interface SilencePlan {
  /** searches: the rule's search identifiers; fields: those of its only search. */
  readonly kind: "searches" | "fields";
  /** Names of what is counted by itself, in the order written; a count of null is of what is not recorded. */
  readonly parts: readonly {readonly name: string; readonly column: string | null}[];
  /** One row: `total`, the events of the log source, and one count for each column of `parts`. */
  readonly counts: Query;
  /** Fields of few values that the rule compares with text. */
  readonly fields: readonly ComparedField[];
}

export interface ComparedField {
  readonly field: string;
  /** The texts that it is compared with, as written; case does not matter. */
  readonly wanted: readonly string[];
  /** Rows of `value`: what it is in events of the log source, the most frequent first; at most `mostValues` + 1. */
  readonly query: Query;
}

const defaults = {
  /** Searches or fields counted. */
  parts: 20,
  /** Fields asked for their values. */
  fields: 3
} as const;

/** Columns that hold words of a vocabulary, not what somebody typed. */
const vocabularies = new Set([
  "dataset",
  "event_type",
  "protocol",
  "app_protocol",
  "direction",
  "action",
  "origin",
  "sensor",
  "signature_category",
  "http_method",
  "dns_rcode",
  "source_country",
  "destination_country",
  "login",
  "service"
]);

/**
 * Plans for the rule that begins at a line of a text.
 * @returns null for correlations, and where no such rule runs
 */
export function planSilence(text: string, line: number): SilencePlan | null {
  const rule = readRules(text, "rule").rules.find(({position}) => position.line === line);
  const map = collect(readDocuments(text)).documents.find(one => one.map?.position.line === line)?.map;
  const detection = map && entryOf(map, "detection")?.value;
  if (rule?.kind !== "event" || detection?.kind !== "map") return null;
  const whole = select(rule);
  if (whole === null) return null;
  const {logSource} = whole;
  const searches = detection.entries.filter(({key}) => key !== "condition" && key !== "timeframe");
  const [only] = searches;
  const ofFields =
    searches.length === 1 && only?.value.kind === "map" && only.value.entries.length > 1 ? only.value : null;
  const entries = ofFields
    ? ofFields.entries.map(entry => ({name: entry.key, value: {...ofFields, entries: [entry]}}))
    : searches.map(({key, value}) => ({name: key, value}));
  const columns: string[] = [];
  const parts = entries.slice(0, defaults.parts).flatMap(({name, value}): SilencePlan["parts"] => {
    const selection = selectAlone(rule, detection, value);
    if (selection === undefined) return [];
    if (selection === null) return [{name, column: null}];
    const column = `part_${columns.length}`;
    columns.push(`count(*) FILTER (WHERE ${selection.predicate}) AS ${column}`);
    return [{name, column}];
  });
  return {
    kind: ofFields ? "fields" : "searches",
    parts,
    counts: {
      sql: `SELECT ${["count(*) AS total", ...columns].join(", ")} FROM logs WHERE ${logSource.where}`
    },
    fields: comparedFields(rule, whole)
  };
}

/** A rule's events; null where it is not about what is recorded, undefined where it is wrong. */
function select(rule: EventRule): EventSelection | null {
  try {
    return compileEvent(rule);
  } catch (error) {
    if (error instanceof NotApplicable) return null;
    throw error;
  }
}

/** The same rule with one search and nothing else; undefined where that search, which no condition names, is wrong. */
function selectAlone(
  rule: EventRule,
  detection: YamlMap,
  value: YamlEntry["value"]
): EventSelection | null | undefined {
  const {position} = detection;
  const name = "search";
  const condition = {kind: "scalar", value: name, source: name, position, start: null} as const;
  const entries = [
    {key: name, position, value},
    {key: "condition", position, value: condition}
  ];
  try {
    return select({...rule, condition: readDetection({...detection, entries}, {})});
  } catch {
    return undefined;
  }
}

function comparedFields(rule: EventRule, {logSource}: EventSelection): ComparedField[] {
  const wanted = new Map<string, Set<string>>();
  const collectFrom = (expression: Expression): void => {
    // What is to be excluded and is not there explains nothing.
    if (expression.kind === "and" || expression.kind === "or") expression.of.forEach(collectFrom);
    if (expression.kind !== "field" || expression.match.kind !== "text") return;
    const {pattern} = expression.match;
    if (!pattern.every(part => typeof part === "string")) return;
    const texts = wanted.get(expression.field) ?? new Set();
    wanted.set(expression.field, texts.add(pattern.join("")));
  };
  collectFrom(rule.condition);
  const fields = [...wanted].flatMap(([field, texts]) => {
    const column = findField(logSource, field, rule.file, rule.position)?.sql;
    if (column === undefined || !vocabularies.has(column)) return [];
    const sql = `
SELECT ${column} AS value
FROM logs
WHERE (${logSource.where}) AND ${column} IS NOT NULL
GROUP BY value
ORDER BY count(*) DESC, value
LIMIT ${mostValues + 1}`;
    return [{field, wanted: [...texts], query: {sql}}];
  });
  return fields.slice(0, defaults.fields);
}
