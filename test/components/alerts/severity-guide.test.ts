import {expect, it} from "vitest";
import {referenceNote} from "../../../src/components/alerts/severity-guide.js";
import type {PublishedModel} from "../../../src/engine/published.js";

const model = (...families: {family: string; rows: number; references: number}[]) =>
  ({families}) as unknown as PublishedModel;

const flows = {family: "flow", rows: 100, references: 80};
const honeypot = {family: "honeypot", rows: 50, references: 0};
const logins = {family: "login", rows: 3, references: 0};

it("says of a honeypot, and of nothing else, that nobody has honest business there", () => {
  expect(referenceNote(model(flows, honeypot))).toContain("nobody has honest business there");
  const note = referenceNote(model(logins));
  expect(note).toBe(
    "Too few of these logins are known to be harmless to compare with, so that a score only says how unusual one is among them. Such a score raises no alert by itself and promises nothing about false alarms; severity comes from rules."
  );
});

it("says what holds for each family, and what such scores promise once", () => {
  const note = referenceNote(model(flows, honeypot, logins));
  expect(note).toContain("alerts on flows (80 benign examples)");
  expect(note).toContain('"unusual for this honeypot"');
  expect(note).toContain("Too few of these logins");
  expect(note.split("raises no alert by itself")).toHaveLength(2);
});

it("says nothing of a family that has no events", () => {
  expect(referenceNote(model({...logins, rows: 0}))).toBe("");
});
