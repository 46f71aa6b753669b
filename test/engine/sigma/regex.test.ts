import fc from "fast-check";
import {RE2JS} from "re2js";
import {describe, expect, it} from "vitest";
import {Refusal} from "../../../src/engine/sigma/refusal.js";
import {readRegex} from "../../../src/engine/sigma/regex.js";

const position = {line: 1, column: 1};
const read = (source: string) => readRegex(source, position);
const refusalOf = (source: string) => {
  try {
    read(source);
  } catch (error) {
    return error instanceof Refusal ? error.message : error;
  }
  return null;
};

describe("readRegex", () => {
  it.each([
    ["a|b", "a|b"],
    ["(?<name>a)(?P<name>b)(?'name'c)", "(?:a)(?:b)(?:c)"],
    ["a(?#any (comment)b", "ab"],
    ["a(?#comment)+", "a+"],
    ["\\e[\\e]", "\\x1B[\\x1B]"],
    ["\\–\\é", "–é"],
    ["[]a\\]b]", "[]a\\]b]"],
    ["[^]\\h]", "[^]\\t\\x20\\x{A0}\\x{1680}\\x{180E}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}]"],
    ["[[:alpha:]](?i)x", "[[:alpha:]](?i)x"],
    ["\\Q(?=\\E", "\\Q(?=\\E"],
    ["a{2}?b+?c*?d??", "a{2}?b+?c*?d??"],
    ["[(?=]", "[(?=]"],
    ["\\(?=", "\\(?="],
    ["x{,3}+", "x{,3}+"]
  ])("writes %s as %s", (source, expected) => {
    expect(read(source)).toBe(expected);
  });

  it.each([
    ["a(?=b)", "look-ahead"],
    ["a(?!b)", "look-ahead"],
    ["(?<=a)b", "look-behind"],
    ["(?<!a)b", "look-behind"],
    ["(?>a)", "an atomic group"],
    ["(?|a)", "a branch reset"],
    ["(a)\\1", "a back-reference"],
    ["(?<x>a)\\k<x>", "a back-reference"],
    ["(?P<x>a)(?P=x)", "a back-reference"],
    ["a*+", "a possessive quantifier"],
    ["a{2}+", "a possessive quantifier"],
    ["(a)(?(1)b)", "a conditional group"],
    ["(?R)", "recursion"],
    ["(?x)a", "an option other than i, m and s"],
    ["a\\Z", "\\Z, which RE2 does not know"]
  ])("names what RE2 cannot do in %s", (source, what) => {
    expect(refusalOf(source)).toContain(` uses ${what}; expected RE2 syntax, which matches in linear time`);
  });

  it("refuses or compiles whatever it is given", () => {
    const unit = fc.constantFrom(..."ab([{?*+|)]}\\^$.-:=!<>P#1,hQE–");
    fc.assert(
      fc.property(fc.string({unit, maxLength: 15}), source => {
        const refused = refusalOf(source);
        if (refused === null) RE2JS.compile(read(source));
        else expect(typeof refused).toBe("string");
      }),
      {numRuns: 2000}
    );
  });

  it("matches what the same expression matches in JavaScript", () => {
    const atom = fc.constantFrom("a", "b", "(?<n>a)", "[ab]", "[^a]", "(?:a|b)", ".");
    const quantified = fc.tuple(atom, fc.constantFrom("", "*", "+?", "?", "{2}")).map(([a, q]) => a + q);
    const sources = fc.array(quantified, {minLength: 1, maxLength: 4}).map(parts => parts.join(""));
    fc.assert(
      fc.property(
        sources,
        fc.string({unit: fc.constantFrom("a", "b", "c"), maxLength: 6}),
        (source, text) => {
          const spelt = source.replaceAll("(?<n>", "(?:");
          expect(RE2JS.compile(read(source)).matcher(text).find()).toBe(new RegExp(spelt).test(text));
        }
      )
    );
  });
});
