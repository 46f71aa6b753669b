import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/duckdb-wasm/blocking";
import {beforeAll, describe, expect, it} from "vitest";
import {compileRules} from "../../../../src/engine/sigma/compile/compile-rules.js";
import {readRules} from "../../../../src/engine/sigma/read-rules.js";
import {correlationTypes} from "../../../../src/engine/sigma/rule.js";
import {sqlLiteral} from "../../../../src/engine/sql.js";
import {openDuckDBWasm} from "../../../duckdb-wasm.js";
import {detections, selections} from "./cases.js";
import {createLogs, type LogRow, Logs, sqlOf} from "./fixtures.js";

/** Public rules lie beside a checkout, if anywhere. */
const published = "../shared/samples/sigma";

/** WebAssembly is compiled as it runs, on a machine that may be busy. */
const timeout = 60_000;

let browser: DuckDBConnection;
let native: Logs;

beforeAll(async () => {
  browser = await openDuckDBWasm();
  browser.query(createLogs);
  native = await Logs.open();
}, timeout);

async function fill(rows: readonly LogRow[]): Promise<void> {
  await native.fill(rows);
  browser.query("DELETE FROM logs");
  if (rows.length === 0) return;
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const cell = (name: string, value: LogRow[string]) => {
    if (name === "event_time") return `epoch_ms(${value ?? 0})`;
    return typeof value === "string" ? sqlLiteral(value) : String(value);
  };
  const tuples = rows.map((row, seq) =>
    [seq, ...names.map(name => cell(name, row[name] ?? null))].join(", ")
  );
  browser.query(`INSERT INTO logs (${["seq", ...names].join(", ")}) VALUES (${tuples.join("), (")})`);
}

function hitsInBrowser(sql: string) {
  const table = browser.query(`SELECT seq, value FROM (${sql}) ORDER BY seq`);
  return table.toArray().map(row => ({seq: row.seq, value: row.value}));
}

function rulesBelow(directory: string) {
  const files = readdirSync(directory, {recursive: true, encoding: "utf8"}).filter(file =>
    file.endsWith(".yml")
  );
  return files.toSorted().flatMap(file => readRules(readFileSync(join(directory, file), "utf8"), file).rules);
}

describe("the browser's DuckDB", () => {
  it(
    "finds what the native one finds",
    async () => {
      for (const [what, selection, rows, expected] of selections) {
        await fill(rows);
        const found = hitsInBrowser(sqlOf(detections(selection))).map(({seq}) => seq);
        expect(`${what}: ${found}`).toBe(`${what}: ${expected}`);
      }
    },
    timeout
  );

  it.each(correlationTypes)(
    "counts what the native one counts: %s",
    async type => {
      const event = (name: string) =>
        `title: ${name}\nname: ${name}\nlogsource: {product: flowbook}\ndetection:\n  selection: {message: ${name}}\n  condition: selection\n`;
      const value = type.startsWith("value_") ? "field: bytes_sent, " : "";
      const percentile = type === "value_percentile" ? "percentile: 75, " : "";
      const text = [
        event("a"),
        event("b"),
        `title: c\ncorrelation:\n  type: ${type}\n  rules: [a, b]\n  group-by: [username]\n  timespan: 10s\n  condition: {${value}${percentile}gte: 2}\n`
      ].join("---\n");
      const rows = Array.from({length: 40}, (_, i) => ({
        event_time: ((i * 7) % 40) * 1000,
        message: "abc"[(i * i) % 3] ?? "",
        username: `user${i % 2}`,
        bytes_sent: i % 5
      }));
      await fill(rows);
      const hits = await native.hits(sqlOf(text));
      expect(hits.length).toBeGreaterThan(0);
      expect(hitsInBrowser(sqlOf(text))).toEqual(hits);
    },
    timeout
  );

  it.each(["data/rules", ...(existsSync(published) ? [published] : [])])(
    "and the native one bind every rule below %s",
    async directory => {
      const compiled = compileRules(rulesBelow(directory)).filter(one => one.state === "compiled");
      expect(compiled.length).toBeGreaterThan(20);
      await fill([]);
      for (const {rule, sql} of compiled) {
        expect([rule.title, await native.hits(sql)]).toEqual([rule.title, []]);
        expect([rule.title, hitsInBrowser(sql)]).toEqual([rule.title, []]);
      }
    },
    timeout
  );
});
