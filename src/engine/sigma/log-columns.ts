import {derivedLogColumns} from "../build/logs.js";
import type {SqlType} from "../tables/column.js";
import {details, events} from "../tables.js";

/** What can be compared with what. */
export type ValueType = "text" | "number" | "boolean" | "time";

const valueTypes: Readonly<Record<SqlType, ValueType>> = {
  VARCHAR: "text",
  INTEGER: "number",
  BIGINT: "number",
  DOUBLE: "number",
  BOOLEAN: "boolean",
  TIMESTAMP_MS: "time"
};

const derivedTypes: Readonly<Partial<Record<keyof typeof derivedLogColumns, ValueType>>> = {
  foreign_source: "boolean",
  business_hours: "boolean",
  local_time: "time"
};

const scores = new Set(["anomaly_score", "severity"]);

/** Every column of `logs` that a rule may name, with its type. */
export const logColumns: ReadonlyMap<string, ValueType> = new Map([
  ...[...events.columns, ...details.columns]
    .filter(column => !scores.has(column.name))
    .map(column => [column.name, valueTypes[column.type]] as const),
  ...(Object.keys(derivedLogColumns) as (keyof typeof derivedLogColumns)[]).map(
    name => [name, derivedTypes[name] ?? "text"] as const
  )
]);
