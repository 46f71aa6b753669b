import {describe, expect, it} from "vitest";
import {type Facts, nextSteps} from "../../../src/components/investigate/next-steps.js";
import type {DetectorSays, Totals} from "../../../src/components/investigate/summary-queries.js";
import {
  blockedText,
  confidenceText,
  sophisticationText
} from "../../../src/components/investigate/summary-words.js";

const says = (detector: string, part: Partial<DetectorSays> = {}): DetectorSays => ({
  detector,
  told: 2,
  severity: "high",
  scored: 0,
  honeypot: 0,
  ...part
});

describe("how sure the detection is", () => {
  it("is told by who agrees, without any number that nobody measured", () => {
    const [agreement, reference] = confidenceText([says("knn"), says("sigma"), says("payload")]);
    expect(agreement).toBe(
      "3 kinds of detector agree, each by its own evidence: nearest neighbours, Sigma rule and payload signature."
    );
    expect(reference).toContain("benign traffic");
    expect(confidenceText([says("sigma")])[0]).toContain("alone says so");
    expect(confidenceText([])).toEqual(["No detector says anything against it."]);
  });

  it("promises nothing where all was seen by honeypots, or no model had a part", () => {
    expect(confidenceText([says("honeypot", {honeypot: 2, scored: 2})])[1]).toContain(
      "no benign traffic to compare with"
    );
    expect(confidenceText([says("sigma")])[1]).toContain("promise nothing about false alarms");
  });
});

describe("sophistication", () => {
  it("says what it rests on, and that it is not known where nothing tells", () => {
    expect(
      sophisticationText(
        [
          {style: "automated", of_style: 2, evidence: "a guess every second."},
          {style: "unknown", of_style: 1, evidence: null}
        ],
        [{technique: "T1110", told: 3}]
      )
    ).toEqual([
      "2 of its 3 incidents look automated: a guess every second.",
      "1 ATT&CK technique: T1110 Brute Force."
    ]);
    expect(sophisticationText([], [])[0]).toBe("Not known: it is part of no incident.");
    expect(sophisticationText([{style: "unknown", of_style: 1, evidence: null}], [])[0]).toContain(
      "too little was logged"
    );
  });
});

describe("blocked", () => {
  const totals = (blocked: number, allowed: number, undecided: number): Totals => ({
    all_events: blocked + allowed + undecided,
    blocked,
    allowed,
    undecided,
    targets: 0,
    ports: 0,
    datasets: 0,
    accounts: 0,
    first_time: null,
    last_time: null
  });

  it("is not measured where no log says, and a share of those of which one does", () => {
    expect(blockedText(totals(0, 0, 7))).toBe("not measured: no log says");
    expect(blockedText(totals(0, 0, 0))).toBe("not measured: no log says");
    expect(blockedText(totals(1, 3, 0))).toBe("1 of 4 (25%)");
    expect(blockedText(totals(0, 2, 5))).toBe(
      "0 of 2 (0%); of 5 more no log says whether they were let through"
    );
  });
});

describe("next steps", () => {
  const nothing: Facts = {
    address: "198.51.100.1",
    site: null,
    got_in: 0,
    accounts: [],
    files: 0,
    typed: 0,
    grave: 0,
    allowed: null,
    blocked: null,
    list_events: 0,
    beacons: 0,
    targets: 0,
    honeypot_only: false,
    neighbours: 0
  };

  it("are none where nothing calls for any", () => {
    expect(nextSteps(nothing)).toEqual([]);
  });

  it("begin with accounts that let it in, by name, and say why", () => {
    const [first] = nextSteps({...nothing, got_in: 1, accounts: ["eve"], grave: 2, typed: 3});
    expect(first?.todo).toContain("Reset the password of eve");
    expect(first?.why).toContain("in 1 incident");
  });

  it("never ask to block the campus's own host, nor an address of which everything was blocked", () => {
    const todo = (facts: Partial<Facts>) =>
      nextSteps({...nothing, grave: 1, ...facts})
        .map(step => step.todo)
        .join("\n");
    expect(todo({site: "VPN"})).toContain("Take this host off the network");
    expect(todo({site: "VPN"})).not.toContain("Block the address");
    expect(todo({allowed: 0, blocked: 9})).not.toContain("Block the address");
    expect(todo({allowed: 4, blocked: 9})).toContain("Block the address");
  });
});
