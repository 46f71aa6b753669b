import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it, onTestFinished} from "vitest";
import {openDatabase} from "../../../data-loaders/database.js";
import {readTexts} from "../../../data-loaders/read-content.js";
import {findRuleHits} from "../../../src/engine/analysis/detect/find-rule-hits.js";
import {makeDirectory} from "../directory.js";

const progress = {stage() {}, update() {}, end() {}};

const rule = (title: string, more = "", test = "source_port: 22") => `title: ${title}
${more}logsource: {product: flowbook, category: event}
detection: {s: {${test}}, condition: s}
level: high
`;

async function find(files: Readonly<Record<string, string>>) {
  const directory = makeDirectory();
  mkdirSync(join(directory, "sub"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const database = await openDatabase(makeDirectory(), 1);
  onTestFinished(() => database.close());
  await database.run(`CREATE TABLE staged AS SELECT 'suricata' AS dataset, NULL::VARCHAR AS username, NULL::VARCHAR AS sensor,
    22 AS source_port FROM range(2)`);
  await database.run("CREATE VIEW logs AS SELECT rowid::INTEGER AS seq, * FROM staged");
  await database.run(`CREATE TABLE evidence
    (seq INTEGER, detector VARCHAR, rule VARCHAR, finding VARCHAR, reason VARCHAR, technique VARCHAR, level INTEGER)`);
  const {files: read} = await readTexts(directory, /\.yml$/);
  const totals = await findRuleHits(database, read, progress);
  const list = await database.rows(
    "SELECT rule_id, file, line, state, message FROM rule_list ORDER BY file, line"
  );
  return {database, directory, totals, list};
}

it("rules without an id, and those with another's, go by where they stand", async () => {
  const {database} = await find({
    "a.yml": rule("A"),
    "b.yml": rule("B", "id: 5f0c2f5e-53ab-4d0e-9d2c-0e6b1f0a7c11\n"),
    "sub/c.yml": rule("C", "id: 5f0c2f5e-53ab-4d0e-9d2c-0e6b1f0a7c11\n")
  });
  const found = await database.rows(
    "SELECT rule, finding, count(*) AS n FROM evidence GROUP BY ALL ORDER BY finding"
  );
  expect(found).toEqual([
    {rule: "a.yml:1", finding: "A", n: 2},
    {rule: "5f0c2f5e-53ab-4d0e-9d2c-0e6b1f0a7c11", finding: "B", n: 2},
    {rule: "sub/c.yml:1", finding: "C", n: 2}
  ]);
});

it("what is wrong with a rule is said with its place, and no path of this machine", async () => {
  const {totals, list, directory} = await find({
    "broken.yml":
      "title: Broken\nlogsource: {product: flowbook, category: event}\ndetection: {s: {source_port: 1}}\n",
    "unknown.yml": rule("Unknown", "", "sourceport: 1")
  });
  expect(list.map(({file, state}) => [file, state])).toEqual([
    ["broken.yml", "invalid"],
    ["unknown.yml", "invalid"]
  ]);
  const messages = [...totals.messages].sort();
  expect(messages).toHaveLength(2);
  expect(messages[0]).toMatch(/^data\/rules\/broken\.yml:\d+:\d+: .*condition/);
  expect(messages[1]).toMatch(/^data\/rules\/unknown\.yml:\d+:\d+: unknown field: "sourceport"/);
  expect(JSON.stringify([list, totals.messages])).not.toContain(directory);
});

it("a rule that asks for what cannot be done is not applicable where its log source is absent, as in `npm run rules`", async () => {
  const {totals, list} = await find({
    "windows.yml": `title: W
logsource: {product: windows, category: process_creation}
detection: {s: {Image|re: '(?<!a)b'}, condition: s}
`
  });
  expect(list).toMatchObject([{state: "not_applicable", message: "no Windows event logs in this data"}]);
  expect(totals).toMatchObject({rules: 1, notApplicable: 1, messages: []});
});
