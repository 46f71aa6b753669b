import {expect, it} from "vitest";
import {madeWords, summaryWords} from "../../../src/components/workspace/simulate-words.js";
import type {AttackSummary} from "../../../src/engine/simulate/attack-summary.js";

const summary: AttackSummary = {
  scenario: "port-scan",
  title: "Fast port scan",
  description: "One address knocks on ports.",
  attack_type: "Port Scan",
  campaign: "injected-port-scan",
  seed: 7,
  from: Date.UTC(2026, 2, 8, 12),
  to: Date.UTC(2026, 2, 8, 12, 30),
  records: 2356,
  attacks: 2356,
  formats: [
    {format: "suricata", records: 1799},
    {format: "iscx", records: 557}
  ],
  attackers: ["198.51.100.7"],
  victims: ["192.0.2.0/24", "203.0.113.0/24"]
};

it("an attack is told by its length, its records in each log, and who is at whom", () => {
  expect(summaryWords(summary)).toEqual([
    "30 minutes, 8 Mar 2026, 12:00 – 12:30 UTC.",
    "2,356 records: 1,799 in Suricata's eve.json and 557 in flow tables (ISCX CSV).",
    "From 198.51.100.7, aimed at 192.0.2.0/24 and 203.0.113.0/24."
  ]);
});

it("one kind of log needs no list, and nobody is named who is in no record", () => {
  const words = summaryWords({
    ...summary,
    records: 1,
    formats: [{format: "auth", records: 1}],
    attackers: []
  });
  expect(words.slice(1)).toEqual([
    "1 record, all in the servers' auth.log.",
    "Aimed at 192.0.2.0/24 and 203.0.113.0/24."
  ]);
});

it("of many names the first are read out and the others counted, unless that is no shorter", () => {
  const names = (count: number) => Array.from({length: count}, (_, i) => `a${i}`);
  expect(summaryWords({...summary, attackers: names(420)})[2]).toMatch(
    /^From a0, a1, a2 and 417 more, aimed/
  );
  expect(summaryWords({...summary, attackers: names(4)})[2]).toMatch(/^From a0, a1, a2 and a3, aimed/);
});

it("an attack that left nothing says so", () => {
  expect(summaryWords({...summary, records: 0, formats: [], attackers: []})[1]).toBe("No records.");
});

it("what was made is counted, and what of it is the attack", () => {
  const file = {name: "a", format: "suricata", zone: null, text: "", records: 2356} as const;
  expect(madeWords({summary, files: [file], truth: []})).toBe(
    "2,356 records in 1 file, all of them part of the attack."
  );
  expect(madeWords({summary: {...summary, attacks: 20}, files: [file, file], truth: []})).toBe(
    "2,356 records in 2 files, 20 of them part of the attack."
  );
});
