import {describe, expect, it} from "vitest";
import {rateText} from "../../../src/components/rules/rule-columns.js";
import {rulesFinding, rulesFootnote, rulesSubtitle} from "../../../src/components/rules/rule-findings.js";
import {isNoisy, isSlow, qualityScale} from "../../../src/components/rules/rule-quality.js";
import {rule} from "./rules.js";

const scale = {slow: 100, events: 10_000};

describe("a rule is noisy", () => {
  const judged = (attack: number, normal: number, rate: number) =>
    rule({hits: attack + normal, attack_hits: attack, normal_hits: normal, false_positive_rate: rate});

  it("where less than half of its hits are attacks, or it hits one normal event in 10,000", () => {
    expect(isNoisy(judged(4, 6, 0.00001), scale)).toBe(true);
    expect(isNoisy(judged(5, 5, 0.00001), scale)).toBe(false);
    expect(isNoisy(judged(900, 100, 0.0001), scale)).toBe(true);
  });

  it("without ground truth where it hits one event in a hundred, and never where nothing says how many there are", () => {
    expect(isNoisy(rule({hits: 100}), scale)).toBe(true);
    expect(isNoisy(rule({hits: 99}), scale)).toBe(false);
    expect(isNoisy(rule({hits: 100}), {...scale, events: null})).toBe(false);
  });

  it("never where it only serves correlations, or hits nothing", () => {
    expect(isNoisy(rule({hits: 5000, stands_alone: false}), scale)).toBe(false);
    expect(isNoisy(judged(0, 0, 0), scale)).toBe(false);
  });
});

it("a rule is slow from four times the median cost on, and one that did not run never", () => {
  const rules = [10, 20, 30, 79, 80].map((cost, line) => rule({line}, cost));
  const {slow} = qualityScale(rules, null);
  expect(slow).toBe(120);
  expect(isSlow(rule({}, 120), {slow, events: null})).toBe(true);
  expect(isSlow(rule({}, 119), {slow, events: null})).toBe(false);
  expect(isSlow(rule(), {slow, events: null})).toBe(false);
  expect(qualityScale([], null).slow).toBeNull();
});

describe("the sentences about the rules", () => {
  const rules = [
    rule({level: "high", hits: 3}),
    rule({level: "low", hits: 1}),
    rule({level: "critical"}),
    rule({level: "informational", stands_alone: false, hits: 9}),
    rule({state: "not_applicable", hits: null}),
    rule({state: "invalid", stands_alone: false, hits: null})
  ];

  it("count what saw something, how much of it is grave, and what is broken", () => {
    expect(rulesFinding(rules)).toBe("4 rules: 2 saw something, 1 of them at high or above, 1 broken");
    expect(rulesFinding([rule()])).toBe("1 rule: 0 saw something");
  });

  it("say what else is listed", () => {
    expect(rulesSubtitle(rules, scale)).toBe(
      "1 more only serves correlations. 1 asks for logs that are not here. None is noisy, none slow. Choose one for what it means and what it hit."
    );
  });

  it("promise no precision where there is no truth", () => {
    expect(rulesFootnote(scale, false)).toContain("not measured");
    expect(rulesFootnote(scale, true)).toContain("Both by ground truth");
  });
});

it("small rates are counted in a million, and nothing is not a small rate", () => {
  expect(rateText(0)).toBe("0");
  expect(rateText(0.0000304)).toBe("30 in a million");
  expect(rateText(0.0000043)).toBe("4.3 in a million");
  expect(rateText(0.012)).toBe("1.2%");
  expect(rateText(null)).toBe("not measured");
});
