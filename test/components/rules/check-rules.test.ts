import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {checkRules} from "../../../src/components/rules/check-rules.js";
import {understood, whyNotRun} from "../../../src/components/rules/rule-verdict.js";
import {starterRule} from "../../../src/components/rules/starter-rule.js";

const rule = `title: SSH
name: ssh
logsource: {product: flowbook, category: flow}
detection:
  port:
    destination_port: 22
  condition: port
`;

describe("a text", () => {
  it("that is the starter is a rule that runs, without a problem or a note", () => {
    const {rules, problems} = checkRules(starterRule);
    expect(problems).toEqual([]);
    expect(rules).toMatchObject([{line: 1, level: "low", notes: [], standsAlone: true}]);
    expect(rules[0]?.sql).toContain("FROM logs");
  });

  it("with several rules tells those whose hits count from those that serve", () => {
    const checked = checkRules(`${rule}---
title: Much SSH
correlation:
  type: event_count
  rules: [ssh]
  group-by: [source_ip]
  timespan: 1h
  condition: {gte: 10}
`);
    expect(checked.rules.map(({title, line, standsAlone}) => ({title, line, standsAlone}))).toEqual([
      {title: "SSH", line: 1, standsAlone: false},
      {title: "Much SSH", line: 9, standsAlone: true}
    ]);
    expect(understood(checked)).toBe("2 rules understood, 1 of which only serves correlations.");
  });

  it("says what is wrong and where, in the order of the lines, and reads the rest", () => {
    const {rules, problems} = checkRules(
      `title: A\nlogsource: {category: flow, product: flowbook}\ndetection:\n  a:\n    destinaton_port: 22\n  condition: a\n---\n${rule}level: urgent\n---\n${rule}`
    );
    expect(problems).toMatchObject([
      {line: 5, message: expect.stringContaining("destination_port")},
      {line: 15, column: 8, message: expect.stringContaining('"urgent"')}
    ]);
    expect(rules).toMatchObject([{title: "SSH", line: 17}]);
  });

  it("about logs that are not here is not applicable, for a reason", () => {
    const {rules, problems} = checkRules(
      "title: W\nlogsource: {product: windows, category: process_creation}\ndetection:\n  s: {CommandLine: x}\n  condition: s\n"
    );
    expect(problems).toEqual([]);
    expect(rules).toMatchObject([{sql: null, notes: [expect.stringContaining("Windows")]}]);
  });

  it("that cannot run says why, in place of that it was understood", () => {
    const windows =
      "title: W\nname: w\nlogsource: {product: windows, category: process_creation}\ndetection:\n  s: {CommandLine: x}\n  condition: s\n";
    const reason = "no Windows event logs in this data";
    expect(understood(checkRules(windows))).toBe(`Valid, but it cannot run here: ${reason}.`);
    expect(whyNotRun(checkRules(windows))).toBe(reason);
    expect(whyNotRun(checkRules(rule))).toBe(null);
    const both = checkRules(`${windows}---\n${rule}`);
    expect(understood(both)).toBe("2 rules understood, 1 of which cannot run here.");
    expect(whyNotRun(both)).toBe(null);
    expect(whyNotRun(checkRules(""))).toBe("there is no rule");
    expect(whyNotRun(checkRules("title: A\nlogsource: 3\n"))).toBe("the rule has a mistake");
  });

  it("that holds no rule at all is said to, and one that is empty is no problem", () => {
    expect(checkRules("hello: world\n").problems).toMatchObject([{line: 1, column: 1}]);
    expect(checkRules(" \n")).toEqual({rules: [], problems: [], unrelated: 0});
    expect(understood(checkRules(""))).toBe("Write or paste a Sigma rule.");
  });

  it("beside rules that is no rule is passed over", () => {
    expect(understood(checkRules(`${rule}---\nfoo: 3\n`))).toBe(
      "1 rule understood. 1 document is no rule and is passed over."
    );
  });

  it("of any kind is answered, never with an error", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...rule.split(/(?<=\n)/), "---\n", "\t", "  ", "[", ": ", "'")),
        parts => {
          const {problems} = checkRules(parts.join(""));
          for (const {line, column} of problems) {
            expect(line).toBeGreaterThan(0);
            expect(column).toBeGreaterThan(0);
          }
        }
      )
    );
  });
});
