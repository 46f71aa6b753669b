import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readCsv} from "../../../src/engine/records/csv.js";
import {recordLimit} from "../../../src/engine/records/record.js";
import {collect} from "./collect.js";

function rows(text: string) {
  return collect(readCsv, text).found.map(record => ("value" in record ? record.value : record.broken));
}

describe("readCsv", () => {
  it("reads quotes, doubled quotes, separators and line breaks within quotes, CRLF and a byte order mark", () => {
    const text = '\uFEFFa,b\r\n1,"x, ""y""\n\nz"\r\n\r\n"",2';
    expect(collect(readCsv, text).found).toEqual([
      {value: {a: "1", b: 'x, "y"\n\nz'}, raw: '1,"x, ""y""\n\nz"'},
      {value: {a: "", b: "2"}, raw: '"",2'}
    ]);
  });

  it("reads semicolons and tabs where the header has them", () => {
    expect(rows("a;b\n1,5;2\n")).toEqual([{a: "1,5", b: "2"}]);
    expect(rows("a\tb\n1,5\t2\n")).toEqual([{a: "1,5", b: "2"}]);
  });

  it("takes a quote inside an unquoted field as it is", () => {
    expect(rows('a,b\n5" disk,2\n')).toEqual([{a: '5" disk', b: "2"}]);
  });

  it("reports rows with too few or too many fields, also the last one when it is cut short", () => {
    expect(rows("a,b,c\n1,2\n1,2,3,4\n1,2,3\n1,2")).toEqual([
      "2 fields, expected 3",
      "4 fields, expected 3",
      {a: "1", b: "2", c: "3"},
      "2 fields, expected 3"
    ]);
  });

  it("loses one line to a quote that is not closed, not the rest of the file", () => {
    const stray = "a quote inside a quoted field that is not doubled";
    expect(rows('a,b\n1,"2\n3,4\n5,"6"\n7,8\n')).toEqual([
      stray,
      {a: "3", b: "4"},
      {a: "5", b: "6"},
      {a: "7", b: "8"}
    ]);
    expect(rows('a,b\n1,"2\n3,4\n')).toEqual(["a quoted field that is not closed", {a: "3", b: "4"}]);
  });

  it("finds nothing in an empty text or a header alone", () => {
    expect(rows("")).toEqual([]);
    expect(rows("a,b\n")).toEqual([]);
  });

  it("notes a column that is named twice", () => {
    expect(collect(readCsv, "a,b,a\n1,2,3\n")).toMatchObject({
      found: [{value: {a: "3", b: "2"}}],
      notes: ["columns named twice, the last one is read: a"]
    });
  });

  it("reports a line over the limit once, with its beginning, and goes on after it", () => {
    const chunk = "x".repeat(1 << 22);
    const found: string[] = [];
    const reader = readCsv({
      record: (_row, raw) => void found.push(raw),
      broken: (raw, reason) => void found.push(`${raw.length < recordLimit} ${reason.includes("limit")}`),
      note() {}
    });
    reader.push("a,b\n");
    for (let i = 0; i < 20; ++i) reader.push(chunk);
    reader.push("\n1,2\n");
    reader.end();
    expect(found).toEqual(["true true", "1,2"]);
  });

  it("finds the same in pieces of any size, and every line of any text in some record", () => {
    const part = fc.constantFrom('"', '""', ",", "\n", "\r\n", "a", "1", ' "', '","', "\n\n");
    fc.assert(
      fc.property(fc.array(part, {maxLength: 60}), fc.integer({min: 1, max: 9}), (parts, step) => {
        const text = `a,b,c\n${parts.join("")}`;
        const whole = collect(readCsv, text);
        expect(collect(readCsv, text, step)).toEqual(whole);
        const kept = whole.found.map(record => record.raw).join("\n");
        const visible = (from: string) => from.replaceAll(/[\r\n]/g, "");
        expect(visible(kept)).toBe(visible(parts.join("")));
      })
    );
  });

  it("reads back what was written", () => {
    const table = fc.array(fc.array(fc.string(), {minLength: 3, maxLength: 3}), {minLength: 1});
    fc.assert(
      fc.property(table, cells => {
        const text = cells
          .map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(","))
          .join("\n");
        expect(rows(`a,b,c\n${text}`)).toEqual(cells.map(([a, b, c]) => ({a, b, c})));
      })
    );
  });
});
