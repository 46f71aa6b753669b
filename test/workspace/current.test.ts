import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {
  chooseWorkspace,
  currentName,
  currentWorkspace,
  leaveNotice,
  leaveWorkspace,
  newWorkspaceKey,
  noteWorkspaces,
  shownWorkspace,
  takeNotice,
  workspacesMayExist
} from "../../src/workspace/current.js";

function storage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const items = new Map<string, string>();
  return {
    getItem: name => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: name => void items.delete(name)
  };
}

beforeEach(() => {
  vi.stubGlobal("sessionStorage", storage());
  vi.stubGlobal("localStorage", storage());
});

afterEach(() => vi.unstubAllGlobals());

const key = "0123456789abcdef".repeat(2);

describe("the tab's workspace", () => {
  it("is none at first, then the one that was chosen, shown or not", () => {
    expect(currentWorkspace()).toBeNull();
    chooseWorkspace(key, true);
    expect(currentWorkspace()).toEqual({key, shown: true});
    expect(shownWorkspace()).toBe(key);
    chooseWorkspace(key, false);
    expect(currentWorkspace()).toEqual({key, shown: false});
    expect(shownWorkspace()).toBeNull();
    leaveWorkspace();
    expect(currentWorkspace()).toBeNull();
  });

  it.each(["", "{", "null", "[]", "1", '{"key": "../x", "shown": true}', '{"key": 3, "shown": true}'])(
    "is none where the storage holds %j",
    text => {
      sessionStorage.setItem(currentName, text);
      expect(currentWorkspace()).toBeNull();
    }
  );

  it("is none where the browser forbids storage, and nothing breaks", () => {
    vi.stubGlobal("sessionStorage", undefined);
    vi.stubGlobal("localStorage", undefined);
    expect(currentWorkspace()).toBeNull();
    expect(takeNotice()).toBeNull();
    expect(workspacesMayExist()).toBe(false);
    leaveWorkspace();
    leaveNotice("x");
    noteWorkspaces(true);
    expect(() => chooseWorkspace(key, true)).toThrow();
  });

  it("has a key that is new each time", () => {
    const keys = Array.from({length: 100}, newWorkspaceKey);
    expect(new Set(keys).size).toBe(100);
    chooseWorkspace(keys[0] ?? "", true);
    expect(shownWorkspace()).toBe(keys[0]);
  });
});

it("a notice is told once", () => {
  leaveNotice("Your logs are forgotten.");
  expect(takeNotice()).toBe("Your logs are forgotten.");
  expect(takeNotice()).toBeNull();
});

it("whether there may be workspaces is remembered for all tabs", () => {
  expect(workspacesMayExist()).toBe(false);
  noteWorkspaces(true);
  expect(workspacesMayExist()).toBe(true);
  noteWorkspaces(false);
  expect(workspacesMayExist()).toBe(false);
});
