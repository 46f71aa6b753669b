import {describe, expect, it} from "vitest";
import type {TermFacts} from "../../../src/components/hunt/term-facts.js";
import {verdictOf} from "../../../src/components/hunt/verdict.js";
import {createListChecker} from "../../../src/engine/hunt/check-lists.js";
import {recogniseTerm} from "../../../src/engine/hunt/recognise-term.js";
import type {Term} from "../../../src/engine/hunt/term.js";

const lists = createListChecker([{name: "feed.txt", text: "8.8.4.0/24 # bots\n"}]);
const data = {from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 2, 8)};
const term = (text: string) => recogniseTerm(text) as Term;
const first_time = new Date(Date.UTC(2026, 2, 2));
const last_time = new Date(Date.UTC(2026, 2, 3));

function verdict(text: string, facts: Partial<TermFacts> = {}) {
  const wanted = term(text);
  return verdictOf(
    {term: wanted, datasets: [], alerts: [], hits: lists.check(wanted), reputation: null, ...facts},
    {data, lists, timeZone: "UTC"}
  );
}

const seen = [{dataset: "cowrie" as const, events: 1200, blocked: 0, sources: 1, first_time, last_time}];
const alerts = [
  {
    severity: "high" as const,
    finding: "Guessing",
    alerts: 2,
    events: 9,
    alert_id: "a",
    first_time,
    last_time
  },
  {severity: "low" as const, finding: "Scan", alerts: 1, events: 9, alert_id: "b", first_time, last_time}
];

describe("a verdict", () => {
  it("says that nothing is known, and what was looked at", () => {
    const {standing, sentences} = verdict("9.1.2.3");
    expect(standing).toBe("unseen");
    expect(sentences).toEqual([
      "Never seen in these data, which cover 1 Mar 2026, 00:00 – 8 Mar 2026, 00:00 UTC.",
      "Not on the one list, feed (1 entry)."
    ]);
  });

  it("names the list, its line, how it matched and what it says", () => {
    const {standing, label, sentences} = verdict("8.8.4.77", {datasets: seen});
    expect(standing).toBe("bad");
    expect(label).toBe("Known bad");
    expect(sentences[0]).toBe(
      "It stands in line 1 of the list feed, by its entry 8.8.4.0/24 (covering network), which says “bots”."
    );
    expect(sentences[1]).toContain("Seen in 1,200 events, first at 2 Mar 2026, 00:00 UTC");
  });

  it("counts alerts by severity, the gravest first", () => {
    const found = verdict("9.1.2.3", {datasets: seen, alerts});
    expect(found).toMatchObject({standing: "alerts", severity: "high", alerts: 3, events: 1200});
    expect(found.sentences).toContain("3 alerts tell of it: 2 high, 1 low.");
  });

  it("is bad where vendors call it malicious, and says how many", () => {
    const reputation = {
      known: true,
      asked_at: null,
      malicious: 12,
      suspicious: 0,
      reports: 90,
      vendors: null,
      link: null
    };
    const found = verdict("9.1.2.3", {reputation});
    expect(found.standing).toBe("bad");
    expect(found.sentences[0]).toBe("VirusTotal: 12 of 90 vendors call it malicious.");
  });

  it("says why no list can name a private address, and nothing of lists where none names such things", () => {
    expect(verdict("10.0.0.1").sentences.at(-1)).toContain("No list can name it: it is ");
    expect(verdict("text:anything").sentences).toHaveLength(1);
  });
});
