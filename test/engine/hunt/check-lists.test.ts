import {describe, expect, it} from "vitest";
import {createCampus} from "../../../src/engine/campus.js";
import {createListChecker} from "../../../src/engine/hunt/check-lists.js";
import {checkMany, mostLines} from "../../../src/engine/hunt/check-many.js";
import {listDate} from "../../../src/engine/hunt/list-date.js";
import {recogniseTerm} from "../../../src/engine/hunt/recognise-term.js";

const files = [
  {
    name: "feed.csv",
    text: "# Last updated: 2026-02-03 10:20:30 (UTC)\nindicator,kind,comment\nevil.example,domain,control server\n8.0.0.0/9,network,wide\n8.8.4.9,address,one\nhttp://bad.example/x,url,\n11111111111111111111111111111111,ja3,client\n"
  },
  {name: "plain.txt", text: "# example: for a simulation\n8.8.4.9 # again\nevil.example\n"}
];
const campus = createCampus({
  name: "Campus",
  country: null,
  timeZone: "UTC",
  businessHours: {days: [0, 1, 2, 3, 4], from: 9, to: 17},
  sites: [{name: "Site", prefixes: ["8.7.0.0/16"], latitude: null, longitude: null}],
  files: [],
  fallbackCountries: []
});
const checker = createListChecker(files, {campus});

function check(text: string) {
  const term = recogniseTerm(text);
  if (term === null) throw new Error("no term");
  return checker.check(term).map(({list, line, entry, how}) => `${list.list}:${line} ${entry} ${how}`);
}

describe("lists", () => {
  it("say which of them, which line and how", () => {
    expect(check("8.8.4.9")).toEqual(["feed:5 8.8.4.9 exact", "plain:2 8.8.4.9 exact"]);
    expect(check("8.8.4.10")).toEqual(["feed:4 8.0.0.0/9 covering network"]);
    expect(check("a.b.evil[.]example")).toEqual([
      "feed:3 evil.example parent domain",
      "plain:3 evil.example parent domain"
    ]);
    expect(check("https://bad.example/x")).toEqual(["feed:6 bad.example/x exact"]);
    expect(check("http://evil.example/y")).toEqual([
      "feed:3 evil.example host of the URL",
      "plain:3 evil.example host of the URL"
    ]);
    expect(check("http://www.evil.example/y")[0]).toBe("feed:3 evil.example parent domain of the URL's host");
    expect(check("http://8.9.9.9/y")).toEqual(["feed:4 8.0.0.0/9 network of the URL's host"]);
    expect(check("1".repeat(32))).toEqual([`feed:7 ${"1".repeat(32)} exact`]);
    expect(check("notevil.example")).toEqual([]);
  });

  it("say of a network what is in it, and what holds it", () => {
    expect(check("8.8.4.0/24")).toEqual([
      "feed:4 8.0.0.0/9 covering network",
      "feed:5 8.8.4.9 within the network",
      "plain:2 8.8.4.9 within the network"
    ]);
    expect(check("8.0.0.0/9")[0]).toBe("feed:4 8.0.0.0/9 exact");
  });

  it("never name the campus's own, and say why", () => {
    expect(check("8.7.1.2")).toEqual([]);
    const term = recogniseTerm("8.7.1.2");
    expect(term && checker.refused(term)).toBe("within your own Site");
  });

  it("know when they were made, where they say so, and whether they apply", () => {
    expect(checker.lists.map(({list, made, applied}) => ({list, made, applied}))).toEqual([
      {list: "feed", made: "2026-02-03 10:20", applied: true},
      {list: "plain", made: null, applied: false}
    ]);
    expect(listDate('{"Event": {"date": "2025-12-31", "Attribute": []}}')).toBe("2025-12-31");
    expect(listDate("# for 2026-02-03 see elsewhere\nx\n")).toBeNull();
  });
});

describe("many at once", () => {
  it("are read line by line, without comments, blank lines and repetitions", () => {
    const {lines, left, repeated} = checkMany(
      '# a report\n8.8.4.9\n\n8[.]8[.]4[.]9\n"evil.example",domain,why\nnothing to see here\n',
      checker
    );
    expect(lines.map(({line, term, hits}) => [line, term?.value ?? null, hits.length])).toEqual([
      [2, "8.8.4.9", 2],
      [5, "evil.example", 2],
      [6, null, 0]
    ]);
    expect({left, repeated}).toEqual({left: 0, repeated: 1});
  });

  it("are cut after ten thousand", () => {
    const text = Array.from(
      {length: mostLines + 7},
      (_, i) => `9.${i >> 16}.${(i >> 8) & 255}.${i & 255}`
    ).join("\n");
    const {lines, left} = checkMany(text, checker);
    expect(lines).toHaveLength(mostLines);
    expect(left).toBe(7);
  });
});
