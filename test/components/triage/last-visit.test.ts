import {expect, it} from "vitest";
import {lastVisit, leaveVisit, visitPause} from "../../../src/components/triage/last-visit.js";

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
  const open = (now = second) => lastVisit(() => ({kept, visit}), "site", {cowrie: 9}, now);
  const before = open();
  expect(before?.newest).toEqual({cowrie: 5});
  expect(open(second + visitPause)).toEqual(before);
});

it("ends half an hour after the page was opened or left last, and the next one knows what was newest then", () => {
  const kept = storage();
  const visit = storage();
  const stores = () => ({kept, visit});
  expect(lastVisit(stores, "site", {cowrie: 5}, first)).toBeNull();
  leaveVisit(stores, "site", {cowrie: 5}, first + visitPause);
  expect(lastVisit(stores, "site", {cowrie: 7}, first + 2 * visitPause)).toBeNull();
  const left = first + 2 * visitPause + 1000;
  leaveVisit(stores, "site", {cowrie: 7}, left);
  expect(lastVisit(stores, "site", {cowrie: 9}, left + visitPause + 1)).toEqual({
    at: new Date(left).toISOString(),
    newest: {cowrie: 7}
  });
});

it("is not drawn out by leaving a page that has stood open for longer", () => {
  const kept = storage();
  const visit = storage();
  const stores = () => ({kept, visit});
  lastVisit(stores, "site", {cowrie: 5}, first);
  leaveVisit(stores, "site", {cowrie: 5}, second);
  expect(lastVisit(stores, "site", {cowrie: 9}, second + 1)?.newest).toEqual({cowrie: 5});
});

it("is not remembered by leaving where it was never begun", () => {
  const kept = storage();
  leaveVisit(() => ({kept, visit: storage()}), "site", {cowrie: 5}, first);
  expect(kept.getItem("site")).toBeNull();
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
