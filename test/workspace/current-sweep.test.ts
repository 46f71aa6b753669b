import {describe, expect, it} from "vitest";
import {type Sweeping, sweepDefaults, sweepWorkspaces} from "../../src/workspace/current-sweep.js";
import type {WorkspaceAbout} from "../../src/workspace/store.js";

const now = Date.UTC(2026, 2, 2);

/** A browser with some workspaces, whose locks are held by whoever `held` says at each look. */
function browser(ages: Readonly<Record<string, number | null>>, held: readonly (readonly string[] | null)[]) {
  const all = new Map<string, WorkspaceAbout | null>(
    Object.entries(ages).map(([key, age]) => [
      key,
      age === null ? null : {begun: now - age, touched: now - age}
    ])
  );
  const waits: number[] = [];
  let look = 0;
  const sweeping: Sweeping = {
    list: async () => new Map(all),
    held: async () => {
      const keys = held[Math.min(look++, held.length - 1)];
      return keys == null ? null : new Set(keys);
    },
    ifUnheld: (_, work) => work(),
    forget: async key => void all.delete(key),
    wait: async milliseconds => void waits.push(milliseconds),
    now: () => now
  };
  return {sweeping, waits, keys: () => [...all.keys()]};
}

describe("sweepWorkspaces", () => {
  it("removes what nobody holds, neither now nor a while later", async () => {
    const {sweeping, waits, keys} = browser({a: 1, b: 1, c: null}, [["a"], ["a"]]);
    expect(await sweepWorkspaces(new Set(), sweeping)).toBe(1);
    expect(keys()).toEqual(["a"]);
    expect(waits).toEqual([sweepDefaults.pause]);
  });

  it("spares a tab that was between two pages at the first look", async () => {
    const {sweeping, keys} = browser({a: 1, b: 1}, [[], ["b"]]);
    await sweepWorkspaces(new Set(), sweeping);
    expect(keys()).toEqual(["b"]);
  });

  it("never removes the tab's own, held or not", async () => {
    const {sweeping, waits, keys} = browser({a: 1}, [[]]);
    expect(await sweepWorkspaces(new Set(["a"]), sweeping)).toBe(1);
    expect(keys()).toEqual(["a"]);
    expect(waits).toEqual([]);
  });

  it("leaves what somebody takes hold of at the last moment", async () => {
    const {sweeping, keys} = browser({a: 1}, [[]]);
    await sweepWorkspaces(new Set(), {...sweeping, ifUnheld: async () => undefined});
    expect(keys()).toEqual(["a"]);
  });

  it("goes by age alone where the browser has no locks, and does not wait", async () => {
    const {sweeping, waits, keys} = browser(
      {fresh: sweepDefaults.age, old: sweepDefaults.age + 1, unknown: null},
      [null]
    );
    expect(await sweepWorkspaces(new Set(), sweeping)).toBe(1);
    expect(keys()).toEqual(["fresh"]);
    expect(waits).toEqual([]);
  });
});
