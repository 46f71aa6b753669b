import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {WorkspaceError, workspaceError} from "../../src/workspace/store-error.js";

beforeEach(() => vi.stubGlobal("indexedDB", {}));
afterEach(() => vi.unstubAllGlobals());

describe("workspaceError", () => {
  it.each([
    ["QuotaExceededError", "full", "no more room"],
    ["SecurityError", "blocked", "keep nothing"],
    ["InvalidStateError", "blocked", "keep nothing"],
    ["UnknownError", "unreadable", "disk is odd"]
  ] as const)("says what %s means in one sentence", (name, problem, words) => {
    const cause = new DOMException("disk is odd", name);
    const error = workspaceError(cause);
    expect(error.problem).toBe(problem);
    expect(error.message).toContain(words);
    expect(error.message).toMatch(/^[a-z].*\.$/);
    expect(error.cause).toBe(cause);
  });

  it("takes any failure to mean that nothing can be kept where there is no IndexedDB", () => {
    vi.stubGlobal("indexedDB", undefined);
    expect(workspaceError(new ReferenceError("indexedDB is not defined")).problem).toBe("blocked");
  });

  it("has a word for an error without a name, and leaves its own as they are", () => {
    expect(workspaceError(null).message).toContain("null");
    const own = new WorkspaceError("outdated", "another version.");
    expect(workspaceError(own)).toBe(own);
  });
});
