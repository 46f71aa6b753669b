import {describe, expect, it} from "vitest";
import {foundTitle} from "../../../src/components/investigate/found-title.js";
import {type Facts, nextSteps} from "../../../src/components/investigate/next-steps.js";
import type {Advice} from "../../../src/components/investigate/recommendation-queries.js";
import {severityBasis} from "../../../src/components/investigate/severity-basis.js";
import {sourceStory} from "../../../src/components/investigate/source-story.js";
import type {DetectorSays, Totals} from "../../../src/components/investigate/summary-queries.js";
import {
  blockedText,
  confidenceText,
  sophisticationText,
  targetsText
} from "../../../src/components/investigate/summary-words.js";
import {emptyTabs} from "../../../src/components/investigate/tab-counts.js";

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

describe("a source in short", () => {
  const advice: Advice = {
    incident_id: "i1",
    title: "Movement between campus hosts at 210 targets, with success",
    severity: "critical",
    meaning: "Somebody inside tries to get from one machine to others.",
    recommendation: "Isolate the source",
    succeeded: true,
    sources: 1,
    targets: 210,
    first_time: new Date(Date.UTC(2026, 2, 4, 3)),
    last_time: new Date(Date.UTC(2026, 2, 4, 4, 27)),
    in_all: 2
  };

  it("is its gravest incident: what, when, what it means and what to do first", () => {
    const story = sourceStory([advice], "UTC");
    expect(story).toMatchObject({
      title: advice.title,
      sentences: [advice.meaning, "It is the gravest of its 2 incidents."],
      first: "Isolate the source."
    });
    expect(story?.when).toMatch(/4 Mar 2026.*03:00.*04:27 UTC\.$/);
  });

  it("says of logins only what is known, and that others took part", () => {
    const told = (part: Partial<Advice>) =>
      sourceStory([{...advice, title: "Password guessing", in_all: 1, ...part}], "UTC");
    expect(told({succeeded: true})?.sentences).toContain("A login was accepted meanwhile.");
    expect(told({succeeded: false})?.sentences).toContain("No login was accepted.");
    expect(told({succeeded: null})?.sentences).toEqual([advice.meaning]);
    expect(told({sources: 48})?.when).toContain("one of 48 sources");
  });

  it("is nothing where it is part of no incident", () => {
    expect(sourceStory([], "UTC")).toBeNull();
  });
});

it("a number of targets says what it counts, and the gravest incident's where that is another", () => {
  expect(targetsText(214, 210)).toBe(
    "addresses and names that its events were meant for; 210 in its gravest incident"
  );
  expect(targetsText(210, 210)).toBe("addresses and names that its events were meant for");
  expect(targetsText(1, null)).toBe("address or name that its events were meant for");
});

describe("findings", () => {
  const row = (detector: string, finding: string) => ({detector, finding});
  it("have a title whose numbers are those of the rows", () => {
    expect(foundTitle([row("sigma", "a"), row("knn", "b")])).toBe("2 findings by 2 kinds of detector");
    expect(foundTitle([row("sigma", "a"), row("knn", "a"), row("knn", "b")])).toBe(
      "2 findings by 2 kinds of detector, in 3 rows: one for each detector and severity"
    );
  });
});

describe("what gave an event its severity", () => {
  const basis = (part: Partial<Parameters<typeof severityBasis>[0]>) =>
    severityBasis({severity: "high", anomaly_score: null, dataset: "suricata", said_by: null, ...part});
  it("is the score where it alone reaches it, and who else says so", () => {
    expect(basis({anomaly_score: 0.87})).toBe("by score");
    expect(basis({anomaly_score: 0.87, said_by: "burst,sigma"})).toBe(
      "by score, burst search and Sigma rule"
    );
    expect(basis({anomaly_score: 0.59, said_by: "sigma"})).toBe("by Sigma rule");
    expect(basis({severity: "critical", anomaly_score: 0.5, said_by: "sequence"})).toBe("by sequence model");
  });
  it("is never the score of a honeypot's event, and is a rule or pattern where none is named", () => {
    expect(basis({anomaly_score: 0.87, dataset: "cowrie"})).toBe("by a rule or pattern");
    expect(basis({anomaly_score: 0.59})).toBe("by a rule or pattern");
    expect(basis({severity: "none", anomaly_score: 0.1})).toBe("");
  });
});

it("tabs are empty that have neither alerts nor sessions to show", () => {
  expect([...emptyTabs({alerts: 0, visits: 0, pairs: 0}).keys()]).toEqual([
    "findings",
    "explanation",
    "session"
  ]);
  expect([...emptyTabs({alerts: 2, visits: 1, pairs: 0})]).toEqual([]);
});
