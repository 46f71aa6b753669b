import fc from "fast-check";
import {describe, expect, it, vi} from "vitest";
import {createDecisionStore, type KeyValues} from "../../../src/components/decisions/decision-store.js";
import {createTrail, type OpenTrail} from "../../../src/components/decisions/trail.js";
import {mostAtOnce, noteLimit} from "../../../src/components/triage/bulk.js";
import type {Decision} from "../../../src/engine/decisions/decision.js";
import {formatDecisions} from "../../../src/engine/decisions/format-decisions.js";
import {parseDecisions} from "../../../src/engine/decisions/parse-decisions.js";
import {arbitraryAct} from "../../engine/decisions/arbitrary-decisions.js";

const alert = {kind: "alert", id: "0123456789abcdef"} as const;
const key = "decisions";

function memory(): KeyValues & {readonly items: Map<string, string>} {
  const items = new Map<string, string>();
  return {
    items,
    getItem: name => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text)
  };
}

let ids = 0;
/** A page over a storage that other pages may share, with a clock of its own. */
function openPage(storage: () => KeyValues | null, clock = {now: Date.UTC(2026, 2, 1)}): OpenTrail {
  return createTrail({
    store: createDecisionStore(storage, key),
    by: () => "analyst",
    now: () => clock.now,
    newId: () => `id${++ids}`
  });
}

describe("a trail of decisions", () => {
  it("writes down who did what and when, and is there when the page is opened again", () => {
    const storage = memory();
    const page = openPage(() => storage);
    const decision = page.record({kind: "acknowledge", target: alert});
    expect(decision).toMatchObject({by: "analyst", at: "2026-03-01T00:00:00.000Z"});
    const again = openPage(() => storage);
    expect(again.all()).toEqual([decision]);
    expect(again.state().statusOf(alert).status).toBe("acknowledged");
    expect(parseDecisions(storage.items.get(key) ?? "").decisions).toEqual([decision]);
  });

  it("only grows: undoing adds a decision, and undoing again takes that one back", () => {
    const page = openPage(memory);
    const storage = memory();
    const other = openPage(() => storage);
    for (const trail of [page, other]) {
      const {id} = trail.record({kind: "star", target: alert});
      trail.undo(id);
      expect(trail.state().isStarred(alert)).toBe(false);
      trail.undo(id);
      expect(trail.state().isStarred(alert)).toBe(true);
      expect(trail.all().map(({act}) => act.kind)).toEqual(["star", "undo", "undo"]);
    }
  });

  it("writes thousands down at once, with one write and one word to those who listen, and undoes them so", () => {
    const storage = memory();
    const write = vi.spyOn(storage, "setItem");
    const page = openPage(() => storage);
    const listener = vi.fn();
    page.subscribe(listener);
    const targets = Array.from(
      {length: mostAtOnce},
      (_, i) => ({kind: "alert", id: i.toString(16).padStart(16, "0")}) as const
    );
    const note = "x".repeat(noteLimit(mostAtOnce));
    const made = page.recordAll(targets.map(target => ({kind: "close", target, note})));
    expect(made.map(({act}) => "target" in act && act.target)).toEqual(targets);
    expect(targets.every(target => page.state().statusOf(target).status === "closed")).toBe(true);
    page.undoAll(made.map(({id}) => id));
    expect(targets.every(target => page.state().statusOf(target).status === "open")).toBe(true);
    expect([write.mock.calls.length, listener.mock.calls.length]).toEqual([2, 2]);
    expect(openPage(() => storage).all()).toEqual(page.all());
    // What browsers keep for a site.
    expect(storage.items.get(key)?.length).toBeLessThan(5_000_000 / 2);
  });

  it("writes none of several down where one is no act", () => {
    const page = openPage(memory);
    expect(() =>
      page.recordAll([
        {kind: "star", target: alert},
        {kind: "tag", target: alert, tag: " "}
      ])
    ).toThrow(RangeError);
    expect(page.all()).toEqual([]);
  });

  it("orders decisions as they were made, also when the clock stands still or goes back", () => {
    const clock = {now: Date.UTC(2026, 2, 1)};
    const storage = memory();
    const page = openPage(() => storage, clock);
    page.record({kind: "star", target: alert});
    page.record({kind: "unstar", target: alert});
    clock.now -= 60_000;
    page.record({kind: "star", target: alert});
    expect(page.all().map(({act}) => act.kind)).toEqual(["star", "unstar", "star"]);
    expect(page.state().isStarred(alert)).toBe(true);
  });

  it("undoes the latest act exactly, whatever came before", () => {
    fc.assert(
      fc.property(fc.array(arbitraryAct, {maxLength: 8}), arbitraryAct, (before, act) => {
        const storage = memory();
        const page = openPage(() => storage);
        for (const one of before) page.record(one);
        const seen = () => {
          const {blocked, suppressions, marks, saved} = page.state();
          return {blocked, suppressions, marks, saved};
        };
        const then = seen();
        page.undo(page.record(act).id);
        expect(seen()).toEqual(then);
      })
    );
  });

  it("refuses what is no act, and writes nothing down", () => {
    const storage = memory();
    const page = openPage(() => storage);
    expect(() => page.record({kind: "block", address: "nowhere", reason: "x"})).toThrow(
      'invalid address: "nowhere"; expected an address or a range'
    );
    expect(page.all()).toEqual([]);
  });

  it("agrees with another page over the same storage, and neither loses what the other wrote", () => {
    const storage = memory();
    const [one, other] = [openPage(() => storage), openPage(() => storage)];
    one.record({kind: "star", target: alert});
    // Without having been told of it.
    other.record({kind: "tag", target: alert, tag: "vpn"});
    const told = vi.fn();
    one.subscribe(told);
    one.refresh();
    expect(told).toHaveBeenCalledOnce();
    expect(one.all()).toEqual(other.all());
    expect(one.state().tagsOf(alert)).toEqual(["vpn"]);
    expect(other.state().isStarred(alert)).toBe(true);
  });

  it("lays published decisions below the reader's own, and keeps them out of what is the reader's", () => {
    const storage = memory();
    const page = openPage(() => storage);
    page.record({kind: "note", target: alert, text: "mine"});
    const published: Decision = {
      id: "p1",
      at: "2026-02-01T00:00:00.000Z",
      by: "somebody",
      act: {kind: "close", target: alert}
    };
    page.publish([published]);
    expect(page.state().statusOf(alert)).toMatchObject({status: "closed", by: "somebody"});
    expect(page.isPublished("p1")).toBe(true);
    expect(page.own().map(({act}) => act.kind)).toEqual(["note"]);
    page.undo("p1");
    expect(page.state().statusOf(alert).status).toBe("open");
  });

  it("tells its subscribers until they want no more", () => {
    const page = openPage(memory);
    const told = vi.fn();
    const stop = page.subscribe(told);
    page.record({kind: "star", target: alert});
    stop();
    page.record({kind: "unstar", target: alert});
    expect(told).toHaveBeenCalledOnce();
  });

  it("notices when a block runs out while the page is open", () => {
    const clock = {now: Date.UTC(2026, 2, 1)};
    const page = openPage(memory, clock);
    page.record({kind: "block", address: "203.0.113.7", reason: "x", expires: "2026-03-02"});
    expect(page.state()).toBe(page.state());
    clock.now = Date.UTC(2026, 2, 2, 23, 59);
    expect(page.state().isBlocked("203.0.113.7")).toBe(true);
    clock.now = Date.UTC(2026, 2, 3);
    expect(page.state().isBlocked("203.0.113.7")).toBe(false);
  });

  it("takes an imported trail once, however often", () => {
    const storage = memory();
    const page = openPage(() => storage);
    page.record({kind: "star", target: alert});
    const exported = formatDecisions(page.own());
    const shared = memory();
    const kept = openPage(() => shared);
    for (let i = 0; i < 3; i++) kept.add(parseDecisions(exported).decisions);
    expect(formatDecisions(kept.own())).toBe(exported);
  });
});

describe("where decisions are kept", () => {
  it("is memory, and said to be, where storage is forbidden", () => {
    const page = openPage(() => {
      throw new Error("denied");
    });
    expect(page.problem()).toMatch(/keeps nothing for this site/);
    page.record({kind: "star", target: alert});
    expect(page.state().isStarred(alert)).toBe(true);
  });

  it("says when storage is full, and that it is well again", () => {
    const storage = memory();
    let isFull = true;
    const page = openPage(() => ({
      ...storage,
      setItem(name, text) {
        if (isFull) throw new DOMException("quota", "QuotaExceededError");
        storage.setItem(name, text);
      }
    }));
    page.record({kind: "star", target: alert});
    expect(page.problem()).toMatch(/storage for this site is full/);
    expect(page.state().isStarred(alert)).toBe(true);
    isFull = false;
    page.record({kind: "tag", target: alert, tag: "x"});
    expect(page.problem()).toBeNull();
    expect(openPage(() => storage).all().length).toBe(2);
  });

  it("keeps what it cannot read apart before writing over it", () => {
    const storage = memory();
    storage.setItem(key, "{ broken");
    const page = openPage(() => storage);
    expect(page.problem()).toMatch(/could not be read: invalid JSON/);
    page.record({kind: "star", target: alert});
    expect(storage.items.get(`${key}-unread`)).toBe("{ broken");
    expect(openPage(() => storage).all().length).toBe(1);
  });
});
