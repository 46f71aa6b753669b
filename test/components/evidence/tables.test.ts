import {expect, it} from "vitest";
import {namedFinding} from "../../../src/components/evidence/ChallengerTable.js";
import {ruleFinding} from "../../../src/components/evidence/RuleTable.js";

const rule = (title: string, hits: number, precision: number | null) => ({
  rule: title,
  title,
  level: "low",
  hits,
  attacks: 0,
  precision,
  false_positive_rate: 0
});

it("rules that hit nothing but attacks are counted, the one most often wrong is named", () => {
  expect(ruleFinding([rule("Right", 5, 1), rule("Odd", 9, 0.25), rule("Unjudged", 3, null)])).toBe(
    "1 of 2 rules that hit something hit nothing but attacks; most often wrong: “Odd”, 25% right"
  );
  expect(ruleFinding([rule("Right", 5, 1)])).not.toContain("wrong");
  expect(ruleFinding([rule("Unjudged", 3, null)])).not.toMatch(/\d/);
});

it("types that the network names are added up over kinds of sequences", () => {
  const named = (type: string, kind: string, sequences: number) => ({
    type,
    kind,
    sequences,
    raised: 0,
    confidence: 0.5
  });
  expect(
    namedFinding([
      named("DoS", "events", 365),
      named("Malware", "ports", 300),
      named("Malware", "events", 100)
    ])
  ).toBe("Of the sequences listed on this site the network calls 765 attacks, most often Malware");
  expect(namedFinding([])).not.toMatch(/\d/);
});
