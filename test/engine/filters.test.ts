import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Filter, filterFields, filterPairs, parseFilters} from "../../src/engine/filters.js";
import {formatSelection, parseSelection, whereClause} from "../../src/engine/selection.js";

const hour = 3_600_000;
const bounds = {data: {from: 0, to: 100 * hour}, default: {from: 0, to: 100 * hour}};
const read = (search: string) => {
  const problems: string[] = [];
  return {filters: parseFilters(new URLSearchParams(search), problems), problems};
};

describe("filters in a page's address", () => {
  it("let values in, and keep them out", () => {
    expect(read("country=CN,!US&port=22&user=!root&source=192.0.2.1,!192.0.2.2")).toEqual({
      filters: [
        {field: "source", value: "192.0.2.2", out: true},
        {field: "country", value: "CN", out: false},
        {field: "country", value: "US", out: true},
        {field: "port", value: "22", out: false},
        {field: "user", value: "root", out: true}
      ],
      problems: []
    });
  });

  it("take any user's name, marks and commas included", () => {
    const users: fc.Arbitrary<Filter> = fc.record({
      field: fc.constant("user" as const),
      value: fc.string({minLength: 1, maxLength: 40, unit: "grapheme"}),
      out: fc.boolean()
    });
    fc.assert(
      fc.property(fc.uniqueArray(users, {selector: f => `${f.out}${f.value}`, maxLength: 5}), filters => {
        const params = new URLSearchParams(filterPairs(filters));
        expect(parseFilters(params, [])).toEqual(filters);
      })
    );
  });

  it("are part of the selection, and survive its way through the address", () => {
    const search =
      "?source=192.0.2.1,!192.0.2.2&country=CN,!US&service=SSH&port=22,!23&user=root&hash=!d41d8cd98f00b204";
    const {selection, problems} = parseSelection(search, bounds);
    expect(problems).toEqual([]);
    expect(selection.sources).toEqual(["192.0.2.1"]);
    expect(parseSelection(formatSelection(selection, bounds), bounds).selection).toEqual(selection);
  });

  it("that make no sense are named, and change nothing", () => {
    const {filters, problems} = read("port=99999,22x&country=china&hash=<b>&service=a;b&destination=!'--");
    expect(filters).toEqual([]);
    expect(problems).toEqual([
      `invalid destination: "'--"; expected letters, digits, dots, colons and dashes`,
      `invalid country: "china"; expected a country's code such as CN`,
      `invalid service: "a;b"; expected letters, digits, dots, colons and dashes`,
      `invalid port: "99999"; expected a port from 0 to 65535`,
      `invalid port: "22x"; expected a port from 0 to 65535`,
      `invalid hash: "<b>"; expected 16 to 128 hexadecimal digits`
    ]);
  });

  it("never throw, whatever an address says", () => {
    fc.assert(
      fc.property(fc.constantFrom(...filterFields), fc.string({unit: "binary"}), (field, text) => {
        const {filters, problems} = read(new URLSearchParams({[field]: text}).toString());
        for (const filter of filters) expect(filter.value).not.toBe("");
        for (const problem of problems) expect(problem).toMatch(/^invalid /);
      })
    );
  });
});

describe("filters as SQL", () => {
  it("stand apart from their values", () => {
    const {selection} = parseSelection("?user=x' OR 1=1 --", bounds);
    const {sql, params} = whereClause(selection, {time: null});
    expect(sql).toBe("username IN (?)");
    expect(params).toEqual(["x' OR 1=1 --"]);
  });

  it("leave those fields alone that a table does not have", () => {
    const {selection} = parseSelection("?user=root&port=22", bounds);
    expect(whereClause(selection, {time: null, filters: ["port"]})).toEqual({
      sql: "destination_port::VARCHAR IN (?)",
      params: ["22"]
    });
  });
});
