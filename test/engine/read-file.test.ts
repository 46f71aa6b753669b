import {describe, expect, it} from "vitest";
import {byName, fileTimeOf} from "../../src/engine/read-file.js";

describe("fileTimeOf", () => {
  it("is the end of the day on which a file was written, whatever the hour", () => {
    const end = Date.UTC(2026, 1, 3, 23, 59, 59, 999);
    expect(fileTimeOf(Date.UTC(2026, 1, 3))).toBe(end);
    expect(fileTimeOf(end)).toBe(end);
    expect(fileTimeOf(end + 0.5)).toBe(end);
    expect(fileTimeOf(end + 1)).toBe(end + 86_400_000);
  });
});

describe("byName", () => {
  it("orders by code unit, not by any language's rules", () => {
    const names = ["b", "a", "B", "é", "a/b", "a.b"].map(name => ({name}));
    expect(names.sort(byName).map(({name}) => name)).toEqual(["B", "a", "a.b", "a/b", "b", "é"]);
  });
});
