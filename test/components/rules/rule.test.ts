import {describe, expect, it} from "vitest";
import {readRule, ruleAddress} from "../../../src/components/rules/rule.js";
import {rule} from "./rules.js";

describe("a rule as read", () => {
  it("has its lists, and its cost by file and line", () => {
    const read = rule({techniques: '["T1110","T1078"]', line: 20}, 12.5);
    expect(read.techniques).toEqual(["T1110", "T1078"]);
    expect(read.cost).toBe(12.5);
  });

  it("has a precision where hits were judged, and none without truth or hits", () => {
    expect(rule({attack_hits: 3, normal_hits: 1, hits: 4}).precision).toBe(0.75);
    expect(rule({attack_hits: 0, normal_hits: 0}).precision).toBeNull();
    expect(rule({hits: 4}).precision).toBeNull();
  });

  it("that is broken has nothing but its place and what is wrong", () => {
    const read = readRule(
      {
        rule_id: null,
        file: "broken.yml",
        line: 7,
        state: "invalid",
        message: "broken.yml:7:1: missing title"
      },
      {milliseconds: {}}
    );
    expect(read).toMatchObject({
      key: "broken.yml:7",
      id: null,
      title: null,
      level: null,
      hits: null,
      cost: null,
      techniques: [],
      standsAlone: false,
      state: "invalid"
    });
  });

  it("is not fooled by a file that is called like a property of every object", () => {
    expect(rule({file: "__proto__", line: 1}).cost).toBeNull();
  });
});

it("a rule's address keeps its id whatever stands in it", () => {
  const address = new URL(ruleAddress("a&rule=b#c"), "https://site.example/");
  expect(address.searchParams.get("rule")).toBe("a&rule=b#c");
});
