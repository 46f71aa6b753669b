import {readdirSync, readFileSync} from "node:fs";
import {DuckDBInstance} from "@duckdb/node-api";
import {afterAll, describe, expect, it} from "vitest";
import {createLogsOfStaged} from "../../../src/engine/build/logs.js";
import {compileRules} from "../../../src/engine/sigma/compile/compile-rules.js";
import {readRules} from "../../../src/engine/sigma/read-rules.js";
import {details, events} from "../../../src/engine/tables.js";
import {insertCase, readCases} from "./rule-cases.js";

const folder = new URL("../../../data/rules/", import.meta.url);
const namesIn = (url: URL) =>
  readdirSync(url)
    .filter(file => file.endsWith(".yml"))
    .map(file => file.slice(0, -".yml".length))
    .sort();
const textOf = (path: string) => readFileSync(new URL(path, folder), "utf8");
const names = namesIn(folder);
const files = names.map(name => ({name, ...readRules(textOf(`${name}.yml`), `${name}.yml`)}));

const columns = new Map([...events.columns, ...details.columns].map(({name, type}) => [name, type]));
const countries = ["source_country VARCHAR", "destination_country VARCHAR"];
const instance = await DuckDBInstance.create(":memory:", {threads: "1"});
const database = await instance.connect();
await database.run(
  `CREATE TABLE staged (${[...Array.from(columns, ([name, type]) => `${name} ${type}`), ...countries].join(", ")})`
);
await database.run(
  createLogsOfStaged({
    timeZone: "America/New_York",
    businessHours: {days: [0, 1, 2, 3, 4], from: 9, to: 17},
    country: "US",
    from: Date.UTC(2026, 0),
    to: Date.UTC(2027, 0)
  })
);
afterAll(() => {
  database.closeSync();
  instance.closeSync();
});

async function seqs(sql: string): Promise<unknown[]> {
  const rows = (await database.runAndReadAll(sql)).getRows();
  return rows.map(row => row[0]);
}

it("has a test for every rule, and a rule for every test", () => {
  expect(names.length).toBeGreaterThan(0);
  expect(namesIn(new URL("tests/", folder))).toEqual(names);
});

it("gives every rule a title, a name and an id of its own", () => {
  const rules = files.flatMap(file => file.rules);
  const ids = rules.map(rule => rule.id);
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  for (const id of ids) expect(id).toMatch(uuid);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(rules.map(rule => rule.name)).size).toBe(rules.length);
  // Base rules may share a title; those that stand for themselves are told apart by it.
  const titles = files.map(file => file.rules.at(-1)?.title);
  expect(new Set(titles).size).toBe(titles.length);
});

it("compiles all rules together as it compiles each file", () => {
  const apart = files.flatMap(file => compileRules(file.rules));
  expect(compileRules(files.flatMap(file => file.rules))).toEqual(apart);
});

describe.each(files)("$name", ({name, rules, errors, unrelated}) => {
  const rule = rules.at(-1);
  const compiled = compileRules(rules).at(-1);

  it("reads and compiles without a remark", () => {
    expect(errors).toEqual([]);
    expect(unrelated).toBe(0);
    for (const one of compileRules(rules)) expect(one).toMatchObject({state: "compiled"});
    expect(compiled).toMatchObject({notes: []});
  });

  it("says what it finds, how sure that is and where to read on", () => {
    expect(rule?.name).toBe(name);
    expect(rule?.author).toBe("Flowbook");
    expect(rule?.description).toMatch(/^[A-Z].+\.$/s);
    expect(rule?.falsePositives.length).toBeGreaterThan(0);
    expect(rule?.tags.join(" ")).toMatch(/attack\.[a-z][a-z-]+ /);
    expect(rule?.tags.join(" ")).toMatch(/attack\.t\d{4}/);
    expect(rule?.references.join(" ")).toContain("https://attack.mitre.org/techniques/T");
    expect(["low", "medium", "high", "critical"]).toContain(rule?.level);
    // What a correlation is made of says nothing by itself.
    for (const base of rules.slice(0, -1)) expect(base.level).toBe("informational");
    if (rules.length > 1) expect(rule).toMatchObject({kind: "correlation", generate: false});
  });

  it.each(readCases(textOf(`tests/${name}.yml`), `tests/${name}.yml`))(
    "$title",
    async ({title, matches, events}) => {
      if (compiled?.state !== "compiled") throw new Error(`${name} does not compile`);
      await database.run("DELETE FROM staged");
      await database.run(insertCase({title, matches, events}));
      const hits = await seqs(`SELECT seq FROM (${compiled.sql}) ORDER BY seq`);
      const all = await seqs("SELECT seq FROM logs ORDER BY seq");
      if (!matches) expect(hits).toEqual([]);
      else if (rule?.kind === "event") expect(hits).toEqual(all);
      // A correlation is complete with the last event, and may have been before.
      else expect(hits).toContain(all.at(-1));
    }
  );
});
