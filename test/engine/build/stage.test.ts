import {DuckDBInstance} from "@duckdb/node-api";
import {beforeEach, describe, expect, it} from "vitest";
import {createAlerts, fillReasons, selectAlerts} from "../../../src/engine/build/alerts.js";
import {createApplications, createUsers, selectBlocks} from "../../../src/engine/build/event-blocks.js";
import {createEvents, selectDetails, selectEvents} from "../../../src/engine/build/events.js";
import {
  createSources,
  selectGeography,
  selectServices,
  selectTimeline
} from "../../../src/engine/build/rollups.js";
import {selectSessions} from "../../../src/engine/build/sessions.js";
import {createStaged, selectAddresses, selectNoneParsed, selectRaw} from "../../../src/engine/build/stage.js";
import {createEvidence, selectSuspects} from "../../../src/engine/detect/evidence.js";
import {createSequences} from "../../../src/engine/detect/sequences/publish-queries.js";
import {rawShards} from "../../../src/engine/tables.js";

type Row = Record<string, unknown>;

let run: (sql: string) => Promise<unknown>;
let rows: (sql: string) => Promise<Row[]>;

beforeEach(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  run = sql => connection.run(sql);
  rows = async sql =>
    (await connection.runAndReadAll(sql))
      .getRowObjectsJS()
      .map(row =>
        Object.fromEntries(Object.entries(row).map(([k, v]) => [k, typeof v === "bigint" ? Number(v) : v]))
      );
  await run("CREATE TABLE files (number INTEGER, source_file VARCHAR, origin VARCHAR)");
  await run(`CREATE TABLE parsed AS ${selectNoneParsed}`);
  await run("INSERT INTO files VALUES (0, 'a.log', NULL), (1, 'b.log', NULL)");
});

/** Adds parsed events; `second` counts into 2026. Their ids are `e<n>` in order of insertion. */
async function parsed(...events: readonly string[]) {
  for (const [i, values] of events.entries()) {
    await run(`
      INSERT INTO parsed BY NAME
      SELECT * EXCLUDE (second), (TIMESTAMP '2026-01-01' + second * INTERVAL 1 SECOND)::TIMESTAMP_MS AS event_time,
        (TIMESTAMP '2026-01-01' + second * INTERVAL 1 SECOND)::TIMESTAMP_MS AS logged_time
      FROM (SELECT 'e${i}' AS event_id, 0 AS file, ${i} AS record, 0 AS part, 'raw' AS raw, 'unknown' AS direction,
        'recorded' AS origin, ${values})`);
  }
}

/** Everything between parsing and publishing, with campus addresses 10.*, and no scores but those given. */
async function build(scores = "SELECT 0 AS seq, 0.5::DOUBLE AS anomaly_score, 0 AS level WHERE false") {
  await run(`
    CREATE TABLE places AS
    SELECT (row_number() OVER (ORDER BY address) - 1)::INTEGER AS id, address,
      CASE WHEN address LIKE '10.%' THEN 'Campus' END AS site, address LIKE '10.%' AS is_private, 'database' AS place_from,
      NULL::VARCHAR AS continent, 'CA' AS country_code, 'Canada' AS country, NULL::VARCHAR AS region, NULL::VARCHAR AS city,
      1::DOUBLE AS latitude, 2::DOUBLE AS longitude, false AS suspect
    FROM (${selectAddresses}) WHERE address IS NOT NULL`);
  for (const sql of [...createStaged(), createEvidence, createUsers, createApplications]) await run(sql);
  await run(`UPDATE places SET suspect = true WHERE address IN (${selectSuspects})`);
  await run(
    `CREATE TABLE scores AS SELECT *, anomaly_score AS forest_score, 'isolation_forest' AS detector FROM (${scores})`
  );
  for (const sql of [...createEvents(), createAlerts, createSources, createSequences]) await run(sql);
}

const ssh = (type: string, at: number, source = "192.0.2.1") =>
  `'authlog' AS dataset, '${type}' AS event_type, ${at} AS second, '${source}' AS source_ip, '${source}' AS attacker_ip, 'u' AS username`;
const findings = () =>
  rows("SELECT event_id, finding, level FROM evidence JOIN events USING (seq) ORDER BY seq");

describe("staging", () => {
  it("runs all of its SQL on no events at all", async () => {
    await build();
    const selects = [
      selectBlocks(),
      selectEvents,
      selectDetails,
      selectAlerts,
      selectTimeline,
      selectGeography
    ];
    for (const sql of [...selects, selectServices, selectSessions, "FROM sources", selectRaw(0)])
      expect(await rows(sql)).toEqual([]);
  });

  it("orders by time logged, then file, then record, then part", async () => {
    const event = (at: number, file: number, record: number, part: number) =>
      `'iscx' AS dataset, 'flow' AS event_type, ${at} AS second, ${file} AS file_, ${record} AS record_, ${part} AS part_`;
    await run("ALTER TABLE parsed ADD COLUMN file_ INTEGER");
    await run("ALTER TABLE parsed ADD COLUMN record_ INTEGER");
    await run("ALTER TABLE parsed ADD COLUMN part_ INTEGER");
    await parsed(
      event(5, 1, 1, 0),
      event(5, 0, 2, 1),
      event(5, 0, 2, 0),
      event(5, 0, 1, 0),
      event(1, 1, 9, 0)
    );
    await run("UPDATE parsed SET file = file_, record = record_, part = part_");
    await build();
    const ordered = ["e4", "e3", "e2", "e1", "e0"];
    expect((await rows(selectEvents)).map(row => row.event_id)).toEqual(ordered);
    expect((await rows("SELECT event_id FROM staged ORDER BY rowid")).map(row => row.event_id)).toEqual(
      ordered
    );
    expect((await rows("SELECT seq FROM events ORDER BY seq")).map(row => row.seq)).toEqual([0, 1, 2, 3, 4]);
  });

  it("decides directions by campus prefixes, and by the source's word where neither end is on campus", async () => {
    const flow = (from: string, to: string) =>
      `'iscx' AS dataset, 'flow' AS event_type, 0 AS second, '${from}' AS source_ip, '${to}' AS destination_ip`;
    await parsed(
      flow("10.0.0.1", "10.0.0.2"),
      flow("10.0.0.1", "192.0.2.1"),
      flow("192.0.2.1", "10.0.0.1"),
      flow("192.0.2.1", "192.0.2.2")
    );
    await build();
    const found = await rows("SELECT direction FROM events ORDER BY seq");
    expect(found.map(row => row.direction)).toEqual(["internal", "outbound", "inbound", "unknown"]);
  });

  it("keeps on campus what a server's own log calls inbound and a campus address sent", async () => {
    const request = (from: string) =>
      `'weblog' AS dataset, 'http' AS event_type, 0 AS second, '${from}' AS source_ip`;
    await parsed(request("10.0.0.1"), request("192.0.2.1"));
    await run("UPDATE parsed SET direction = 'inbound'");
    await build();
    const found = await rows("SELECT direction FROM events ORDER BY seq");
    expect(found.map(row => row.direction)).toEqual(["internal", "inbound"]);
  });

  it("believes plain lines that name an attack as it believes a sensor, and counts their failed logins", async () => {
    const line = (type: string, address: string, signature: string | null) =>
      `'textlog' AS dataset, '${type}' AS event_type, 0 AS second, '${address}' AS source_ip, '${address}' AS attacker_ip,
      ${signature === null ? "NULL" : `'${signature}'`} AS signature`;
    await parsed(
      line("login.failed", "192.0.2.1", "Repeated failed logins"),
      line("alert", "192.0.2.2", "Port scan"),
      line("alert", "192.0.2.3", "Malware"),
      line("login.failed", "192.0.2.4", null),
      line("message", "192.0.2.5", null)
    );
    await build();
    expect(await rows("SELECT detector, finding, technique, level FROM evidence ORDER BY seq")).toEqual([
      {detector: "signature", finding: "Repeated failed logins", technique: "T1110", level: 2},
      {detector: "signature", finding: "Port scan", technique: "T1046", level: 2},
      {detector: "signature", finding: "Malware", technique: null, level: 2},
      {detector: "login", finding: "Passwords tried by a stranger", technique: "T1110", level: 1}
    ]);
    expect(await rows("SELECT address FROM places WHERE suspect ORDER BY address")).toHaveLength(4);
  });

  it("marks a simulated input's events as simulated", async () => {
    await parsed(ssh("login.failed", 0));
    await run("CREATE TABLE places (id INTEGER, address VARCHAR, site VARCHAR, country_code VARCHAR)");
    await run("UPDATE files SET origin = 'simulated'");
    for (const sql of createStaged()) await run(sql);
    expect(await rows("SELECT origin FROM staged")).toEqual([{origin: "simulated"}]);
  });

  it("puts every raw record into exactly one shard", async () => {
    await parsed(...Array.from({length: 16}, (_, i) => ssh("login.failed", i)));
    await run("UPDATE parsed SET event_id = format('{:x}', record) || '00'");
    const shards = await Promise.all(Array.from({length: rawShards}, (_, i) => rows(selectRaw(i))));
    expect(shards.flat().length).toBe(16);
    expect(shards.every(shard => shard.length === 2)).toBe(true);
  });
});

describe("evidence", () => {
  it("notes failed logins of addresses from outside that never log in, and takes those for no benign reference", async () => {
    const user = "192.0.2.20";
    await parsed(
      ssh("login.failed", 0, "192.0.2.9"),
      ssh("login.failed", 5, user),
      ssh("login.accepted", 9, user),
      ssh("login.failed", 20, "10.0.0.1")
    );
    await build();
    expect(await findings()).toEqual([{event_id: "e0", finding: "Passwords tried by a stranger", level: 1}]);
    expect((await rows(selectSuspects)).map(row => row.address)).toEqual(["192.0.2.9"]);
  });

  it("believes a sensor's own rule, whatever its name holds", async () => {
    const alert = (signature: string, severity: number) =>
      `'suricata' AS dataset, 'alert' AS event_type, ${severity} AS second, ${signature} AS signature, ${severity} AS signature_severity`;
    await parsed(alert("'it''s <b>'", 1), alert("NULL", 3), alert("'informational'", 4));
    await build();
    expect(await findings()).toEqual([
      {event_id: "e0", finding: "it's <b>", level: 3},
      {event_id: "e1", finding: "unnamed signature", level: 1}
    ]);
  });

  it("takes a sensor's rule about policy for a low finding, whatever its priority, and nobody for a suspect by it", async () => {
    await parsed(
      `'suricata' AS dataset, 'alert' AS event_type, 0 AS second, 'P2P' AS signature, 1 AS signature_severity,
       'Potential Corporate Privacy Violation' AS signature_category, '192.0.2.1' AS attacker_ip`
    );
    await build();
    expect(await findings()).toEqual([{event_id: "e0", finding: "P2P", level: 1}]);
    expect(await rows(selectSuspects)).toEqual([]);
  });

  it("holds nobody for benign who touched a honeypot", async () => {
    await parsed(
      "'cowrie' AS dataset, 'cowrie.session.connect' AS event_type, 0 AS second, '192.0.2.5' AS source_ip, '192.0.2.5' AS attacker_ip",
      ssh("login.accepted", 1, "192.0.2.5"),
      ssh("login.accepted", 2, "192.0.2.6")
    );
    await build();
    expect((await rows(selectBlocks())).map(row => row.reference)).toEqual([0, 0, 1]);
  });
});

describe("alerts", () => {
  it("are one per finding, attacker and hour, told by the strongest event, with ids that other events do not change", async () => {
    const cowrie = (type: string, at: number) =>
      `'cowrie' AS dataset, '${type}' AS event_type, ${at} AS second, '192.0.2.1' AS source_ip, '192.0.2.1' AS attacker_ip`;
    const visit = [
      cowrie("cowrie.login.failed", 10),
      cowrie("cowrie.session.file_download", 20),
      cowrie("cowrie.login.failed", 4000)
    ];
    await parsed(...visit);
    await build();
    const alerts = await rows(selectAlerts);
    expect(alerts.map(a => [a.event_id, a.event_count, a.finding, a.severity])).toEqual([
      ["e1", 2, "File delivered to a honeypot", "medium"],
      ["e2", 1, "Passwords tried on a honeypot", "low"]
    ]);
    const ids = alerts.map(a => a.alert_id);
    expect(new Set(ids).size).toBe(2);
    for (const table of [
      "parsed",
      "places",
      "staged",
      "evidence",
      "users",
      "applications",
      "scores",
      "events",
      "alerts",
      "sources",
      "sequences"
    ])
      await run(`DROP TABLE ${table}`);
    await run(`CREATE TABLE parsed AS ${selectNoneParsed}`);
    await parsed(...visit, cowrie("cowrie.login.failed", 11), ssh("login.failed", 5, "192.0.2.7"));
    await build();
    const more = await rows(selectAlerts);
    expect(more.map(a => a.alert_id)).toEqual(expect.arrayContaining(ids));
    expect(more.length).toBe(3);
  });

  it("come of scores only where these have a level", async () => {
    const flow = "'iscx' AS dataset, 'flow' AS event_type, '192.0.2.1' AS attacker_ip";
    await parsed(`${flow}, 0 AS second`, `${flow}, 7200 AS second`);
    await build(
      "SELECT * FROM (VALUES (0, 0.9::DOUBLE, 3), (1, 0.9::DOUBLE, 0)) v(seq, anomaly_score, level)"
    );
    const found = await rows("SELECT event_id, detector, severity, anomaly_score FROM alerts");
    expect(found).toEqual([
      {event_id: "e0", detector: "isolation_forest", severity: "high", anomaly_score: 0.9}
    ]);
    expect(await rows("SELECT severity FROM events ORDER BY seq")).toEqual([
      {severity: "high"},
      {severity: "none"}
    ]);
  });

  it("of a score are named by what was reached for, and get their reason from who explains the score", async () => {
    await parsed(
      `${ssh("session.opened", 3 * 3600)}, 'SSH' AS app_protocol`,
      "'suricata' AS dataset, 'flow' AS event_type, 9 AS second, '192.0.2.3' AS attacker_ip, 'DNS' AS app_protocol"
    );
    await build("SELECT seq::INTEGER AS seq, 0.6::DOUBLE AS anomaly_score, 1 AS level FROM range(2) t(seq)");
    await run("CREATE TABLE reasons AS SELECT seq, 'because ' || seq AS reason FROM alerts");
    await run(fillReasons);
    await run("DROP TABLE reasons");
    expect(await rows("SELECT finding, reason FROM alerts ORDER BY seq")).toEqual([
      {finding: "Unusual DNS flow", reason: "because 0"},
      {finding: "Unusual SSH session", reason: "because 1"}
    ]);
  });

  it("stand by severity, then the rarer finding first", async () => {
    const signature = (name: string, attacker: number) =>
      `'suricata' AS dataset, 'alert' AS event_type, 0 AS second, '192.0.2.${attacker}' AS attacker_ip,
       '${name}' AS signature, 2 AS signature_severity`;
    await parsed(signature("often", 1), signature("often", 2), signature("rare", 3));
    await build();
    const found = await rows(selectAlerts);
    expect(found.map(row => [row.finding, row.finding_alerts])).toEqual([
      ["rare", 1],
      ["often", 2],
      ["often", 2]
    ]);
  });
});
