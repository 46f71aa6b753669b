import type {DuckDBConnection} from "@duckdb/duckdb-wasm/blocking";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {explainSql, keepSql} from "../../src/engine/notebook/result.js";
import {type Query, writeValues} from "../../src/engine/sql.js";
import {openDuckDBWasm} from "../duckdb-wasm.js";
import {hostileText} from "../hostile-text.js";

let browser: DuckDBConnection;

/** WebAssembly is compiled as it runs, on a machine that may be busy. */
const timeout = 60_000;

beforeAll(async () => {
  browser = await openDuckDBWasm();
  browser.query("CREATE TABLE events AS SELECT 'e' || i AS id, 's' || i % 10 AS source FROM range(100) t(i)");
}, timeout);

afterAll(() => browser.close());

/** As pages run a query: prepared, so that it is one statement, and without anything left to bind. */
function run({sql, params = []}: Query): Record<string, unknown>[] {
  const statement = browser.prepare(sql);
  const rows = statement
    .query(...params)
    .toArray()
    .map(row => row.toJSON());
  statement.close();
  return rows;
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** What DuckDB copies to where it is read: a table expression that is read twice, below a limit. */
const readTwice = (source: string) => `WITH own AS (SELECT id FROM events WHERE source = ${source})
SELECT a.id FROM own a JOIN own b ON b.id = a.id LIMIT 60`;

describe("a value in a part that the browser's DuckDB copies", () => {
  it("is there once it is written in place", () => {
    expect(run({sql: writeValues({sql: readTwice("?"), params: ["s3"]})})).toHaveLength(10);
  });

  it("is lost where it is bound, for which values are written in place", () => {
    expect(run({sql: readTwice("?"), params: ["s3"]})).toHaveLength(0);
  });

  it("is there in a notebook, whose limit has DuckDB plan with the values", () => {
    run({sql: keepSql("kept", readTwice("$1"), 2).sql, params: ["s3", 1000]});
    expect(run({sql: "SELECT * FROM kept"})).toHaveLength(10);
    const [plan] = run({sql: explainSql(`EXPLAIN ${readTwice("$1")}`, 2).sql, params: ["s3", 1000]});
    expect(String(plan?.explain_value)).toContain("source='s3'");
  });
});

describe("values written in place", () => {
  it(
    "are read back by the browser's DuckDB, whatever an attacker wrote",
    () => {
      fc.assert(
        fc.property(hostileText, hostileText, (a, b) => {
          const sql = writeValues({
            // As bytes, since what makes text of results drops the mark that some files begin with.
            sql: "SELECT encode(?) AS a, '?' AS mark, encode(?) AS b -- ?\n",
            params: [a, b]
          });
          expect(run({sql})).toEqual([{a: bytes(a), mark: "?", b: bytes(b)}]);
        }),
        {numRuns: 300}
      );
    },
    timeout
  );

  it("are as good as bound ones where those are not lost", () => {
    const values = ["s3", 5, -1.5, true, null, "it's \0 ?"];
    const sql = `SELECT ${values.map((_, i) => `? AS v${i}`).join(", ")}`;
    expect(run({sql: writeValues({sql, params: values})})).toEqual(run({sql, params: values}));
  });

  it("never make two statements of one", () => {
    expect(() => run({sql: "SELECT 1; DROP TABLE events"})).toThrow();
    expect(run({sql: "SELECT count(*)::INTEGER AS n FROM events"})).toEqual([{n: 100}]);
  });
});
