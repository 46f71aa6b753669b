import {expect, it} from "vitest";
import {barColumns} from "../../../src/components/notebook/bar-columns.js";
import {typeWord} from "../../../src/components/notebook/ResultTable.js";
import {numberText, plainText, resultWords} from "../../../src/components/notebook/shown-value.js";

const site = {origin: "recorded", prefixes: ["192.0.2.0/24"]} as const;
const text = {name: "x", type: "VARCHAR"};

it("a password leaves a result only when it is shown", () => {
  for (const name of ["password", "Password", "old_passwd"]) {
    expect(plainText("hunter2", {name, type: "VARCHAR"}, {site, showsPasswords: false})).toBe("(hidden)");
    expect(plainText("hunter2", {name, type: "VARCHAR"}, {site, showsPasswords: true})).toBe("hunter2");
  }
});

it("campus addresses in recorded data are masked wherever text holds them, others are not", () => {
  const showing = {site, showsPasswords: false};
  expect(plainText("10.0.0.7 -> 192.0.2.9 -> 198.51.100.3", text, showing)).toBe(
    "•••.7 -> •••.9 -> 198.51.100.3"
  );
  expect(plainText("192.0.2.9", text, {...showing, site: {origin: "simulated"}})).toBe("192.0.2.9");
  expect(plainText(null, text, showing)).toBeNull();
});

it("numbers are grouped digit by digit, so that large ones stay exact", () => {
  expect(
    ["9007199254740993", "-1234.5", "0.30000000000000004", "1e-7", "443", "NaN"].map(numberText)
  ).toEqual(["9,007,199,254,740,993", "-1,234.5", "0.3", "1e-7", "443", "NaN"]);
});

it("a result says how many rows it has and what they took", () => {
  expect(resultWords(1, false, 0.2)).toBe("1 row in 1 ms");
  expect(resultWords(1_000_000, true, 2345)).toBe("more than 1,000,000 rows in 2.3 s");
  expect(["TIMESTAMP_MS", "BIGINT", "DECIMAL(18,3)", "VARCHAR", "INTEGER[]"].map(typeWord)).toEqual([
    "time (UTC)",
    "integer",
    "number",
    "text",
    "integer[]"
  ]);
});

it("bars along a continuous axis are as wide as its smallest step", () => {
  const rows = [{t: new Date(0)}, {t: new Date(3000)}, {t: new Date(1000)}, {t: null}];
  expect(barColumns(rows, "t").map(row => Number(row["bar end"]))).toEqual([1000, 4000, 2000]);
  expect(barColumns([{n: 5}], "n")).toEqual([{n: 5, "bar start": 5, "bar end": 6}]);
});
