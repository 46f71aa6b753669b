import fc from "fast-check";
import {expect, it} from "vitest";
import {columnKind, planChart} from "../../../src/engine/notebook/chart.js";
import {readChartSpec} from "../../../src/engine/notebook/chart-spec.js";
import {readInput} from "../../../src/engine/notebook/input.js";

const columns = [
  {name: "hour", type: "TIMESTAMP_MS"},
  {name: "events", type: "BIGINT"},
  {name: "share", type: "DECIMAL(18,3)"},
  {name: "Country", type: "VARCHAR"}
];

/** What is wrong with a chart, first with what is written, then with its columns. */
function problemsOf(spec: object): readonly string[] {
  const read = readChartSpec(JSON.stringify(spec));
  return read.spec === null ? read.problems : planChart(read.spec, columns).problems;
}

const bar = {mark: "bar", data: "a", x: "hour", y: "events"};

it("a chart finds its columns whatever their case, and takes the scales that fit their types", () => {
  const {spec} = readChartSpec(JSON.stringify({...bar, fill: "country", title: "T"}));
  expect(spec && planChart(spec, columns).chart).toMatchObject({
    x: {field: "hour", kind: "time", scale: "time", label: "hour"},
    y: {field: "events", kind: "number", scale: "linear"},
    fill: {field: "Country", kind: "category", scale: "category"},
    title: "T"
  });
});

it.each([
  [[], /an object/],
  [{...bar, mark: "pie"}, /"mark" must be one of bar, line, area, dot, cell, tick, rule, text/],
  [{mark: "bar", x: "hour", y: "events"}, /"data" must be the name of a query/],
  [{...bar, onclick: "alert(1)"}, /a chart has no "onclick"; it has mark, data, x,/],
  [{mark: "bar", data: "a", x: "hour"}, /a bar needs "y"/],
  [{mark: "rule", data: "a"}, /a rule needs "x" or "y"/],
  [{...bar, x: {field: "hour", zoom: 1}}, /"x" has no "zoom"/],
  [{...bar, x: 5}, /"x" must be the name of a column/],
  [{...bar, y: {field: "events", scale: "wide"}}, /"scale" of "y" must be one of linear, log/],
  [{...bar, x: {field: "hour", sort: "z"}}, /"sort" of "x" must be one of x, -x, y, -y, data/],
  [{...bar, size: "events"}, /"size" is for dots/],
  [{...bar, height: 1e9}, /"height" must be a number from 60 to 1200/],
  [{...bar, y: "nope"}, /“a” has no column “nope” for "y"; it has hour, events, share, Country/],
  [{...bar, y: "country"}, /a bar needs numbers on "x" or "y"/],
  [{mark: "line", data: "a", x: "events", y: "country"}, /a line needs numbers/],
  [{...bar, y: {field: "country", scale: "log"}}, /"y" has a log scale, and “Country” is VARCHAR/],
  [{...bar, x: {field: "events", scale: "time"}}, /"x" has a scale of time, and “events” is BIGINT/],
  [{...bar, fill: {field: "hour", scale: "linear"}}, /"fill" takes no times/],
  [{...bar, mark: "dot", size: "country"}, /"size" needs numbers/]
])("of %j it is said what is wrong", (spec, problem) => {
  expect(problemsOf(spec).join("; ")).toMatch(problem);
});

it("whatever is written is a chart or is refused with a sentence, never an error", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), source => {
      const {spec, problems} = readChartSpec(source);
      expect(spec === null).toBe(problems.length > 0);
      const read = readInput(source, "x");
      expect(read.input === null).toBe(read.problem !== null);
    })
  );
});

it("types of DuckDB are numbers, times or categories", () => {
  const kinds = [
    "HUGEINT",
    "UINTEGER",
    "DECIMAL(4,1)",
    "FLOAT",
    "DATE",
    "TIMESTAMP",
    "TIME",
    "BOOLEAN",
    "INTEGER[]"
  ];
  expect(kinds.map(columnKind)).toEqual([
    ...Array(4).fill("number"),
    ...Array(2).fill("time"),
    ...Array(3).fill("category")
  ]);
});

it.each([
  ['{"type": "range"}', '"type" must be one of text, number, slider, select, checkbox, dates'],
  ['{"type": "text", "onfocus": "x"}', 'an input of type text has no "onfocus"; it has type, label, value'],
  ['{"type": "slider", "min": 5, "max": 5}', '"min" must be below "max"'],
  ['{"type": "slider", "value": 500}', '"value" must lie between "min" and "max"'],
  ['{"type": "number", "value": "1"}', '"value" must be a number'],
  [
    '{"type": "select"}',
    'a select needs either "options", a list, or "from", the name of a result, and "column"'
  ],
  ['{"type": "select", "options": [{}]}', '"options" must be texts or numbers'],
  ['{"type": "dates", "value": {"from": "March"}}', 'days are written like "2026-03-01"'],
  ['{"type": "dates", "value": {"from": "2026-03-02", "to": "2026-03-01"}}', '"from" must be before "to"']
])("of the input %s it is said what is wrong", (source, problem) => {
  expect(readInput(source, "x")).toEqual({input: null, problem});
});
