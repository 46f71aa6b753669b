import {logColumns} from "../log-columns.js";
import {notRecorded} from "../log-source-fields.js";
import type {MappedLogSource} from "../log-sources.js";
import {nearestName} from "../nearest-name.js";
import type {Position} from "../rule.js";
import {SigmaError} from "../sigma-error.js";
import type {Value} from "./match-value.js";

export type LogSourceHere = Extract<MappedLogSource, {applicable: true}>;

/**
 * What a field's name means in a log source; null where nothing is recorded of it, be it that this data lacks it or that
 * nobody knows the name.
 * @throws SigmaError for a name that is a mistake
 */
export function findField(
  logSource: LogSourceHere,
  field: string,
  file: string,
  position: Position
): Value | null {
  const sql = own(logSource.fields, field) ?? (logColumns.has(field) ? field : undefined);
  if (sql !== undefined) {
    return sql === notRecorded ? null : {sql, type: logColumns.get(sql) ?? "text"};
  }
  if (!logSource.strict) return null;
  const nearest = nearestName(field, logColumns.keys());
  const expected = nearest === null ? "a column of events or details" : `"${nearest}"`;
  throw new SigmaError(file, position, `unknown field: ${JSON.stringify(field)}; expected ${expected}`);
}

/** Whether a name belongs to the log source or to this data, recorded or not. */
export function isKnownField(logSource: LogSourceHere, field: string): boolean {
  return own(logSource.fields, field) !== undefined || logColumns.has(field);
}

function own(fields: Readonly<Record<string, string>>, field: string): string | undefined {
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}
