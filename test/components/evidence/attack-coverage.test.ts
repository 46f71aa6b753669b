import {expect, it} from "vitest";
import {coverageFinding, coverageRows} from "../../../src/components/evidence/attack-coverage.js";

const attack = (type: string, attackers: number, found: number, foundHigh: number) => ({
  type,
  events: 10 * attackers,
  attackers,
  found,
  foundHigh
});

const attacks = [
  attack("Seen", 4, 4, 4),
  attack("Half", 4, 4, 2),
  attack("Quiet", 100, 90, 0),
  attack("Blind", 3, 0, 0),
  attack("Nobody", 0, 0, 0)
];

it("what is blind comes first, what has no attacker to find last", () => {
  expect(coverageRows(attacks).map(({type, state}) => [type, state])).toEqual([
    ["Blind", "blind"],
    ["Quiet", "quiet"],
    ["Half", "seen"],
    ["Seen", "seen"],
    ["Nobody", "nobody"]
  ]);
});

it("the title names what is blind and what never reaches high", () => {
  expect(coverageFinding(attacks)).toBe(
    "1 of 4 types of attack leaves no evidence at all: Blind; 1 more never reaches high: Quiet"
  );
  expect(coverageFinding([attack("Seen", 1, 1, 1)])).toBe("Each of 1 type of attack leaves some evidence");
  expect(coverageFinding(["A", "B", "C", "D", "E"].map(type => attack(type, 1, 0, 0)))).toContain(
    "A, B, C and 2 more"
  );
});

it("names of types are shown with what is invisible in them", () => {
  expect(coverageFinding([attack("Sc\u202ean", 1, 0, 0)])).toContain("‹U+202E›");
});
