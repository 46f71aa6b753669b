import {parse} from "csv-parse/browser/esm/sync";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {exportedRows, fileName, toCsv, toJson} from "../../../src/engine/export/rows.js";

const keep = {mask: (text: string) => text};

describe("rows as CSV", () => {
  it("never begin a text as a formula, and come back as they were otherwise", () => {
    const hostile = [
      '=HYPERLINK("http://x")',
      "+1+1",
      "-2+3",
      "@SUM(A1)",
      "\t=1",
      " =1",
      "\u200b=1",
      "＝1",
      "|cmd",
      "%0A=1"
    ];
    const rows = hostile.map(value => ({value}));
    const cells = parse(toCsv(rows), {columns: true}) as {value: string}[];
    expect(cells.map(({value}) => value)).toEqual(hostile.map(value => `'${value}`));
  });

  it("keep numbers below zero numbers", () => {
    expect(toCsv([{latitude: -33.5}])).toBe("latitude\r\n-33.5\r\n");
  });

  it("hold any text, whatever quotes, commas and line breaks it has", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({a: fc.string({unit: "binary"}), b: fc.string()}), {minLength: 1}),
        rows => {
          const read = parse(toCsv(rows), {
            columns: true,
            relax_column_count: false,
            bom: false
          }) as typeof rows;
          const bare = (text: string) => text.replace(/^'/, "");
          expect(read.map(({a, b}) => [bare(a), bare(b)])).toEqual(rows.map(({a, b}) => [bare(a), bare(b)]));
        }
      )
    );
  });
});

describe("exported rows", () => {
  it("hide passwords unless the page shows them", () => {
    const rows = [
      {username: "root", password: "hunter2"},
      {username: "x", password: null}
    ];
    expect(exportedRows(rows, keep)).toEqual([
      {username: "root", password: "(hidden)"},
      {username: "x", password: null}
    ]);
    expect(exportedRows(rows, {...keep, showsSecrets: true})).toEqual(rows);
  });

  it("mask what the page masks, in lists too, and write times in UTC", () => {
    const mask = (text: string) => text.replaceAll("10.0.0.1", "•••.1");
    expect(
      exportedRows([{a: "10.0.0.1", list: ["10.0.0.1"], at: new Date(0), n: 3n, none: null, yes: true}], {
        mask
      })
    ).toEqual([
      {a: "•••.1", list: '["•••.1"]', at: "1970-01-01T00:00:00.000Z", n: "3", none: null, yes: true}
    ]);
  });

  it("are JSON, one row a line", () => {
    expect(JSON.parse(toJson([{a: 1}, {a: "\u2028"}]))).toEqual([{a: 1}, {a: "\u2028"}]);
    expect(JSON.parse(toJson([]))).toEqual([]);
  });
});

describe("the name of a file", () => {
  it("is made of letters, digits and dashes, whatever a log wrote", () => {
    fc.assert(
      fc.property(fc.string({unit: "binary"}), title => {
        expect(fileName(title, "csv")).toMatch(/^flowbook-[a-z0-9-]{1,60}\.csv$/);
      })
    );
    expect(fileName("../../etc/passwd", "svg")).toBe("flowbook-etc-passwd.svg");
    expect(fileName("‮gnp.exe", "png")).toBe("flowbook-gnp-exe.png");
  });
});
