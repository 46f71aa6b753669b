import {describe, expect, it} from "vitest";
import {checkRules} from "../../../src/components/rules/check-rules.js";
import {ownCategories, ruleFields} from "../../../src/components/rules/field-list.js";

const check = (category: string, field: string) =>
  checkRules(
    `title: T\nlogsource: {product: flowbook, category: ${category}}\ndetection:\n  s:\n    ${field}\n  condition: s\n`
  );

describe("the list of fields", () => {
  it("has the usual ones first, with examples that a rule may use as they are", () => {
    const fields = ruleFields();
    const examples = fields.flatMap(({example}) => (example === null ? [] : [example]));
    expect(fields.slice(0, 3).map(({name}) => name)).toEqual(["login", "service", "foreign_source"]);
    expect(fields.findIndex(({example}) => example === null)).toBe(examples.length);
    for (const example of examples) {
      const {problems, rules} = check("event", example);
      expect(problems, example).toEqual([]);
      expect(rules[0]?.sql, example).not.toBe(null);
    }
  });

  it("names every category that a rule may ask for, and no other", () => {
    for (const category of ownCategories)
      expect(check(category, "source_ip: 192.0.2.1").problems).toEqual([]);
    const [problem] = check("nonsense-of-mine", "source_ip: 192.0.2.1").problems;
    for (const category of ownCategories) expect(problem?.message).toContain(category);
  });
});
