import {DuckDBInstance} from "@duckdb/node-api";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {dedent, inlineParams, sqlLiteral} from "../../src/engine/sql.js";

describe("inlineParams", () => {
  it("writes each value in the place of its question mark", () => {
    expect(inlineParams({sql: "SELECT ? + ?", params: [1, null]})).toBe("SELECT 1 + NULL");
  });

  it("leaves question marks in text, names and comments alone", () => {
    expect(inlineParams({sql: `SELECT '?', "a?", ? -- why?`, params: ["b?"]})).toBe(
      `SELECT '?', "a?", 'b?' -- why?`
    );
  });

  it("removes the indentation of the source it was written in", () => {
    expect(dedent("\n    SELECT 1\n      FROM t\n  ")).toBe("SELECT 1\n  FROM t");
    expect(dedent("SELECT 1\n    FROM t\n    WHERE true")).toBe("SELECT 1\nFROM t\nWHERE true");
  });
});

describe("sqlLiteral", () => {
  it("is read back by DuckDB as the same text, whatever an attacker wrote", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await fc.assert(
      fc.asyncProperty(fc.string({unit: "grapheme"}), async text => {
        // DuckDB's parser ends at a NUL character, which no text of a page's selection can hold.
        fc.pre(!text.includes("\0"));
        const reader = await connection.runAndReadAll(`SELECT ${sqlLiteral(text)}`);
        expect(reader.getRows()).toEqual([[text]]);
      }),
      {numRuns: 50}
    );
    connection.closeSync();
  });
});
