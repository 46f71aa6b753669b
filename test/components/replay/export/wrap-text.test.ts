import fc from "fast-check";
import {expect, it} from "vitest";
import {wrapText} from "../../../../src/components/replay/export/wrap-text.js";

const measure = (text: string) => text.length;

it("breaks a text between words into lines that are as long as they may be", () => {
  expect(wrapText("one two three", 7, measure)).toEqual(["one two", "three"]);
  expect(wrapText(" a  verylongword b ", 5, measure)).toEqual(["a", "verylongword", "b"]);
  expect(wrapText("", 5, measure)).toEqual([]);
});

it("loses no word, and makes no line longer than it may be but of one word", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,9}$/)),
      fc.integer({min: 1, max: 30}),
      (words, limit) => {
        const lines = wrapText(words.join(" "), limit, measure);
        expect(lines.join(" ")).toBe(words.join(" "));
        for (const line of lines) expect(line.length <= limit || !line.includes(" ")).toBe(true);
      }
    )
  );
});
