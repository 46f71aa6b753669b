import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readLines} from "../../../src/engine/records/lines.js";
import {recordLimit} from "../../../src/engine/records/record.js";
import {collect} from "./collect.js";

const lines = (text: string, step?: number) =>
  collect(readLines, text, step).found.map(f => ("value" in f ? f.value : f.broken));

describe("readLines", () => {
  it("cuts at LF and CRLF, and leaves out blank lines", () => {
    expect(lines("a\n\n \t\r\nb\r\n\r\n c \nd")).toEqual(["a", "b", " c ", "d"]);
  });

  it("finds the same lines wherever the text is cut", () => {
    const piece = fc.constantFrom("a", "\n", "\r", "\r\n", " ", "\0", "é");
    fc.assert(
      fc.property(fc.array(piece), fc.integer({min: 1, max: 5}), (pieces, step) => {
        expect(lines(pieces.join(""), step)).toEqual(lines(pieces.join("")));
      })
    );
  });

  it("reports a line over the limit with its length, and goes on with the next", () => {
    const text = `${"x".repeat(recordLimit + 5)}\nnext`;
    const reason = `record of ${recordLimit + 5} characters`;
    for (const step of [1 << 20, 1 << 27])
      expect(lines(text, step).map(line => line.slice(0, reason.length))).toEqual([reason, "next"]);
  });
});
