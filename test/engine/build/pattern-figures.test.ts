import {DuckDBInstance} from "@duckdb/node-api";
import {beforeAll, expect, it} from "vitest";
import {namedTypesQuery, ruleFiguresQuery} from "../../../src/engine/build/pattern-figures.js";
import {inlineParams, type Query} from "../../../src/engine/sql.js";
import {tables} from "../../../src/engine/tables.js";

let rows: (query: Query) => Promise<Record<string, unknown>[]>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const {name, columns} of tables.filter(({name}) =>
    ["evaluation", "rules", "sequences"].includes(name)
  ))
    await connection.run(`CREATE TABLE ${name} (${columns.map(c => `"${c.name}" ${c.type}`).join(", ")})`);
  await connection.run(`
    INSERT INTO evaluation BY NAME SELECT 'event' AS family, 'as_built' AS protocol, 'sigma' AS detector, 'rule' AS slice_kind, * FROM (VALUES
      ('a', 'precision', 1.0, 10, 10), ('a', 'false_positive_rate', 0.0, 10, 10),
      ('b', 'precision', 0.5, 4, 2), ('b', 'false_positive_rate', 0.001, 4, 2),
      ('c', 'precision', NULL, 3, 0), ('c', 'false_positive_rate', 0.0, 3, 0),
      ('silent', 'precision', NULL, 0, 0), ('silent', 'false_positive_rate', 0.0, 0, 0)
    ) t(slice, measure, value, "rows", attacks)
  `);
  // Two rules may carry one id, and one may have gone since it was judged.
  await connection.run(
    "INSERT INTO rules BY NAME FROM (VALUES ('a', 'Rule A', 'high'), ('b', 'Rule B', 'low'), ('b', 'Rule B again', 'low')) t(rule_id, title, level)"
  );
  await connection.run(`
    INSERT INTO sequences BY NAME FROM (VALUES
      ('ports', true, 'DoS', 0.2, 0), ('ports', true, 'DoS', 0.6, 2), ('ports', true, 'DoS', 0.9, 0), ('events', true, 'DoS', 0.5, 1),
      ('ports', false, NULL, NULL, 0), ('commands', NULL, 'Malware', 0.9, 0)
    ) t(kind, challenger_attack, challenger_type, challenger_type_confidence, level)
  `);
  rows = async query => (await connection.runAndReadAll(inlineParams(query))).getRowObjectsJson();
});

it("rules that hit something come with their title, the least precise first, those of no precision last", async () => {
  const found = await rows(ruleFiguresQuery);
  expect(
    found.map(row => [
      row.rule,
      row.title,
      row.level,
      Number(row.hits),
      row.precision,
      row.false_positive_rate
    ])
  ).toEqual([
    ["b", "Rule B", "low", 4, 0.5, 0.001],
    ["a", "Rule A", "high", 10, 1, 0],
    ["c", "c", null, 3, null, 0]
  ]);
});

it("types are counted where the network sees an attack: not in honeypots, of which it is not asked", async () => {
  const found = await rows(namedTypesQuery);
  expect(
    found.map(row => [row.type, row.kind, Number(row.sequences), Number(row.raised), row.confidence])
  ).toEqual([
    ["DoS", "ports", 3, 1, 0.6],
    ["DoS", "events", 1, 1, 0.5]
  ]);
});
