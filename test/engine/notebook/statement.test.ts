import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {bindParameters} from "../../../src/engine/notebook/bind.js";
import {positionAt, readDuckError} from "../../../src/engine/notebook/duck-error.js";
import {compareResults, compareValue, readExercise} from "../../../src/engine/notebook/exercise.js";
import {sqlTokens} from "../../../src/engine/notebook/sql-tokens.js";
import {readStatement} from "../../../src/engine/notebook/statement.js";
import {textValues} from "../../../src/engine/notebook/text-values.js";
import {readWrittenNotebook} from "../../../src/engine/notebook/written.js";

const sqlPieces = fc.constantFrom(
  "SELECT",
  " ",
  "'",
  '"',
  "--",
  "\n",
  "/*",
  "*/",
  "$$",
  "$a$",
  "e'",
  "\\",
  ":x",
  "::",
  ";",
  "(",
  ")",
  "1.5e3",
  "ü",
  "😀",
  "?"
);

it("the tokens of a text are the text, whatever it is", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(sqlPieces, fc.string({maxLength: 5})), {maxLength: 30}), pieces => {
      const sql = pieces.join("");
      const tokens = sqlTokens(sql);
      expect(tokens.map(({text}) => text).join("")).toBe(sql);
      expect(tokens.every(({text, start}) => sql.startsWith(text, start) && text !== "")).toBe(true);
    })
  );
});

describe("the tables of a statement", () => {
  it.each([
    ["SELECT a, b FROM c, d JOIN e USING (f) WHERE g IN (SELECT h FROM i)", ["c", "d", "e", "i"]],
    ["WITH a AS (FROM b), c(x) AS NOT MATERIALIZED (SELECT 1) FROM a, c, d", ["b", "d"]],
    ["WITH RECURSIVE r AS (SELECT 1 UNION ALL SELECT n FROM r, s) FROM r", ["s"]],
    ['FROM (SELECT 1) x, (VALUES (1)) y, "Two Words" z', ["two words"]],
    ["SELECT 'FROM a' -- FROM b\n/* FROM c */ FROM d", ["d"]],
    ["FROM range(5) r, a LEFT JOIN LATERAL (FROM b) ON true", ["a", "b"]],
    ["FROM a SELECT x, y ORDER BY z, w", ["a"]],
    ["SUMMARIZE a", ["a"]],
    ["FROM a UNION BY NAME FROM b EXCEPT FROM c", ["a", "b", "c"]],
    ["FROM main.a", []]
  ])("of %s", (sql, tables) => {
    expect([...readStatement(sql).tables].sort()).toEqual(tables);
  });
});

it("parameters are names after a colon, not casts, slices, or what is quoted", () => {
  const {parameters} = readStatement("SELECT :a::INT, x[1:2], ':b', \":c\", :A_1 -- :d\n, $$ :e $$, :a");
  expect(parameters).toEqual(["a", "A_1"]);
});

it("a parameter is one value however often it is named, and places lead back to the source", () => {
  const source = "SELECT :long_name, :t, :long_name, here";
  const {sql, params, sourceOffset} = bindParameters(source, name => ({
    value: name === "t" ? "2026-03-01" : 5,
    isTime: name === "t"
  }));
  expect(sql).toBe("SELECT $1, CAST($2 AS TIMESTAMP), $1, here");
  expect(params).toEqual([5, "2026-03-01"]);
  expect(sourceOffset(sql.indexOf("here"))).toBe(source.indexOf("here"));
  expect(sourceOffset(0)).toBe(0);
});

it("values in a text are named in either way, with a column or without", () => {
  expect(textValues(`$\{a} {{ b.c }} $\{d.e} {{f g}} $ {x} {{1}} {{<b>}}`)).toEqual([
    {name: "a", column: null},
    {name: "b", column: "c"},
    {name: "d", column: "e"}
  ]);
});

describe("an answer", () => {
  const result = (...rows: (string | null)[][]) => ({
    columns: (rows[0] ?? []).map((_, i) => ({name: `c${i}`})),
    rows,
    total: rows.length
  });

  it("is right with the same rows in any order, and numbers that are nearly the same", () => {
    const answer = result(["a", "1.0004"], ["b", null]);
    expect(compareResults(result([null, "B"], ["1.0003", "a"]), answer).isRight).toBe(true);
    expect(compareResults(result(["a", "1"]), answer).sentence).toBe(
      "Not yet: your result has 1 row, the answer has 2 rows."
    );
    expect(compareResults(result(["a", "1"], ["b", "2"]), answer).isRight).toBe(false);
    expect(compareResults(result(["a"], ["b"]), answer).sentence).toContain("1 column");
  });

  it("may be typed as a value, with thousands separated or not", () => {
    expect(compareValue(" 1,234 ", result(["1234"])).isRight).toBe(true);
    expect(compareValue("germany", result(["Germany"])).isRight).toBe(true);
    expect(compareValue("1235", result(["1234"])).isRight).toBe(false);
    expect(compareValue("none", result()).isRight).toBe(true);
    expect(compareValue("3", result()).isRight).toBe(false);
  });

  it("stands in a fence of its exercise, which need not have one", () => {
    expect(readExercise("How many?\n\n```answer\nSELECT 1\n```\n")).toEqual({
      question: "How many?",
      answer: "SELECT 1"
    });
    expect(readExercise("Think.")).toEqual({question: "Think.", answer: null});
  });
});

it("a notebook written in Markdown has its cells in order, and says where a fence is not closed", () => {
  const text =
    "# T\n\nHello.\n\n```js\nx\n```\n\n```sql a folded\nSELECT 1\n```\n```chart folded\n{}\n```\n````exercise\nQ\n```answer\nA\n```\n````\n";
  expect(readWrittenNotebook(text)).toEqual({
    title: "T",
    cells: [
      {id: "c1", kind: "markdown", name: null, source: "Hello.\n\n```js\nx\n```", folded: true},
      {id: "c2", kind: "sql", name: "a", source: "SELECT 1", folded: true},
      {id: "c3", kind: "chart", name: null, source: "{}", folded: true},
      {id: "c4", kind: "exercise", name: null, source: "Q\n```answer\nA\n```", folded: true}
    ]
  });
  expect(() => readWrittenNotebook("\n```sql\nSELECT 1")).toThrow(
    "line 2: the fence of this sql cell is not closed"
  );
});

it("of DuckDB's messages the sentence is kept, and advice that leads nowhere here is not", () => {
  const ran = "CREATE TABLE x AS FROM (\nSELECT nope\n) LIMIT $1";
  expect(readDuckError('Binder Error: no "nope"\n\nLINE 2: SELECT nope\n               ^', ran)).toEqual({
    sentence: 'Binder Error: no "nope"',
    offset: ran.indexOf("nope")
  });
  expect(
    readDuckError("Out of Memory Error: could not allocate\n\nPossible solutions:\n* SET temp_directory", ran)
  ).toEqual({sentence: "Out of Memory Error: could not allocate", offset: null});
  expect(positionAt("ab\ncd", 4)).toEqual({line: 2, column: 2});
  expect(positionAt("ab", 99)).toEqual({line: 1, column: 3});
});
