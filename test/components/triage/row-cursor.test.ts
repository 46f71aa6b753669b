import fc from "fast-check";
import {expect, it} from "vitest";
import {rowCursor} from "../../../src/components/triage/row-cursor.js";

function at(id: string, ids: readonly string[]) {
  const cursor = rowCursor();
  cursor.follow(ids);
  cursor.moveTo(id);
  return cursor;
}

it("is nowhere until the reader goes to a row that is shown", () => {
  const cursor = rowCursor();
  expect(cursor.place()).toBe(-1);
  cursor.follow(["a", "b"]);
  cursor.moveTo("other");
  expect(cursor.place()).toBe(-1);
  cursor.moveTo("b");
  expect(cursor.place()).toBe(1);
});

it("stays on its row wherever that stands among the next rows", () => {
  const rows = fc.uniqueArray(fc.string(), {minLength: 1, maxLength: 30});
  fc.assert(
    fc.property(rows, rows, fc.nat(), (before, after, n) => {
      const id = before[n % before.length] ?? "";
      const cursor = at(id, before);
      cursor.follow(after);
      if (after.includes(id)) expect(after[cursor.place()]).toBe(id);
      else if (after.length > 0) expect(cursor.place()).toBeGreaterThanOrEqual(0);
      else expect(cursor.place()).toBe(-1);
    })
  );
});

it("goes on to the next row that is left, or else to the one before", () => {
  const rows = ["a", "b", "c", "d"];
  const middle = at("b", rows);
  middle.follow(["a", "d", "e"]);
  expect(middle.place()).toBe(1);
  const last = at("d", rows);
  last.follow(["a", "c"]);
  expect(last.place()).toBe(1);
});

it("keeps its place where all rows are others", () => {
  const cursor = at("b", ["a", "b", "c"]);
  cursor.follow(["x", "y", "z"]);
  expect(cursor.place()).toBe(1);
});

it("lands where it is sent, from the end where that is negative, and never beyond the rows", () => {
  const cursor = at("a", ["a", "b"]);
  cursor.follow(["c", "d", "e"], 0);
  expect(cursor.place()).toBe(0);
  cursor.follow(["f", "g"], -1);
  expect(cursor.place()).toBe(1);
  cursor.follow(["h"], 7);
  expect(cursor.place()).toBe(0);
});
