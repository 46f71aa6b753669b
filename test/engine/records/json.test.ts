import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readJson} from "../../../src/engine/records/json.js";
import {recordLimit} from "../../../src/engine/records/record.js";
import {collect} from "./collect.js";

const values = (text: string, step?: number) =>
  collect(readJson, text, step).found.map(f => ("value" in f ? f.value : `broken: ${f.broken}`));
const malformed = "broken: not JSON: malformed object";
const cut = "broken: not JSON: object cut short";

const jsonObject = fc.dictionary(fc.string(), fc.jsonValue({maxDepth: 3})).filter(o => !("__proto__" in o));

describe("readJson", () => {
  it("reads objects however they are printed and wherever the text is cut", () => {
    const printed = fc.constantFrom<(objects: readonly object[]) => string>(
      objects => objects.map(o => JSON.stringify(o)).join("\n"),
      objects => objects.map(o => `${JSON.stringify(o)}\r\n\r\n`).join(""),
      objects => JSON.stringify(objects),
      objects => JSON.stringify(objects, null, 2),
      objects => JSON.stringify(objects, null, "\t").replaceAll("\n", "\r\n"),
      objects => `[\n${objects.map(o => JSON.stringify(o)).join("\n,\n")}\n]\n`
    );
    fc.assert(
      fc.property(
        fc.array(jsonObject, {minLength: 1, maxLength: 5}),
        printed,
        fc.integer({min: 1, max: 50}),
        (objects, print, step) => {
          const expected = objects.map(o => JSON.parse(JSON.stringify(o)));
          expect(values(print(objects), step)).toEqual(expected);
        }
      )
    );
  });

  it("reads objects that are printed over several lines and follow one another", () => {
    const text = '{\n  "a": {\n    "b": [1, 2]\n  }\n}\n{\n  "c": 3\n}\n';
    for (const step of [1, 7, 1000]) expect(values(text, step)).toEqual([{a: {b: [1, 2]}}, {c: 3}]);
  });

  it("reports a damaged line, and reads those around it", () => {
    expect(values('{"a": 1}\n{"a": \n{"b": 2}\n[1]\nnull\n7\n{"c": 3}}\n{"d": 4}')).toEqual([
      {a: 1},
      cut,
      {b: 2},
      "broken: expected a JSON object, found an array",
      "broken: expected a JSON object, found null",
      "broken: expected a JSON object, found a number",
      malformed,
      {d: 4}
    ]);
  });

  it("says of a line with NUL bytes what is wrong with it", () => {
    expect(values('{"a": 1}\n\0\0\0{"b": 2}\n{"c": 3}\n')).toEqual([
      {a: 1},
      "broken: not JSON: contains NUL bytes",
      {c: 3}
    ]);
  });

  it("takes lone commas between the objects of an array, and brackets never closed", () => {
    expect(values('[\n{"a": 1}\n,\n,\n{"b": 2},\n\n{"c": 3}\n')).toEqual([{a: 1}, {b: 2}, {c: 3}]);
  });

  it("takes lines that each end in a comma", () => {
    expect(values('{"a": 1},\n{"b": 2},\r\n{"c": 3}\n')).toEqual([{a: 1}, {b: 2}, {c: 3}]);
  });

  it("reports what stands between objects as one record", () => {
    expect(values('[{"a": 1}, oops, {"b": 2}]')).toEqual([{a: 1}, "broken: expected a JSON object", {b: 2}]);
  });

  it.each([
    ["pretty-printed", (o: readonly string[]) => `[\n  ${o.join(",\n  ")}\n]`],
    ["one to a line", (o: readonly string[]) => `[\n${o.join(",\n")}\n]`],
    ["all on one line", (o: readonly string[]) => `[${o.join(",")}]`]
  ])("does not let a damaged object of an array, %s, swallow its neighbours", (_, print) => {
    for (const damaged of ['{"x": "never closed}', '{"x": {"y": 1}', '{"x": [1, 2}', '{"x": }', '{"x": 1']) {
      const text = print(['{"a": 1}', damaged, '{"b": "2"}', '{"c": "}"}']);
      for (const step of [1, 5, 1000]) {
        const found = values(text, step).filter(v => typeof v === "object");
        // Without a line end an object that was never closed cannot be told from one that holds its neighbour.
        const ambiguous = damaged === '{"x": 1' && !text.includes("\n");
        expect(found).toEqual(ambiguous ? [{a: 1}, {c: "}"}] : [{a: 1}, {b: "2"}, {c: "}"}]);
      }
    }
  });

  it("reports the last object when the file is cut short", () => {
    expect(values('{"a": 1}\n{"b": ')).toEqual([{a: 1}, cut]);
    expect(values('[\n  {\n    "a": 1\n  },\n  {\n    "b": ')).toEqual([{a: 1}, cut]);
    expect(values('[{"a":1},{"b":')).toEqual([{a: 1}, cut]);
  });

  it("takes time in proportion to the text where every object of one long line is damaged", () => {
    const damaged = '{"a":"b,"c":"d"},'.repeat(20_000);
    const found = collect(readJson, `[${damaged}]`, 1 << 16).found;
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(f => "broken" in f)).toBe(true);
  });

  it("reads a record of 50 MB, in lines as in an array", () => {
    const long = "x".repeat(50_000_000);
    for (const text of [`{"a":"${long}"}\n{"b":2}\n`, `[{"a":"${long}"},{"b":2}]`]) {
      const found = collect(readJson, text, 1 << 20).found;
      expect(found.map(f => ("value" in f ? Object.keys(f.value as object) : f.broken))).toEqual([
        ["a"],
        ["b"]
      ]);
    }
  });

  it("reports a record over the limit, keeps its beginning, and goes on with the next", () => {
    const part = "x".repeat(1 << 20);
    const parts = recordLimit / part.length + 1;
    for (const [open, close] of [
      ["", "\n"],
      ["[", ","]
    ]) {
      const found: unknown[] = [];
      const reader = readJson({
        record: value => void found.push(value),
        broken: (raw, reason) => void found.push([raw.slice(0, 8), raw.length, reason]),
        note() {}
      });
      reader.push(`${open}{"a":"`);
      for (let i = 0; i < parts; i++) reader.push(part);
      reader.push(`"}${close}`);
      reader.push('{"b":2}');
      reader.end();
      expect(found).toEqual([
        [
          '{"a":"xx',
          1 << 20,
          expect.stringMatching(/^record of \d+ characters is over the limit of 67108864/)
        ],
        {b: 2}
      ]);
    }
  });

  it("knows a brace that stands alone, whatever space follows it and wherever it is cut", () => {
    for (const space of ["", " ", "\r", "\ufeff", "  \t"]) {
      const text = `{${space}\n"a": 1\n}\n`;
      for (let step = 1; step <= text.length; step++) {
        expect(collect(readJson, text, step)).toEqual(collect(readJson, text));
      }
    }
  });

  it("never throws, and loses no object to where the text is cut", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      '"',
      "\\",
      "\n",
      " ",
      '{"a":1}',
      "x",
      "\0",
      "\ufeff",
      "\r"
    );
    fc.assert(
      fc.property(fc.array(piece, {maxLength: 40}), fc.integer({min: 1, max: 9}), (pieces, step) => {
        const text = pieces.join("");
        expect(collect(readJson, text, step)).toEqual(collect(readJson, text));
      }),
      {numRuns: 500}
    );
  });
});
