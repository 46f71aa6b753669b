import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {formatDecisions} from "../../../src/engine/decisions/format-decisions.js";
import {compareDecisions, mergeDecisions} from "../../../src/engine/decisions/order-decisions.js";
import {parseDecisions} from "../../../src/engine/decisions/parse-decisions.js";
import {readDecisionFiles} from "../../../src/engine/decisions/read-decision-files.js";
import {arbitraryDecisions} from "./arbitrary-decisions.js";

const file = (...decisions: readonly unknown[]) =>
  JSON.stringify({format: "flowbook-decisions", version: 1, decisions});

const star = {
  id: "a1",
  at: "2026-03-01T12:00:00.000Z",
  by: "analyst",
  act: {kind: "star", target: {kind: "alert", id: "0123456789abcdef"}}
};
const act = (value: unknown) => file({...star, act: value});
const refusedOf = (text: string) => parseDecisions(text).refused.join("\n");

describe("a file of decisions", () => {
  it("is read as it was written, in the order of time", () => {
    fc.assert(
      fc.property(arbitraryDecisions, decisions => {
        const read = parseDecisions(formatDecisions(decisions));
        expect(read.refused).toEqual([]);
        expect(read.decisions).toEqual([...decisions].sort(compareDecisions));
      })
    );
  });

  it("is the same bytes whatever the order that decisions came in", () => {
    fc.assert(
      fc.property(arbitraryDecisions, decisions => {
        expect(formatDecisions([...decisions].reverse())).toBe(formatDecisions(decisions));
      })
    );
  });

  it("never throws, whatever is in it", () => {
    fc.assert(fc.property(fc.string(), text => void parseDecisions(text)));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, act) => {
        const {decisions, refused} = parseDecisions(file(value, {...star, act}, star));
        expect(decisions.length + refused.length).toBeGreaterThanOrEqual(1);
        // What is wrong beside it takes nothing from a decision that is right.
        expect(decisions.some(({id}) => id === "a1")).toBe(true);
      })
    );
  });

  it("says of each refused entry which it is, what is wrong and what was expected; the others hold", () => {
    const {decisions, refused} = parseDecisions(
      file(
        star,
        {...star, id: "a2", act: {kind: "explode"}},
        7,
        {...star, id: "a3", at: "yesterday"},
        {...star, id: "a4"}
      ),
      {file: "data/decisions.json"}
    );
    expect(decisions.map(({id}) => id)).toEqual(["a1", "a4"]);
    expect(refused).toEqual([
      expect.stringMatching(
        /^data\/decisions\.json: entry 2 \(a2\): invalid act\.kind: "explode"; expected acknowledge,/
      ),
      'data/decisions.json: entry 3: invalid decision: 7; expected an object with "id", "at", "by" and "act"',
      'data/decisions.json: entry 4 (a3): invalid at: "yesterday"; expected a time in UTC such as 2026-03-01T12:00:00Z'
    ]);
  });

  it("is refused as a whole where it is another file, or of another version", () => {
    expect(refusedOf("{")).toMatch(/^invalid JSON; expected/);
    expect(refusedOf("[]")).toMatch(/^invalid file: \[\]; expected an object with "format"/);
    expect(refusedOf('{"name": "package"}')).toMatch(/^no file of decisions; expected/);
    expect(refusedOf('{"format": "flowbook-decisions", "version": 2}')).toBe(
      "unknown version of the format: 2; expected 1"
    );
    expect(refusedOf('{"format": "flowbook-decisions", "version": 1}')).toMatch(
      /^no list of decisions; expected/
    );
    const many = JSON.stringify({format: "flowbook-decisions", version: 1, decisions: Array(50_001).fill(1)});
    expect(refusedOf(many)).toBe("50001 decisions; expected at most 50000 in one file");
  });

  it("tells fifty refusals and counts the others", () => {
    const {refused} = parseDecisions(file(...Array(60).fill(null)));
    expect(refused.length).toBe(51);
    expect(refused[50]).toBe("10 more entries were refused");
  });

  it.each([
    [
      {kind: "block", address: "300.1.2.3", reason: "x"},
      'invalid address: "300.1.2.3"; expected an address or a range'
    ],
    [{kind: "block", address: "10.1", reason: "x"}, 'invalid address: "10.1"'],
    [{kind: "block", address: "203.0.113.7/33", reason: "x"}, 'invalid address: "203.0.113.7/33"'],
    [{kind: "block", address: "203.0.113.7"}, "missing reason; expected a text of 1 to 1000 characters"],
    [{kind: "block", address: "203.0.113.7", reason: "a\u001b[2Jb"}, "invalid reason"],
    [
      {kind: "block", address: "203.0.113.7", reason: "x", expires: "2026-02-31"},
      'invalid expires: "2026-02-31"'
    ],
    [{kind: "block", address: "203.0.113.7", reason: "x", expires: 5}, "invalid expires: 5"],
    [
      {kind: "suppress", match: {}, reason: "x"},
      "invalid match: {}; expected an object with at least one of"
    ],
    [{kind: "suppress", match: {source: "x"}, reason: "x"}, 'invalid field of match: "source"'],
    [{kind: "suppress", match: {address: "all"}, reason: "x"}, 'invalid match.address: "all"'],
    [{kind: "tag", target: star.act.target, tag: "a\nb"}, "invalid tag"],
    [
      {kind: "tag", target: {kind: "host", id: "x"}, tag: "a"},
      'invalid target.kind: "host"; expected alert, incident, campaign or source'
    ],
    [{kind: "star", target: {kind: "source", id: "localhost"}}, 'invalid target.id: "localhost"'],
    [{kind: "note", target: star.act.target, text: "x".repeat(4001)}, "invalid text"],
    [{kind: "mark", from: "2026-03-02T00:00:00Z", to: "2026-03-01T00:00:00Z", text: "x"}, "invalid to"],
    [{kind: "save", what: "view", name: "x", address: "javascript:alert(1)"}, "invalid address"],
    [{kind: "save", what: "view", name: "x", address: "//evil.example/alerts.html"}, "invalid address"],
    [{kind: "save", what: "view", name: "x", address: "https://evil.example"}, "invalid address"],
    [{kind: "save", what: "view", name: "x", address: "../other/alerts.html"}, "invalid address"],
    [{kind: "undo", decision: "<img src=x>"}, "invalid decision"],
    [{kind: "constructor"}, 'invalid act.kind: "constructor"'],
    [null, "invalid act: null; expected an object"]
  ])("refuses the act %j", (value, expected) => {
    const {decisions, refused} = parseDecisions(act(value));
    expect(decisions).toEqual([]);
    expect(refused[0]).toContain(`entry 1 (a1): ${expected}`);
  });

  it("spells addresses and times in one way, takes a day until its end, and drops fields that it does not know", () => {
    const {decisions} = parseDecisions(
      file(
        {
          ...star,
          at: "2026-03-01T12:00Z",
          more: 1,
          act: {kind: "block", address: "203.0.113.99/24", reason: " a\r\nb ", expires: "2026-12-31", more: 2}
        },
        {...star, id: "a2", act: {kind: "unblock", address: "2001:DB8:0:0::1/32"}},
        {...star, id: "a3", act: {kind: "save", what: "search", name: "x", address: "./hunt.html?q=a"}}
      )
    );
    expect(decisions.map(decision => decision.act)).toEqual([
      {kind: "block", address: "203.0.113.0/24", reason: "a\nb", expires: "2027-01-01T00:00:00.000Z"},
      {kind: "unblock", address: "2001:db8::/32"},
      {kind: "save", what: "search", name: "x", address: "hunt.html?q=a"}
    ]);
    expect(decisions[0]).toEqual({...decisions[0], id: "a1", at: "2026-03-01T12:00:00.000Z", by: "analyst"});
    expect(Object.keys(decisions[0] ?? {})).toEqual(["id", "at", "by", "act"]);
  });

  it("takes no decision from the future, which would outlast all that are made now", () => {
    const {decisions, refused} = parseDecisions(file(star), {latest: Date.UTC(2026, 1, 1)});
    expect(decisions).toEqual([]);
    expect(refused[0]).toMatch(/invalid at: .* not in the future/);
  });

  it("says so where two entries of one id differ, and takes equal ones as one", () => {
    const {decisions, refused} = parseDecisions(file(star, star, {...star, by: "somebody else"}));
    expect(decisions.length).toBe(1);
    expect(refused).toEqual(["entry 3 (a1): an entry before has the same id and says something else"]);
  });

  it("may begin with a byte order mark", () => {
    expect(parseDecisions(`\ufeff${file(star)}`).decisions.length).toBe(1);
  });
});

describe("merging", () => {
  it("changes nothing the second time, and does not depend on how trails are put together", () => {
    fc.assert(
      fc.property(arbitraryDecisions, fc.nat(31), fc.nat(31), (decisions, i, j) => {
        // Two people's trails, with a part in common.
        const [one, other] = [decisions.slice(0, Math.max(i, j)), decisions.slice(Math.min(i, j))];
        const merged = mergeDecisions(one, other);
        expect(merged).toEqual([...decisions].sort(compareDecisions));
        expect(mergeDecisions(merged, other)).toEqual(merged);
        expect(mergeDecisions(other, one)).toEqual(merged);
        expect(mergeDecisions(mergeDecisions(one), mergeDecisions(other, one))).toEqual(merged);
      })
    );
  });

  it("keeps what is known of an id", () => {
    const mine = {...star, by: "me"} as never;
    const theirs = {...star, by: "them"} as never;
    expect(mergeDecisions([mine], [theirs])).toEqual([mine]);
  });
});

describe("several files", () => {
  it("are one trail; what is wrong with one is said with its name and takes nothing from the others", () => {
    const {decisions, messages} = readDecisionFiles([
      {name: "data/decisions/a.json", text: "no JSON"},
      {name: "data/decisions/b.json", text: file(star, {...star, id: "b2", act: {}})},
      {name: "data/decisions/c.json", text: file({...star, by: "somebody else"}, {...star, id: "c1"})}
    ]);
    expect(decisions.map(({id, by}) => [id, by])).toEqual([
      ["a1", "analyst"],
      ["c1", "analyst"]
    ]);
    expect(messages).toEqual([
      expect.stringMatching(
        /^data\/decisions\/a\.json: invalid JSON; .*; mend it or take it out, the rest is obeyed$/
      ),
      expect.stringMatching(/^data\/decisions\/b\.json: entry 2 \(b2\): missing act\.kind; expected/),
      "data/decisions/c.json: decision a1 says something else in data/decisions/b.json, which is obeyed; take one of them out"
    ]);
  });
});
