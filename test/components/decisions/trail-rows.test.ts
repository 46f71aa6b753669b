import {expect, it} from "vitest";
import {suppressionRows} from "../../../src/components/decisions/SuppressionTable.js";
import {actGroups, trailRows} from "../../../src/components/decisions/trail-rows.js";
import type {Act} from "../../../src/engine/decisions/decision.js";
import {foldDecisions} from "../../../src/engine/decisions/fold-decisions.js";
import type {SuppressedBy} from "../../../src/engine/published.js";
import {decide, later} from "../../engine/decisions/decide.js";

const acts: Act[] = [
  {kind: "star", target: {kind: "alert", id: "a"}},
  {kind: "suppress", match: {finding: "x"}, reason: "ours"},
  {kind: "undo", decision: "d0"}
];
const all = decide(...acts);
const named = () => ({title: "Port scan", source: "203.0.113.7"});
const state = foldDecisions(all, later);

it("lists the newest decision first, and what is undone as such", () => {
  const rows = trailRows(all, state, id => id === "d1", "all", named);
  expect(rows.map(({id, act, holds, from, about}) => [id, act, holds, from, about])).toEqual([
    ["d2", "undo", true, "browser", "Port scan"],
    ["d1", "suppress", true, "site", null],
    ["d0", "star", false, "browser", "Port scan"]
  ]);
});

it("finds each decision in one group", () => {
  const counts = actGroups.map(group => trailRows(all, state, () => false, group, named).length);
  const [everything, ...single] = counts;
  expect(everything).toBe(3);
  expect(single.reduce((sum, count) => sum + count, 0)).toBe(3);
});

it("says of a suppression whether these data were made with it", () => {
  const [suppression] = state.suppressions;
  if (suppression === undefined) throw new Error("nothing is suppressed");
  const counted = {...suppression, expired: false, findings: 9, events: 8, alerts: 7} satisfies SuppressedBy;
  const built = (entries?: readonly SuppressedBy[]) =>
    suppressionRows(state.suppressions, [], entries).map(row => [row.built, row.alerts]);
  expect(built([counted])).toEqual([["obeyed", 7]]);
  expect(built([{...counted, expired: true, alerts: null}])).toEqual([["had run out", null]]);
  expect(built([])).toEqual([["not yet", null]]);
  expect(built(undefined)).toEqual([["not yet", null]]);
});
