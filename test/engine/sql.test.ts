import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {dedent, inlineParams, sqlLiteral, writeValues} from "../../src/engine/sql.js";
import {hostileText} from "../hostile-text.js";

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

describe("writeValues", () => {
  it("refuses a wrong number of values", () => {
    expect(() => writeValues({sql: "SELECT ?, ?", params: [1]})).toThrow(
      "invalid number of values: 1 for 2 places"
    );
    expect(() => writeValues({sql: "SELECT ?", params: [1, 2]})).toThrow(
      "invalid number of values: 2 for 1 places"
    );
  });

  it("refuses a statement in which it cannot tell the values' places, and leaves one without values alone", () => {
    for (const sql of ["SELECT /* ? */ ?", "SELECT $$?$$, ?", "SELECT $1, ?", String.raw`SELECT E'\'?', ?`]) {
      expect(() => writeValues({sql, params: [1]})).toThrow(/^invalid statement with values: /);
      expect(writeValues({sql})).toBe(sql);
    }
  });

  it("keeps a value apart from what stands before it", () => {
    expect(writeValues({sql: "SELECT 1 -?, e?", params: [-2, "x"]})).toBe("SELECT 1 -(-2), e 'x'");
  });

  it("never looks for places in a value", () => {
    expect(writeValues({sql: "SELECT ?, ?", params: ["?", "'?$&"]})).toBe("SELECT '?', '''?$&'");
  });
});

/** The text's bytes; what is half a character is U+FFFD. */
const utf8 = (text: string) => Buffer.from(text).toString("hex").toUpperCase();

describe("sqlLiteral", () => {
  let connection: DuckDBConnection;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(":memory:")).connect();
  });
  afterAll(() => connection.closeSync());

  const select = async (sql: string) => (await connection.runAndReadAll(`SELECT ${sql}`)).getRowsJS()[0]?.[0];
  const read = (value: unknown) => select(sqlLiteral(value));

  it("is read back by DuckDB as the same text, whatever an attacker wrote", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async text => {
        // As digits, since what makes text of results drops the mark that some files begin with.
        expect(await select(`hex(encode(${sqlLiteral(text)}))`)).toBe(utf8(text));
      }),
      {numRuns: 300}
    );
  });

  it("is read back as the same number", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double(), async number => {
        expect(Number(await read(number))).toBe(number + 0);
      }),
      {numRuns: 100}
    );
  });

  it("writes what is missing, yes and no, times and large numbers", async () => {
    expect(sqlLiteral(undefined)).toBe("NULL");
    expect(await read(null)).toBe(null);
    expect(await read(true)).toBe(true);
    expect(await read(2n ** 100n)).toBe(2n ** 100n);
    expect(await read(new Date(0))).toBe("1970-01-01T00:00:00.000Z");
  });

  it("refuses lists and objects", () => {
    expect(() => sqlLiteral(["a"])).toThrow(TypeError);
    expect(() => sqlLiteral({toString: () => "1; DROP TABLE events"})).toThrow(TypeError);
  });
});
