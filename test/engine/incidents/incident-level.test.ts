import {expect, it} from "vitest";
import type {IncidentAlert} from "../../../src/engine/incidents/alert.js";
import {incidentLevel, levelWithSuccess} from "../../../src/engine/incidents/incident-level.js";

const said = (...alerts: readonly (readonly [string, number])[]) =>
  alerts.map(([detector, level]) => ({detector, level}) as IncidentAlert);

it("an incident is as severe as its gravest alert", () => {
  expect(incidentLevel(said(["sigma", 2], ["signature", 3], ["beacon", 1]), false)).toBe(3);
  expect(incidentLevel(said(["sigma", 4]), false)).toBe(4);
});

it("what is merely rare calls for somebody at once only where something else says high", () => {
  expect(incidentLevel(said(["knn", 4]), false)).toBe(3);
  expect(incidentLevel(said(["knn", 4], ["sequence", 4], ["signature", 2]), false)).toBe(3);
  expect(incidentLevel(said(["knn", 4], ["sigma", 3]), false)).toBe(4);
  expect(incidentLevel(said(["isolation_forest", 1]), false)).toBe(1);
});

it("what happens to honeypots alone is medium at most", () => {
  expect(incidentLevel(said(["sigma", 4], ["knn", 4]), true)).toBe(2);
  expect(incidentLevel(said(["honeypot", 1]), true)).toBe(1);
});

it("guessing that got in is one level graver, but not on a honeypot, and not for a login that is only odd", () => {
  const guessing = {level: 3, family: "guessing", honeypot: false};
  expect(levelWithSuccess(guessing, true)).toBe(4);
  expect(levelWithSuccess({...guessing, level: 4}, true)).toBe(4);
  expect(levelWithSuccess(guessing, null)).toBe(3);
  expect(levelWithSuccess({...guessing, honeypot: true}, true)).toBe(3);
  expect(levelWithSuccess({...guessing, family: "login"}, true)).toBe(3);
  expect(levelWithSuccess({...guessing, level: 1}, true)).toBe(1);
});
