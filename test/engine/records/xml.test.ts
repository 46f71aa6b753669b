import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readXml} from "../../../src/engine/records/xml.js";
import {collect} from "./collect.js";

function rows(text: string) {
  return collect(readXml, text).found.map(record => ("value" in record ? record.value : record.broken));
}

describe("readXml", () => {
  it("reads each child of the root as a record and its children as columns", () => {
    const text = `\uFEFF<?xml version="1.0"?>\n<dataroot generated="now">\n<F><a>1</a><b>x &lt;F&gt; &#65;</b></F>\n<F><a/></F><F/></dataroot>\n`;
    expect(collect(readXml, text)).toEqual({
      found: [
        {value: {a: "1", b: "x <F> A"}, raw: "<F><a>1</a><b>x &lt;F&gt; &#65;</b></F>"},
        {value: {a: ""}, raw: "<F><a/></F>"},
        {value: {}, raw: "<F/>"}
      ],
      notes: []
    });
  });

  it("finds nothing in an empty text or an empty root", () => {
    expect(rows("")).toEqual([]);
    expect(rows("<r/>")).toEqual([]);
    expect(rows("<r>\n</r>\n")).toEqual([]);
  });

  it("passes over comments and an embedded schema, and enters the data root beside it", () => {
    const text = `<root><xsd:schema><xsd:element name="F"/></xsd:schema><dataroot><!-- <F> --><F><a>1</a></F></dataroot></root>`;
    expect(rows(text)).toEqual([{a: "1"}]);
  });

  it("is not led astray by tags in a CDATA section", () => {
    expect(rows("<r><F><a><![CDATA[</a></F><F><a>forged]]></a></F></r>")).toEqual([
      {a: "</a></F><F><a>forged"}
    ]);
  });

  it("knows no entities but the predefined, so none can grow or fetch", () => {
    const bomb = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`;
    const [first, second, third, ...rest] = rows(
      `${bomb}<r><F><a>&b;</a></F><F><a>&f;</a></F><F><a>1</a></F></r>`
    );
    expect([first, second, third, rest]).toEqual([
      expect.stringContaining("undefined entity"),
      expect.stringContaining("undefined entity"),
      {a: "1"},
      []
    ]);
  });

  it("loses only the element that is broken", () => {
    expect(rows("<r><F><a>1</a><F><a>2</a></F><F><a>3</b></F><F><a>4</a></F></r>")).toEqual([
      "<F> does not end: the next one begins within it",
      {a: "2"},
      expect.stringContaining("not well-formed XML"),
      {a: "4"}
    ]);
    expect(rows("<r><F><a>1</a></F><G><a>2</a></F><F><a>3</a></F></r>")).toEqual([
      {a: "1"},
      "<G> does not end: the next one begins within it",
      {a: "3"}
    ]);
    expect(rows("<r><F><a><![CDATA[</a></F><F><a>2</a></F></r>")).toContainEqual({a: "2"});
    expect(rows("<r><F><a>1</a></F>stray<F><a>1</a><a>2</a></F></r>")).toEqual([
      {a: "1"},
      "text outside of any record",
      "<a> occurs twice"
    ]);
  });

  it("reports an element that the file's end cuts short, and notes it", () => {
    expect(collect(readXml, "<r><F><a>1</a></F><F><a>2")).toEqual({
      found: [
        {value: {a: "1"}, raw: "<F><a>1</a></F>"},
        {broken: "<F> does not end: the file ends within it", raw: "<F><a>2"}
      ],
      notes: ["the file ends before </r>"]
    });
  });

  it("reports an element over the limit once and goes on with the next", () => {
    const chunk = "y".repeat(1 << 22);
    const found: string[] = [];
    const reader = readXml({
      record: (_row, raw) => void found.push(raw),
      broken: (_raw, reason) => void found.push(`limit ${reason.includes("limit")}`),
      note() {}
    });
    reader.push("<r><F><a>");
    for (let i = 0; i < 28; ++i) reader.push(chunk);
    reader.push("</a></F><F><a>1</a></F></r>");
    reader.end();
    expect(found).toEqual(["limit true", "<F><a>1</a></F>"]);
  });

  it("finds the same in pieces of any size", () => {
    const part = fc.constantFrom(
      ...["<F>", "</F>", "<a>", "</a>", "<F ", 'b="', ">", "<", "text", "&lt;", "&x;", " ", "\n"],
      ...["<![CDATA[", "]]>", "<!--", "-->", "<?p", "?>", "</r>", "<G/>", "<F><a>1</a></F>"]
    );
    fc.assert(
      fc.property(fc.array(part, {maxLength: 40}), fc.integer({min: 1, max: 9}), (parts, step) => {
        const text = `<r>${parts.join("")}`;
        expect(collect(readXml, text, step)).toEqual(collect(readXml, text));
      }),
      {numRuns: 500}
    );
  });
});
