import {expect, it} from "vitest";
import {lastVisit} from "../../../src/components/triage/last-visit.js";

function storage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value)
  };
}

const first = Date.UTC(2026, 2, 1);
const second = Date.UTC(2026, 2, 2);

it("is none the first time, and what was newest then the next time", () => {
  const kept = storage();
  expect(lastVisit(() => ({kept, visit: storage()}), "site", {cowrie: 5}, first)).toBeNull();
  expect(lastVisit(() => ({kept, visit: storage()}), "site", {cowrie: 9, zeek: 3}, second)).toEqual({
    at: "2026-03-01T00:00:00.000Z",
    newest: {cowrie: 5}
  });
});

it("stays the same while one visit lasts, however often the page is opened", () => {
  const kept = storage();
  lastVisit(() => ({kept, visit: storage()}), "site", {cowrie: 5}, first);
  const visit = storage();
  const open = () => lastVisit(() => ({kept, visit}), "site", {cowrie: 9}, second);
  const before = open();
  expect(before?.newest).toEqual({cowrie: 5});
  expect(open()).toEqual(before);
});

it("tells the data of one site from those of another", () => {
  const kept = storage();
  lastVisit(() => ({kept, visit: storage()}), "site", {cowrie: 5}, first);
  expect(lastVisit(() => ({kept, visit: storage()}), "other", {cowrie: 9}, second)).toBeNull();
});

it("is none where the browser keeps nothing, or keeps nonsense", () => {
  const forbidden = () => {
    throw new Error("denied");
  };
  expect(lastVisit(forbidden, "site", {}, first)).toBeNull();
  for (const text of ["{", "null", '{"at":"never","newest":{}}', '{"at":"2026-03-01","newest":3}']) {
    const kept = storage();
    kept.setItem("site", text);
    expect(
      lastVisit(() => ({kept, visit: storage()}), "site", {}, first),
      text
    ).toBeNull();
  }
});
