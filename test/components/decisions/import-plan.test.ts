import {describe, expect, it} from "vitest";
import {planImport} from "../../../src/components/decisions/import-plan.js";
import {formatDecisions} from "../../../src/engine/decisions/format-decisions.js";
import {decide} from "../../engine/decisions/decide.js";

const trail = decide(
  {kind: "star", target: {kind: "alert", id: "a"}},
  {kind: "block", address: "203.0.113.7", reason: "guesses"},
  {kind: "unblock", address: "203.0.113.7"}
);
const now = Date.UTC(2026, 2, 2);

describe("planImport", () => {
  it("tells what is new, what is known, and what would be left out", () => {
    const file = JSON.parse(formatDecisions(trail)) as {decisions: unknown[]};
    file.decisions.push({id: "bad"});
    const plan = planImport(JSON.stringify(file), trail.slice(0, 1), now);
    expect(plan.added).toEqual(trail.slice(1));
    expect(plan.known).toBe(1);
    expect(plan.refused).toEqual([expect.stringMatching(/^entry 4 \(bad\): missing at; expected a time/)]);
  });

  it("finds nothing new the second time", () => {
    expect(planImport(formatDecisions(trail), trail, now)).toEqual({added: [], known: 3, refused: []});
  });

  it("keeps what is known of an id, and says so", () => {
    const [first, ...rest] = trail;
    const changed = [{...first, by: "somebody else"}, ...rest] as typeof trail;
    expect(planImport(formatDecisions(changed), trail, now)).toEqual({
      added: [],
      known: 2,
      refused: ["decision d0 is known here and says something else, which stays"]
    });
  });

  it("refuses what was decided tomorrow or later, but for a clock that goes ahead", () => {
    const at = Date.parse(trail[0]?.at ?? "");
    expect(planImport(formatDecisions(trail), [], at - 80_000_000).refused).toEqual([]);
    expect(planImport(formatDecisions(trail), [], at - 90_000_000).added).toEqual([]);
  });
});
