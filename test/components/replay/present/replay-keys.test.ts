import {describe, expect, it} from "vitest";
import {
  actionOf,
  isReplayKey,
  type KeyPlace,
  type ReplayKeyActions
} from "../../../../src/components/replay/present/replay-keys.js";

/** What a key does, in words: "jump alert -1". */
function done(key: string, shift = false): string | null {
  let said: string | null = null;
  const actions = new Proxy({} as ReplayKeyActions, {
    get:
      (_, name) =>
      (...values: unknown[]) => {
        said = [String(name), ...values].join(" ");
      }
  });
  actionOf({key, shift})?.(actions);
  return said;
}

const isOurs = (key: string, place: KeyPlace, {presenting = false, shift = false} = {}) =>
  isReplayKey({key, shift, place}, presenting);

describe("keys of a replay", () => {
  it("do what the help says", () => {
    const keys = [" ", "ArrowLeft", "PageDown", "ArrowUp", "Home", "End", "1", "0", "f", "?"];
    expect(keys.map(key => done(key))).toEqual([
      ...["toggle", "step -1", "turn 1", "turn -1", "end false", "end true"],
      ...["goToChapter 1", "goToChapter 10", "fullScreen", "help"]
    ]);
    expect([done("x"), done("Enter"), done("Shift"), done("constructor")]).toEqual([null, null, null, null]);
  });

  it("go back with Shift, whatever caps lock does", () => {
    expect([done("a"), done("A", true), done("A"), done("a", true), done("B", true)]).toEqual([
      "jump alert 1",
      "jump alert -1",
      "jump alert 1",
      "jump alert -1",
      "jump burst -1"
    ]);
  });

  it("are left to what is typed in, pressed, chosen from or moved", () => {
    for (const key of [" ", "a", "1", "ArrowLeft", "?", "PageDown"]) {
      expect(isOurs(key, "text")).toBe(false);
      expect(isOurs(key, "list")).toBe(false);
      expect(isOurs(key, "elsewhere")).toBe(false);
    }
    expect([isOurs(" ", "button"), isOurs("a", "button"), isOurs("ArrowRight", "button")]).toEqual([
      false,
      true,
      true
    ]);
    expect([isOurs("ArrowRight", "slider"), isOurs("Home", "slider"), isOurs(" ", "slider")]).toEqual([
      false,
      false,
      true
    ]);
  });

  it("leave text to be selected and pages to be scrolled", () => {
    expect(isOurs("Home", "stage", {shift: true})).toBe(false);
    expect([isOurs("A", "stage", {shift: true}), isOurs("?", "stage", {shift: true})]).toEqual([true, true]);
    expect([isOurs("PageDown", "page"), isOurs("ArrowUp", "page"), isOurs(" ", "page")]).toEqual([
      false,
      false,
      true
    ]);
    expect(isOurs("PageDown", "page", {presenting: true})).toBe(true);
  });

  it("let a clicker work whatever has the focus, while presenting", () => {
    for (const place of ["text", "list", "slider", "scroller", "button", "elsewhere", "page"] as const)
      expect(isOurs("PageDown", place, {presenting: true})).toBe(true);
    expect(isOurs("a", "text", {presenting: true})).toBe(false);
  });
});
