import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {type CompiledRule, compileRules} from "../../../../src/engine/sigma/compile/compile-rules.js";
import {logColumns, type ValueType} from "../../../../src/engine/sigma/log-columns.js";
import {readRules} from "../../../../src/engine/sigma/read-rules.js";
import type {CorrelationRule, EventRule, Expression, SigmaRule} from "../../../../src/engine/sigma/rule.js";

/** An event as a test says it; `event_time` in milliseconds. What is left out is NULL. */
export type LogRow = Readonly<Record<string, string | number | boolean | null>>;

const sqlTypes: Readonly<Record<ValueType, string>> = {
  text: "VARCHAR",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  time: "TIMESTAMP"
};
const exactTypes: Readonly<Record<string, string>> = {
  source_port: "INTEGER",
  destination_port: "INTEGER",
  bytes_sent: "BIGINT",
  bytes_received: "BIGINT",
  http_status: "INTEGER",
  signature_id: "BIGINT"
};

/** `logs` as a table, with the types of the view. */
export const createLogs = `CREATE TABLE logs (seq INTEGER, ${Array.from(
  logColumns,
  ([name, type]) => `${name} ${exactTypes[name] ?? sqlTypes[type]}`
).join(", ")})`;

export interface Hit {
  readonly seq: number;
  readonly value: number | null;
}

/** A small `logs` in a database of its own. */
export class Logs {
  private constructor(readonly connection: DuckDBConnection) {}

  static async open(rows: readonly LogRow[] = []): Promise<Logs> {
    const connection = await (await DuckDBInstance.create(":memory:", {threads: "1"})).connect();
    await connection.run(createLogs);
    const logs = new Logs(connection);
    await logs.fill(rows);
    return logs;
  }

  /** Replaces what is there; an event's `seq` is its place. */
  async fill(rows: readonly LogRow[]): Promise<void> {
    await this.connection.run("DELETE FROM logs");
    const names = [...new Set(rows.flatMap(row => Object.keys(row)))];
    if (rows.length === 0) return;
    const values: (string | number | boolean | null)[] = [];
    const bind = (value: string | number | boolean | null) => `$${values.push(value)}`;
    const tuples = rows.map((row, seq) => {
      const cells = names.map(name =>
        name === "event_time" ? `epoch_ms(${Number(row[name] ?? 0)})` : bind(row[name] ?? null)
      );
      return `(${[seq, ...cells].join(", ")})`;
    });
    await this.connection.run(
      `INSERT INTO logs (${["seq", ...names].join(", ")}) VALUES ${tuples.join(", ")}`,
      values
    );
  }

  async hits(sql: string): Promise<Hit[]> {
    const reader = await this.connection.runAndReadAll(`SELECT seq, value FROM (${sql}) ORDER BY seq`);
    return reader.getRowObjectsJS() as unknown as Hit[];
  }

  /** `seq` of the events that the last rule of a YAML text hits. */
  async find(yaml: string): Promise<number[]> {
    return (await this.hits(sqlOf(yaml))).map(hit => hit.seq);
  }
}

/** Reads and compiles rules that are expected to be read. */
export function compileText(yaml: string): CompiledRule[] {
  const {rules, errors} = readRules(yaml, "rules.yml");
  if (errors[0]) throw errors[0];
  return compileRules(rules);
}

/** SQL of the last rule. */
export function sqlOf(yaml: string): string {
  const last = compileText(yaml).at(-1);
  if (last?.state === "compiled") return last.sql;
  throw new Error(last?.state === "invalid" ? last.error.message : `not applicable: ${last?.reason}`);
}

/** A rule over our own events, of a detection as YAML. */
export function ruleText(detection: string, logSource = "product: flowbook"): string {
  const indented = detection.trim().replaceAll("\n", "\n  ");
  return `title: Test\nlogsource:\n  ${logSource}\ndetection:\n  ${indented}\n`;
}

const position = {line: 1, column: 1};
const head = {
  file: "rules.yml",
  position,
  title: "Test",
  id: null,
  status: null,
  description: null,
  references: [],
  author: null,
  tags: [],
  level: "medium",
  falsePositives: []
} as const;

export function eventRule(condition: Expression, name: string | null = null): EventRule {
  const logSource = {category: "event", product: "flowbook", service: null, position};
  return {...head, name, kind: "event", logSource, condition};
}

type Asked = Partial<CorrelationRule> & Pick<CorrelationRule, "type">;

export function correlationRule(over: readonly string[], asked: Asked): CorrelationRule {
  return {
    ...head,
    kind: "correlation",
    name: null,
    rules: over.map(reference => ({reference, position})),
    groupBy: [],
    timespan: 60_000,
    condition: [],
    field: null,
    percentile: null,
    aliases: {},
    generate: false,
    ...asked
  };
}

/** The one that is expected to be compiled. */
export function compiledSql(rules: readonly SigmaRule[], index: number): string {
  const one = compileRules(rules)[index];
  if (one?.state !== "compiled") throw new Error(JSON.stringify(one));
  return one.sql;
}
