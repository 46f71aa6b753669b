import {describe, expect, it} from "vitest";
import {whoLooks} from "../../../src/components/rules/AttackMatrix.js";
import {
  blindestTactics,
  coverageFinding,
  findCoverage,
  groupByTactic,
  type OtherCover,
  unknownTechniques
} from "../../../src/components/rules/coverage.js";
import {tactics} from "../../../src/engine/attack/tactics.js";
import {techniques} from "../../../src/engine/attack/techniques.js";
import {rule} from "./rules.js";

const naming = (technique: string, row: object = {}) =>
  rule({techniques: JSON.stringify([technique]), ...row});
const other = (technique: string, alerts: number, patterns: number | null = 1): OtherCover => ({
  detector: "payload",
  technique,
  patterns,
  alerts
});
const cover = (id: string, rules: Parameters<typeof findCoverage>[0], others: readonly OtherCover[] = []) =>
  findCoverage(rules, others).find(technique => technique.id === id);

describe("a technique", () => {
  it("is seen where a rule that looks for it, or for a part of it, hit something", () => {
    expect(cover("T1110", [naming("T1110.004", {hits: 2}), naming("T1110")])).toMatchObject({
      cover: "seen",
      rules: 2,
      seeing: 1,
      parts: ["004"]
    });
  });

  it("is silent where nobody who looks for it found anything", () => {
    expect(cover("T1110", [naming("T1110")], [other("T1110.001", 0)])).toMatchObject({
      cover: "silent",
      rules: 1,
      seeing: 0,
      others: ["payload"],
      parts: ["001"]
    });
  });

  it("is seen where only another detector found it", () => {
    expect(cover("T1110", [], [other("T1110", 4, null)])).toMatchObject({cover: "seen", rules: 0});
  });

  it("is blind where nothing looks though such data could show it, and hidden where they cannot", () => {
    expect(cover("T1110", [])?.cover).toBe("blind");
    expect(cover("T1012", [])?.cover).toBe("hidden");
  });

  it("is covered by no rule that does not run or whose hits are no findings", () => {
    const idle = [
      naming("T1110", {state: "not_applicable", hits: null}),
      naming("T1110", {state: "invalid", hits: null}),
      naming("T1110", {stands_alone: false, hits: 9})
    ];
    expect(cover("T1110", idle)?.cover).toBe("blind");
  });

  it("that was replaced counts for what replaced it", () => {
    expect(cover("T1685", [naming("T1562.001", {hits: 1})])).toMatchObject({cover: "seen", parts: []});
    expect(unknownTechniques([naming("T1562.001")], [])).toEqual([]);
  });
});

it("techniques that ATT&CK does not have are named, not dropped", () => {
  expect(unknownTechniques([naming("T9999.001"), naming("T1110")], [other("T9998", 0)])).toEqual([
    "T9998",
    "T9999.001"
  ]);
});

it("every tactic stands in order, and every technique in each of its tactics", () => {
  const found = findCoverage([], []);
  const grouped = groupByTactic(found);
  expect(grouped.map(({key}) => key)).toEqual(tactics.map(({key}) => key));
  for (const {id, tactics: own} of techniques.values()) {
    if (id.includes(".")) continue;
    const columns = grouped
      .filter(tactic => tactic.techniques.some(one => one.id === id))
      .map(({key}) => key);
    expect(columns, id).toEqual(own);
  }
  expect(new Set(found.map(({id}) => id)).size).toBe(found.length);
});

it("the sentence adds up", () => {
  const found = findCoverage([naming("T1110", {hits: 1}), naming("T1190")], []);
  const blind = found.filter(technique => technique.cover === "blind").length;
  expect(coverageFinding(found)).toMatch(
    new RegExp(`^2 of ${blind + 2} techniques .*, 1 were seen; for ${blind} the site is blind$`)
  );
  expect(blindestTactics(found)).toMatch(
    /^Most is blind in .+ \(\d+ of \d+\), .+ and .+\. A technique of several tactics stands under each/
  );
});

it("a cell says who looks", () => {
  expect(whoLooks({rules: 2, seeing: 1, others: ["payload", "beacon"]})).toBe(
    "2 rules, 1 hit; payload signature; beacon search"
  );
  expect(whoLooks({rules: 1, seeing: 0, others: []})).toBe("1 rule, none hit");
});
