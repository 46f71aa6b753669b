import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  assessRisk,
  assessSite,
  type DetectorSays,
  type SourceFacts
} from "../../../src/engine/incidents/risk.js";

const quiet: SourceFacts = {
  detectors: [],
  findings: 0,
  failedLogins: null,
  targets: 0,
  succeeded: false,
  lists: 0,
  foreign: false,
  internal: false
};

const judgedBy = fc
  .record({
    events: fc.integer({min: 1, max: 100_000}),
    counts: fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20))
  })
  .map(({events, counts: [low, medium, high, critical]}): DetectorSays => {
    const reached = [
      low + medium + high + critical,
      medium + high + critical,
      high + critical,
      critical
    ] as const;
    return {detector: "knn", level: 0, judged: {events: Math.max(events, reached[0]), reached: [...reached]}};
  });
const rule = fc.record({
  detector: fc.constantFrom("login", "sigma", "payload", "honeypot"),
  level: fc.integer({min: 0, max: 4})
});
const facts: fc.Arbitrary<SourceFacts> = fc.record({
  detectors: fc
    .tuple(fc.uniqueArray(rule, {selector: r => r.detector}), fc.option(judgedBy))
    .map(([rules, model]) => (model ? [...rules, model] : rules)),
  findings: fc.nat(50),
  failedLogins: fc.option(fc.nat(1_000_000)),
  targets: fc.nat(100_000),
  succeeded: fc.boolean(),
  lists: fc.nat(20),
  foreign: fc.boolean(),
  internal: fc.boolean()
});

describe("assessRisk", () => {
  it("is between 0 and 100, and the sum of its parts to the tenth", () => {
    fc.assert(
      fc.property(facts, about => {
        const {risk, parts} = assessRisk(about);
        expect(risk).toBeGreaterThanOrEqual(0);
        expect(risk).toBeLessThanOrEqual(100);
        const tenths = parts.reduce((sum, {points}) => sum + Math.round(points * 10), 0);
        expect(tenths).toBe(Math.round(risk * 10));
        expect(new Set(parts.map(({part}) => part)).size).toBe(parts.length);
      })
    );
  });

  it("is never raised by benign volume", () => {
    fc.assert(
      fc.property(facts, fc.integer({min: 1, max: 1_000_000}), (about, more) => {
        const busier = about.detectors.map(says =>
          says.judged ? {...says, judged: {...says.judged, events: says.judged.events + more}} : says
        );
        expect(assessRisk({...about, detectors: busier}).risk).toBeLessThanOrEqual(assessRisk(about).risk);
      })
    );
  });

  it("is never lowered by one more detector, a graver finding, or anything else that is known", () => {
    fc.assert(
      fc.property(facts, fc.integer({min: 0, max: 4}), (about, level) => {
        const {risk} = assessRisk(about);
        const more = {...about, detectors: [...about.detectors, {detector: "beacon", level}]};
        expect(assessRisk(more).risk).toBeGreaterThanOrEqual(risk);
        const worse = {
          ...about,
          targets: about.targets + 1,
          lists: about.lists + 1,
          succeeded: true,
          foreign: true
        };
        expect(assessRisk(worse).risk).toBeGreaterThanOrEqual(risk);
      })
    );
  });

  it("is nothing of a source that nobody found anything about", () => {
    expect(assessRisk(quiet)).toEqual({risk: 0, level: "none", parts: []});
  });

  it("tells one unusual event of a quiet host from one of a host with a million events", () => {
    const one = (events: number): SourceFacts => ({
      ...quiet,
      detectors: [{detector: "knn", level: 0, judged: {events, reached: [1, 1, 1, 1]}}]
    });
    expect(assessRisk(one(10)).risk).toBeGreaterThan(15);
    expect(assessRisk(one(1_000_000)).risk).toBeLessThan(2);
  });

  it("counts the same for more where a campus host does it: somebody makes it", () => {
    const facts = {...quiet, findings: 1, detectors: [{detector: "beacon", level: 3}]};
    const inside = assessRisk({...facts, internal: true});
    expect(inside.risk).toBeGreaterThan(assessRisk(facts).risk);
    expect(inside.parts.map(({part}) => part)).toContain("campus host");
    expect(assessRisk({...quiet, internal: true}).risk).toBe(0);
  });

  it("takes many events at a level for more than the best of them", () => {
    const says = (critical: number): DetectorSays => ({
      detector: "knn",
      level: 0,
      judged: {events: 2000, reached: [critical, critical, critical, critical]}
    });
    const of = (critical: number) => assessRisk({...quiet, detectors: [says(critical)]}).risk;
    expect(of(500)).toBe(40.5);
    expect(of(1)).toBeLessThan(20);
  });

  it("needs more than one witness to be critical", () => {
    const alone = assessRisk({...quiet, findings: 1, detectors: [{detector: "login", level: 4}]});
    expect(alone.level).not.toBe("critical");
    const known = {...quiet, findings: 4, failedLogins: 500, targets: 3, succeeded: true, foreign: true};
    const all = assessRisk({
      ...known,
      detectors: ["login", "sigma", "beacon"].map(detector => ({detector, level: 4}))
    });
    expect(all.level).toBe("critical");
    expect(all.parts.map(({part}) => part)).toContain("success");
  });
});

describe("assessSite", () => {
  it("is at least that of its riskiest source, at most 100, and not lowered by another source", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({min: 0, max: 1000}).map(n => n / 10)),
        fc.integer({min: 0, max: 100}),
        (risks, more) => {
          const risk = assessSite({risks});
          expect(risk).toBeGreaterThanOrEqual(Math.max(0, ...risks));
          expect(risk).toBeLessThanOrEqual(100);
          expect(assessSite({risks: [...risks, more]})).toBeGreaterThanOrEqual(risk);
        }
      )
    );
  });
});
