import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {visibleText} from "../../src/components/log-text.js";

describe("text from a log", () => {
  it("shows control characters by their pictures, and others unseen by their number", () => {
    expect(visibleText("a\tb\r\n\u0000\u007f")).toBe("a␉b␍␊␀␡");
    expect(visibleText("user\u202egpj.exe")).toBe("user‹U+202E›gpj.exe");
    expect(visibleText("zero\u200bwidth\ufeff")).toBe("zero‹U+200B›width‹U+FEFF›");
    expect(visibleText("tag\u{e0041}")).toBe("tag‹U+E0041›");
  });

  it("leaves ordinary text of any language alone", () => {
    for (const text of ["root", "пароль", "كلمة", "密码", "naïve – café", "👍🏽"])
      expect(visibleText(text)).toBe(text);
  });

  it("never yields a character that reorders or hides what follows", () => {
    fc.assert(
      fc.property(fc.string({unit: "binary"}), text => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
      })
    );
  });
});
