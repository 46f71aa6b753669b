import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {parseCondition} from "../../../src/engine/sigma/condition.js";
import type {Expression} from "../../../src/engine/sigma/rule.js";

const names = ["a", "b", "c", "d"] as const;
const position = {line: 1, column: 1};
const search = (field: string): Expression => ({kind: "field", field, match: {kind: "null"}, position});
const searches = new Map(names.map(name => [name as string, search(name)]));
const parse = (text: string) => parseCondition(text, searches, at => ({line: 1, column: at + 1}));

/** What an expression is worth when the searches named hold. */
function holds(expression: Expression, held: ReadonlySet<string>): boolean {
  if (expression.kind === "not") return !holds(expression.of, held);
  if (expression.kind === "and") return expression.of.every(part => holds(part, held));
  if (expression.kind === "or") return expression.of.some(part => holds(part, held));
  return expression.kind === "field" && held.has(expression.field);
}

describe("parseCondition", () => {
  it("means what the same expression means in JavaScript", () => {
    const {text} = fc.letrec<{text: string}>(tie => ({
      text: fc.oneof(
        {maxDepth: 5},
        fc.constantFrom(...names),
        fc
          .tuple(tie("text"), fc.constantFrom("and", "or", "AND", "Or"), tie("text"))
          .map(parts => parts.join(" ")),
        tie("text").map(inner => `(${inner})`),
        fc.tuple(fc.constantFrom("not", "NOT"), fc.constantFrom(...names)).map(parts => parts.join(" "))
      )
    }));
    fc.assert(
      fc.property(text, fc.subarray([...names]), (condition, held) => {
        const script = condition
          .toLowerCase()
          .replace(/\b[a-d]\b/g, name => String(held.some(one => one === name)))
          .replaceAll("and", "&&")
          .replaceAll("or", "||")
          .replaceAll("not", "!");
        expect(holds(parse(condition), new Set(held))).toBe(new Function(`return ${script}`)());
      })
    );
  });

  it("takes stars in names for anything", () => {
    const many = new Map(["sel_a_x", "sel_b_x", "sel_a_y", "_sel_a_x"].map(name => [name, search(name)]));
    const found = (pattern: string) => {
      const expression = parseCondition(`1 of ${pattern}`, many, () => position);
      return (expression.kind === "or" ? expression.of : [expression]).map(
        one => one.kind === "field" && one.field
      );
    };
    expect(found("sel_*")).toEqual(["sel_a_x", "sel_b_x", "sel_a_y"]);
    expect(found("sel_*_x")).toEqual(["sel_a_x", "sel_b_x"]);
    expect(found("*a*")).toEqual(["sel_a_x", "sel_a_y"]);
    expect(found("_sel*")).toEqual(["_sel_a_x"]);
    expect(found("THEM")).toEqual(["sel_a_x", "sel_b_x", "sel_a_y"]);
    expect(() => found("sel_a_x*x")).toThrow('no search is named "sel_a_x*x"');
  });

  it("places what it did not expect", () => {
    expect(() => parse("a and (b or)")).toThrow(
      expect.objectContaining({
        position: {line: 1, column: 12},
        message: expect.stringContaining('unexpected ")"')
      })
    );
  });
});
