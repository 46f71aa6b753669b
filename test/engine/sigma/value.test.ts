import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {openPattern, plainText, readPattern} from "../../../src/engine/sigma/value.js";

const any = {wildcard: "any"} as const;
const one = {wildcard: "one"} as const;

describe("readPattern", () => {
  it.each([
    ["\\", ["\\"]],
    ["\\\\", ["\\"]],
    ["\\*", ["*"]],
    ["\\\\*", ["\\", any]],
    ["\\\\\\*", ["\\*"]],
    ["\\\\\\\\", ["\\\\"]],
    ["*?*", [any, one, any]],
    ["***", [any]],
    ["", []]
  ])("reads %s", (text, pattern) => {
    expect(readPattern(text)).toEqual(pattern);
  });

  it("takes any text back that was escaped", () => {
    fc.assert(
      fc.property(fc.string({unit: fc.constantFrom("\\", "*", "?", "a", "é")}), text => {
        expect(plainText(readPattern(text.replace(/[\\*?]/g, "\\$&")))).toBe(text);
      })
    );
  });
});

describe("openPattern", () => {
  it("adds no second wildcard beside one", () => {
    expect(openPattern([any, "x"], true, true)).toEqual([any, "x", any]);
    expect(openPattern([], true, true)).toEqual([any]);
    expect(openPattern(["x"], false, true)).toEqual(["x", any]);
  });
});
