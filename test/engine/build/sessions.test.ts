import {DuckDBInstance} from "@duckdb/node-api";
import {beforeEach, describe, expect, it} from "vitest";
import {typedSelect} from "../../../src/engine/analysis/publish/publish-tables.js";
import {selectSessions} from "../../../src/engine/build/sessions.js";
import {sqlLiteral} from "../../../src/engine/sql.js";
import {sessions} from "../../../src/engine/tables.js";

type Row = Record<string, unknown>;

interface GivenEvent {
  readonly session: string;
  readonly type: string;
  /** Seconds into 2026. @default 0 */
  readonly at?: number;
  readonly dataset?: string;
  readonly sensor?: string | null;
  readonly command?: string;
  readonly username?: string;
  readonly duration?: number;
  /** Detector, level, technique and finding. */
  readonly found?: readonly (readonly [string, number, string | null, string])[];
}

let run: (sql: string) => Promise<unknown>;
let rows: (sql: string) => Promise<Row[]>;
let next = 0;

beforeEach(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  next = 0;
  run = sql => connection.run(sql);
  rows = async sql =>
    (await connection.runAndReadAll(sql))
      .getRowObjectsJS()
      .map(row =>
        Object.fromEntries(Object.entries(row).map(([k, v]) => [k, typeof v === "bigint" ? Number(v) : v]))
      );
  await run(`
    CREATE TABLE events (seq INTEGER, event_time TIMESTAMP_MS, dataset VARCHAR, sensor VARCHAR, session VARCHAR,
      event_type VARCHAR, source_ip VARCHAR, app_protocol VARCHAR, username VARCHAR, duration DOUBLE, severity VARCHAR);
    CREATE TABLE staged (hassh VARCHAR, command VARCHAR);
    CREATE TABLE evidence (seq INTEGER, detector VARCHAR, finding VARCHAR, technique VARCHAR, level INTEGER);
    CREATE TABLE places (address VARCHAR, country VARCHAR, region VARCHAR, city VARCHAR);
    CREATE TABLE sequences (dataset VARCHAR, source_ip VARCHAR, session VARCHAR, score DOUBLE);
    INSERT INTO places VALUES ('192.0.2.1', 'Canada', 'Ontario', 'Ottawa')`);
});

const severities = ["none", "low", "medium", "high", "critical"];

async function given(...events: readonly GivenEvent[]): Promise<void> {
  for (const {session, type, at = 0, dataset = "cowrie", sensor = "s", found = [], ...more} of events) {
    const seq = next++;
    const level = Math.max(0, ...found.map(([, own]) => own));
    const values = [dataset, sensor, session, type, "192.0.2.1", "SSH", more.username, more.duration];
    await run(`
      INSERT INTO events VALUES (${seq}, TIMESTAMP '2026-01-01' + ${at} * INTERVAL 1 SECOND,
        ${values.map(sqlLiteral).join(", ")}, '${severities[level]}');
      INSERT INTO staged VALUES (NULL, ${sqlLiteral(more.command)})`);
    for (const [detector, own, technique, finding] of found)
      await run(
        `INSERT INTO evidence VALUES (${seq}, ${[detector, finding, technique, own].map(sqlLiteral).join(", ")})`
      );
  }
}

const published = () => rows(typedSelect(sessions, selectSessions));
const order = async () => (await published()).map(({session}) => session);
const input = (session: string, command: string) => ({session, type: "cowrie.command.input", command});

describe("sessions", () => {
  it("are none where nothing names one", async () => {
    await given({session: "a", type: "alert", dataset: "suricata"});
    expect(await published()).toEqual([]);
  });

  it("count what was done, and tell as whom it got in, from where and for how long", async () => {
    await given(
      {session: "a", type: "cowrie.session.connect", at: 1},
      {session: "a", type: "cowrie.login.failed", at: 2, username: "admin"},
      {session: "a", type: "cowrie.login.success", at: 3, username: "root"},
      {session: "a", type: "cowrie.login.success", at: 4, username: "aaa"},
      {...input("a", "uname -a"), at: 5},
      {...input("a", "rm -rf /"), at: 6},
      {session: "a", type: "cowrie.command.failed", command: "rm -rf /", at: 6},
      {session: "a", type: "cowrie.session.file_download", at: 7},
      {session: "a", type: "cowrie.direct-tcpip.request", at: 8},
      {session: "a", type: "cowrie.session.closed", at: 10, duration: 8.5}
    );
    await run(
      "INSERT INTO sequences VALUES ('cowrie', '192.0.2.1', 'a', 0.2), ('cowrie', '192.0.2.1', 'a', 0.4)"
    );
    const [row] = await published();
    expect(row).toMatchObject({
      session: "a",
      events: 10,
      failed_logins: 1,
      accepted_logins: 2,
      username: "root",
      commands: 2,
      own_commands: 1,
      downloads: 1,
      forwards: 1,
      duration: 8.5,
      country: "Canada",
      city: "Ottawa",
      surprise: 0.4,
      findings: null,
      rank: 1
    });
    expect(String(row?.session_id)).toMatch(/^[0-9a-f]{16}$/);
  });

  it("last from the first to the last event where the honeypot does not say, and have no sequence where none was published", async () => {
    await given(
      {session: "7", type: "dionaea.connection.accept", dataset: "dionaea", sensor: null, at: 5},
      {session: "7", type: "dionaea.command", dataset: "dionaea", sensor: null, at: 7, command: "OPTIONS"}
    );
    expect(await published()).toMatchObject([
      {dataset: "dionaea", sensor: null, duration: 2, commands: 1, surprise: null, severity: "none"}
    ]);
  });

  it("of different sensors, or of different honeypots, are different though their ids are the same", async () => {
    await given(
      {session: "a", type: "cowrie.session.connect", sensor: "x"},
      {session: "a", type: "cowrie.session.connect", sensor: "y"},
      {session: "a", type: "cowrie.session.connect", sensor: null},
      {session: "a", type: "dionaea.connection", dataset: "dionaea", sensor: null}
    );
    expect(new Set((await published()).map(row => row.session_id)).size).toBe(4);
  });

  it("tell each finding once, the gravest first, on a line of its own whatever its name holds", async () => {
    await given(
      {session: "a", type: "cowrie.session.connect", found: [["sigma", 1, null, "hostile\tname\nof a rule"]]},
      {session: "a", type: "x", found: [["payload", 2, "T1105", "Fetched"]]},
      {
        session: "a",
        type: "x",
        found: [
          ["sigma", 2, "T1105", "Fetched"],
          ["honeypot", 1, "T1059", "Typed"]
        ]
      }
    );
    expect((await published())[0]?.findings).toBe(
      "medium\tT1105\tFetched\nlow\tT1059\tTyped\nlow\t\thostile name of a rule"
    );
  });

  it("stand by severity first", async () => {
    await given(
      {session: "low", type: "cowrie.session.file_download", found: [["honeypot", 1, "T1105", "x"]]},
      ...Array.from({length: 9}, () => input("busy", "rm x")),
      {session: "grave", type: "cowrie.session.connect", found: [["sigma", 3, null, "x"]]}
    );
    expect(await order()).toEqual(["grave", "low", "busy"]);
  });

  it("of one severity stand by the kinds of attack that signatures and rules recognise, sub-techniques counted once", async () => {
    const kinds = (session: string, detector: string, ...techniques: string[]) => ({
      session,
      type: "x",
      found: techniques.map(technique => [detector, 2, technique, technique] as const)
    });
    await given(
      kinds("one", "payload", "T1098.001", "T1098.004"),
      kinds("none", "honeypot", "T1001", "T1002", "T1003"),
      kinds("two", "sigma", "T1098.004", "T1105")
    );
    const found = await published();
    expect(found.map(({session, attack_kinds}) => [session, attack_kinds])).toEqual([
      ["two", 2],
      ["one", 1],
      ["none", 0]
    ]);
  });

  it("then stand by files, commands that do something, login and length; the earliest of equals first", async () => {
    await given(
      {session: "later", type: "cowrie.session.closed", duration: 5, at: 9},
      {session: "earlier", type: "cowrie.session.closed", duration: 5, at: 8},
      {session: "long", type: "cowrie.session.closed", duration: 50},
      {session: "in", type: "cowrie.login.success"},
      ...["uname", "w", "id", "ls"].map(command => input("looks", command)),
      input("types", "rm x"),
      {session: "file", type: "cowrie.session.file_upload"}
    );
    expect(await order()).toEqual(["file", "types", "in", "long", "earlier", "later", "looks"]);
  });

  it("are the same on one thread and on several", async () => {
    await run(`
      INSERT INTO events SELECT i, TIMESTAMP '2026-01-01' + (i % 50) * INTERVAL 1 SECOND, 'cowrie', 's', 's' || (i % 700),
        'cowrie.command.input', '192.0.2.' || (i % 700), 'SSH', 'u' || i, NULL, 'low' FROM range(30000) t(i);
      INSERT INTO staged SELECT NULL, CASE i % 3 WHEN 0 THEN 'uname' ELSE 'rm' END FROM range(30000) t(i);
      INSERT INTO evidence SELECT i, 'sigma', 'f' || (i % 5), 'T' || (1000 + i % 3), 1 + i % 2 FROM range(30000) t(i)`);
    await run("SET threads = 1");
    const alone = await published();
    await run("SET threads = 4");
    expect(await published()).toEqual(alone);
    expect(alone.map(({rank}) => rank)).toEqual(alone.map((_, i) => i + 1));
  });
});
