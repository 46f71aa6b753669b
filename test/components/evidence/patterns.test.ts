import {describe, expect, it} from "vitest";
import {readPatterns, whyMissing, whyNotJudged} from "../../../src/components/evidence/patterns.js";
import type {PublishedEvaluation} from "../../../src/engine/evaluate/published-evaluation.js";

const evaluation = (patterns: object | undefined, quick = false) =>
  ({stamp: {quick}, families: [], patterns}) as unknown as PublishedEvaluation;

describe("what is missing", () => {
  it("without an evaluation is everything, and what to run is said", () => {
    expect(readPatterns(null)).toBeNull();
    expect(whyMissing(null)).toContain("npm run evaluate");
    expect(whyNotJudged(null)).toBe(whyMissing(null));
  });

  it("of an evaluation by an earlier program is everything too", () => {
    expect(readPatterns(evaluation(undefined))).toBeNull();
    expect(whyMissing(evaluation(undefined))).toContain("made before");
  });

  it("of a quick one is only what takes long", () => {
    const quick = evaluation({sequences: [], incidents: null}, true);
    expect(whyMissing(quick)).toBeNull();
    expect(whyNotJudged(quick)).toContain("quick");
    expect(whyNotJudged(quick)).toContain("npm run evaluate");
  });

  it("of a whole one is nothing", () => {
    const whole = evaluation({sequences: [], incidents: {}});
    expect([whyMissing(whole), whyNotJudged(whole)]).toEqual([null, null]);
  });
});
