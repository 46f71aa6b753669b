import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {decodedField, matchedSpans, piecesOf} from "../../../src/components/investigate/mark-match.js";

const marked = (text: string, patterns: readonly string[]) =>
  piecesOf(text, matchedSpans(text, patterns))
    .map(({text: piece, isMatch}) => (isMatch ? `[${piece}]` : piece))
    .join("");

describe("what a signature matched", () => {
  it("is marked where it stands once escapes are undone", () => {
    const decoded = decodedField("http_url", "http_url", "/a?q=1%27+UNION+SELECT+2");
    expect(marked(decoded, ["union +select"])).toBe("/a?q=1' [union select] 2");
  });

  it("of a payload's part is marked in that part", () => {
    const payload = "POST /x HTTP/1.1\r\nHost: h\r\n\r\ncmd=%3Bcat+/etc/passwd";
    expect(marked(decodedField("payload", "http_body", payload), ["/etc/passwd"])).toBe(
      "cmd=;cat [/etc/passwd]"
    );
  });

  it("is joined where matches overlap, and left out where a pattern cannot be read", () => {
    expect(marked("abcdef", ["bcd", "cde", "(", "zz", ""])).toBe("a[bcde]f");
  });

  it("leaves the text as it is, whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.string({unit: "grapheme", maxLength: 80}),
        fc.array(fc.constantFrom("a+", "[0-9]", ".", "b|c"), {maxLength: 4}),
        (text, patterns) => {
          expect(
            piecesOf(text, matchedSpans(text, patterns))
              .map(piece => piece.text)
              .join("")
          ).toBe(text);
        }
      )
    );
  });
});
