import {beforeAll, beforeEach, describe, expect, it} from "vitest";
import type {Cell, CellKind} from "../../../src/engine/notebook/document.js";
import {publishedNames} from "../../../src/engine/notebook/names.js";
import {createRunner, type NotebookDatabase, type Runner} from "../../../src/engine/notebook/runner.js";
import {events} from "../../../src/engine/tables.js";
import {createPublishedTables} from "../../published-tables.js";
import {nativeDatabase} from "./native-database.js";

let database: NotebookDatabase;
let log: string[];
let runner: Runner;

beforeAll(async () => {
  const {connection} = await createPublishedTables();
  await connection.run("SET autoinstall_known_extensions = false");
  await connection.run("SET autoload_known_extensions = false");
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
  await connection.run(`INSERT INTO events BY NAME SELECT i::VARCHAR AS event_id, i % 3 AS destination_port, 'x' AS dataset,
    (TIMESTAMP '2026-03-02' + i * INTERVAL 1 HOUR)::TIMESTAMP_MS AS event_time FROM range(48) t(i)`);
  database = nativeDatabase(connection);
});

beforeEach(() => {
  log = [];
  runner = createRunner({
    open: () => database,
    published: publishedNames,
    bounds: {from: Date.UTC(2026, 2, 2), to: Date.UTC(2026, 2, 4)},
    changed: (id, {status}) => {
      if (status === "ready" || status === "error") log.push(`${id} ${status}`);
    }
  });
});

const cell = (id: string, kind: CellKind, source: string, name: string | null = id): Cell => ({
  id,
  kind,
  name,
  source,
  folded: false
});
const sql = (id: string, source: string) => cell(id, "sql", source);

/** Runs all cells; the rows of each, or what is wrong with it. */
async function runAll(...cells: Cell[]): Promise<Record<string, unknown>> {
  runner.setCells(cells);
  await runner.runAll();
  return Object.fromEntries(cells.map(({id}) => [id, shown(id)]));
}

function shown(id: string): unknown {
  const state = runner.stateOf(id);
  if (state.status === "error") return state.message;
  return state.status === "ready" ? (state.result?.rows ?? "ready") : state.status;
}

describe("a notebook", () => {
  it("runs each cell after those that it selects from, wherever they stand", async () => {
    expect(
      await runAll(
        sql("c", "SELECT sum(n) FROM b"),
        sql("b", "SELECT destination_port AS p, count(*) AS n FROM A GROUP BY ALL ORDER BY p;"),
        sql("a", "FROM events WHERE destination_port > 0 -- a comment")
      )
    ).toMatchObject({
      c: [["32"]],
      b: [
        ["1", "16"],
        ["2", "16"]
      ]
    });
    expect(log).toEqual(["a ready", "b ready", "c ready"]);
  });

  it("runs again just what depends on an edit, and what that needs only if it is not there", async () => {
    const cells = [
      cell("n", "input", '{"type": "number", "value": 1}'),
      sql("a", "SELECT 1 AS x"),
      sql("b", "SELECT x + :n AS y FROM a"),
      sql("other", "SELECT 5"),
      cell("note", "markdown", "The sum is {{b}}.", null)
    ];
    await runAll(...cells);
    log = [];
    runner.setCells(cells.map(c => (c.id === "n" ? {...c, source: '{"type": "number", "value": 41}'} : c)));
    await runner.run(["n"]);
    expect(log).toEqual(["n ready", "b ready", "note ready"]);
    expect(shown("b")).toEqual([["42"]]);
    expect(runner.valueOf("b", "y")?.text).toBe("42");
    log = [];
    runner.stop();
    await runner.run(["b"]);
    // The database was ended with what it held, so that a is made anew.
    expect(log).toEqual(["a ready", "b ready", "note ready"]);
  });

  it("goes on beside a cell that fails, and says of those that need it what they wait for", async () => {
    expect(
      await runAll(sql("a", "SELECT nope FROM events"), sql("b", "FROM a"), sql("c", "SELECT 1"))
    ).toEqual({
      a: expect.stringContaining('Binder Error: Referenced column "nope" not found in FROM clause!'),
      b: "waits for “a”, which has no result",
      c: [["1"]]
    });
    expect(runner.stateOf("a")).toMatchObject({position: {line: 1, column: 8}});
  });

  it("binds inputs and never writes them into the statement", async () => {
    const hostile = "' OR 1=1; DROP TABLE events; --";
    const found = await runAll(
      cell("word", "input", JSON.stringify({type: "text", value: hostile})),
      cell("flag", "input", '{"type": "checkbox", "value": true}'),
      cell("port", "input", '{"type": "select", "from": "ports", "column": "p"}'),
      cell("days", "input", '{"type": "dates", "value": {"from": "2026-03-03", "to": null}}'),
      sql("ports", "SELECT DISTINCT destination_port AS p FROM events ORDER BY p DESC"),
      sql("a", "SELECT :word AS w, :flag AS o, ':word' AS text, :word::VARCHAR AS again"),
      sql("b", "SELECT count(*) FROM events WHERE dataset = :word"),
      sql("c", "SELECT count(*) FROM events WHERE event_time >= :days_from AND event_time < :days_to"),
      sql("d", "SELECT count(*) FROM events WHERE destination_port = :port")
    );
    expect(found).toMatchObject({
      a: [[hostile, "true", ":word", hostile]],
      b: [["0"]],
      c: [["24"]],
      d: [["16"]]
    });
    expect(runner.stateOf("port")).toMatchObject({input: {options: ["2", "1", "0"]}});
  });

  it("says what is wrong with names, unknown inputs and circles, a sentence each", async () => {
    expect(
      await runAll(
        cell("1", "sql", "SELECT 1", "events"),
        cell("2", "sql", "SELECT 1", "my table"),
        cell("3", "sql", "SELECT 1", "order"),
        cell("4", "sql", "SELECT 1", "twin"),
        cell("5", "sql", "SELECT 2", "Twin"),
        cell("6", "sql", "SELECT :absent", null),
        cell("7", "sql", "FROM q", "p"),
        cell("8", "sql", "FROM p", "q"),
        cell("9", "sql", "FROM self", "self"),
        cell("10", "sql", "FROM p", null),
        cell("11", "chart", '{"mark": "dot", "data": "nothing", "x": "a", "y": "b"}', null),
        cell("12", "markdown", "{{gone}}", null),
        cell("13", "sql", "FROM nowhere", null)
      )
    ).toEqual({
      1: "“events” is a table that is published; another name keeps both in reach",
      2: "“my table” cannot be a name: letters, digits and _ only, and no digit at the beginning",
      3: "“order” cannot be a name: SQL uses the word itself",
      4: [["1"]],
      5: "two cells are called “Twin”; only the first one is",
      6: ":absent is the value of no input; add an input called “absent”",
      7: "these cells need each other in a circle, so that none can be first: “p” needs “q” needs “p”",
      8: "these cells need each other in a circle, so that none can be first: “q” needs “p” needs “q”",
      9: "“self” selects from itself; nothing can come first",
      10: "waits for “p”, which has no result",
      11: "no query is called “nothing”",
      12: "nothing in this notebook is called “gone”",
      13: expect.stringContaining("Table with name nowhere does not exist!")
    });
  });

  it("forgets the result of a cell that was renamed or deleted", async () => {
    await runAll(sql("a", "SELECT 1 AS x"), sql("b", "FROM a"));
    runner.setCells([cell("a", "sql", "SELECT 1 AS x", "renamed"), sql("b", "FROM a")]);
    await runner.run(["a", "b"]);
    expect(shown("b")).toContain("Table with name a does not exist!");
  });

  it("keeps no result without end, and lets nobody count what it cut", async () => {
    const found = await runAll(
      sql("a", "SELECT * FROM range(10000000000)"),
      sql("b", "SELECT count(*) FROM a"),
      sql("c", "SELECT repeat('x', 100000) AS x")
    );
    expect(runner.stateOf("a")).toMatchObject({result: {total: 1_000_000, isCut: true}});
    expect((found.a as unknown[]).length).toBe(1000);
    expect(found.b).toContain("“a” has more than 1,000,000 rows");
    expect(String((found.c as string[][])[0]?.[0]).length).toBe(2001);
  });

  it("shows every type in DuckDB's own text, and two columns of one name", async () => {
    const found = await runAll(
      sql(
        "a",
        `SELECT 9007199254740993 AS big, 1.50::DECIMAL(5,2) AS d, [1, NULL] AS l, {'k': 'v'} AS s, NULL AS n, true AS b,
         TIMESTAMP '2026-03-02 10:00' AS t, 'x' AS big`
      ),
      sql("b", "EXPLAIN SELECT 1"),
      sql("c", "DESCRIBE events"),
      sql("d", "SHOW TABLES"),
      sql("e", "SUMMARIZE events"),
      sql("f", "VALUES (1), (2)")
    );
    expect(found.a).toEqual([
      ["9007199254740993", "1.50", "[1, NULL]", "{'k': v}", null, "true", "2026-03-02 10:00:00", "x"]
    ]);
    expect(String(found.b)).toContain("PROJECTION");
    expect((found.c as string[][])[0]?.slice(0, 2)).toEqual(["event_id", "VARCHAR"]);
    expect((found.d as string[][]).flat()).toContain("rule_hits");
    expect((found.d as string[][]).flat()).toContain("a");
    expect(found.e).toHaveLength(events.columns.length);
    expect(found.f).toEqual([["1"], ["2"]]);
  });

  it.each([
    "COPY events TO 'x.csv'",
    "ATTACH 'x.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET memory_limit = '1GB'",
    "PRAGMA database_list",
    "DROP TABLE events",
    "CREATE TABLE x AS SELECT 1",
    "CALL pragma_version()",
    "EXPLAIN ANALYZE DELETE FROM events",
    "SELECT 1; DROP TABLE events",
    "SELECT 1) LIMIT 1; DROP TABLE events; --",
    "WITH x AS (SELECT 1) DELETE FROM events",
    "FROM (DELETE FROM events RETURNING *)",
    "SELECT * FROM read_csv('http://example.org/x.csv')",
    "SELECT * FROM read_text('/etc/passwd')",
    "FROM 'package.json'",
    "SELECT * FROM glob('*')",
    "SELECT ?",
    "",
    "-- nothing",
    "/* /* */ SELECT 1"
  ])("does not run %s, and says why", async statement => {
    const {a, b} = await runAll(sql("a", statement), sql("b", "SELECT count(*) FROM events"));
    expect(typeof a).toBe("string");
    expect(String(a).length).toBeGreaterThan(10);
    expect(a).not.toBe("ready");
    expect(b).toEqual([["48"]]);
  });
});

describe("the place of an error", () => {
  it.each([
    ["SELECT 1,\n  nope\nFROM events", 2, 3],
    ["SELECT :n, :days_from, nope FROM events", 1, 24],
    [`SELECT ${"1, ".repeat(100)} nope FROM events`, 1, 309],
    ["EXPLAIN SELECT nope FROM events", 1, 16]
  ])("is found in %j", async (source, line, column) => {
    await runAll(
      cell("n", "input", '{"type": "number", "value": 1}'),
      cell("days", "input", '{"type": "dates"}'),
      sql("a", source)
    );
    expect(runner.stateOf("a")).toMatchObject({status: "error", position: {line, column}});
  });
});
