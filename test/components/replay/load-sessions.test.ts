import type {DuckDBConnection as BrowserConnection} from "@duckdb/duckdb-wasm/blocking";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {loadSessions} from "../../../src/components/replay/load-sessions.js";
import type {Workbench} from "../../../src/components/workbench/workbench.js";
import {readShell, type ShellRow, shellQuery} from "../../../src/engine/replay/shell-query.js";
import type {Selection} from "../../../src/engine/selection.js";
import type {Query} from "../../../src/engine/sql.js";
import {writeValues} from "../../../src/engine/sql.js";
import {openDuckDBWasm} from "../../duckdb-wasm.js";

const start = Date.UTC(2026, 2, 2);
const everything: Selection = {
  from: start,
  to: start + 86_400_000,
  datasets: [],
  severities: [],
  sources: []
};

/** As much of the tables as pages have. "worst" ranks first; in "looks" nothing is typed; "late" begins on the next day. */
const tables = [
  `CREATE TABLE sessions AS SELECT *, 'cowrie' AS dataset, 'pot' AS sensor, '203.0.113.9' AS source_ip FROM (VALUES
    (2, 'plain', 1, TIMESTAMP '2026-03-02 00:00:00', TIMESTAMP '2026-03-02 00:01:00'),
    (1, 'worst', 2, TIMESTAMP '2026-03-02 00:00:30', TIMESTAMP '2026-03-02 00:02:00'),
    (3, 'looks', 0, TIMESTAMP '2026-03-02 00:00:00', TIMESTAMP '2026-03-02 00:02:00'),
    (4, 'late', 1, TIMESTAMP '2026-03-03 00:00:00', TIMESTAMP '2026-03-03 00:02:00'))
    t(rank, session, commands, first_time, last_time)`,
  `CREATE TABLE session_events AS SELECT 'e' || place AS event_id, TIMESTAMP '2026-03-02 00:00:00' + place * INTERVAL 1 SECOND AS event_time,
    dataset, event_type, session, 'pot' AS sensor, username, NULL::VARCHAR AS destination_ip, NULL::INTEGER AS destination_port, severity
    FROM (VALUES
    (0, 'suricata', 'alert', NULL, NULL, 'low'),
    (1, 'cowrie', 'cowrie.session.connect', 'plain', NULL, 'none'),
    (2, 'cowrie', 'cowrie.login.failed', 'worst', 'admin', 'low'),
    (3, 'cowrie', 'cowrie.login.success', 'worst', 'root', 'low'),
    (4, 'cowrie', 'cowrie.command.input', 'plain', NULL, 'none'),
    (5, 'cowrie', 'cowrie.command.input', 'worst', NULL, 'medium'),
    (6, 'cowrie', 'cowrie.session.file_download', 'worst', NULL, 'medium'),
    (7, 'cowrie', 'cowrie.login.failed', 'looks', 'root', 'low'),
    (8, 'cowrie', 'cowrie.command.input', 'worst', NULL, 'none'),
    (86400, 'cowrie', 'cowrie.command.input', 'late', NULL, 'none'))
    t(place, dataset, event_type, session, username, severity)`,
  `CREATE TABLE events AS SELECT event_id, event_time, dataset, event_type, '203.0.113.9' AS source_ip, severity FROM session_events`,
  `CREATE TABLE session_details AS SELECT event_id, command::VARCHAR AS command, password::VARCHAR AS password, payload::VARCHAR AS payload,
    file_name::VARCHAR AS file_name, http_url::VARCHAR AS http_url, file_hash::VARCHAR AS file_hash, 'login attempt [root/hunter2] succeeded' AS message FROM (VALUES
    ('e2', NULL, 'hunter1', NULL, NULL, NULL, NULL),
    ('e3', NULL, 'hunter2', NULL, NULL, NULL, NULL),
    ('e4', 'uname -a', NULL, NULL, NULL, NULL, NULL),
    ('e5', 'echo root:hunter3|chpasswd', NULL, NULL, NULL, NULL, NULL),
    ('e6', NULL, NULL, NULL, NULL, 'http://evil.example/x', 'abc'),
    ('e8', 'x' || chr(27) || '[2J</pre><script>', NULL, NULL, NULL, NULL, NULL))
    t(event_id, command, password, payload, file_name, http_url, file_hash)`
];

let native: DuckDBConnection;
let browser: BrowserConnection;

beforeAll(async () => {
  native = await (await DuckDBInstance.create(":memory:")).connect();
  browser = await openDuckDBWasm();
  for (const table of tables) {
    await native.run(table);
    browser.query(table);
  }
}, 60_000);

afterAll(() => browser.close());

const askNative = async (query: Query) =>
  (await native.runAndReadAll(writeValues(query))).getRowObjectsJS() as unknown as ShellRow[];
const askBrowser = (query: Query) =>
  browser
    .query(writeValues(query))
    .toArray()
    .map(row => row.toJSON()) as unknown as ShellRow[];

describe("the sessions of a selection", () => {
  it("are those in which something was typed, with logins, refusals and files, by place and without passwords", async () => {
    const workbench = {ask: (query: Query) => ({query, rows: askNative(query)})} as unknown as Workbench;
    const {sessions, leftOut} = await loadSessions(workbench, everything);
    expect(leftOut).toBe(0);
    expect(sessions.map(({session, sensor, source_ip}) => [session, sensor, source_ip])).toEqual([
      ["worst", "pot", "203.0.113.9"],
      ["plain", "pot", "203.0.113.9"]
    ]);
    expect(sessions[0]?.lines.map(({row, kind, text}) => [row, kind, text])).toEqual([
      [2, "refused", "admin"],
      [3, "login", "root"],
      [5, "command", "echo root:••••••••|chpasswd"],
      [6, "file", "http://evil.example/x"],
      [8, "command", "x\u001b[2J</pre><script>"]
    ]);
    expect(sessions[1]?.lines[0]?.time).toBe(start + 4000);
    expect(JSON.stringify(sessions)).not.toContain("hunter");
  });

  it("are the same in both databases, whatever is selected", async () => {
    const selections: Selection[] = [
      everything,
      {...everything, severities: ["low", "medium"]},
      {...everything, datasets: ["suricata"]},
      {...everything, sources: ["203.0.113.9"], datasets: ["cowrie"]},
      {...everything, from: start + 5000, to: start + 6000}
    ];
    for (const selection of selections) {
      const query = shellQuery(selection);
      expect(askBrowser(query)).toEqual(await askNative(query));
    }
    expect(readShell(await askNative(shellQuery({...everything, datasets: ["suricata"]}))).sessions).toEqual(
      []
    );
  });

  it("are the worst as far as they fit, and it is known how many are left out", async () => {
    const {sessions, leftOut} = readShell(await askNative(shellQuery(everything, {lines: 5})));
    expect(sessions.map(({session}) => session)).toEqual(["worst"]);
    expect(leftOut).toBe(1);
    const short = readShell(await askNative(shellQuery(everything, {sessionLines: 3, characters: 4})));
    expect(short.sessions[0]?.lines.map(({text}) => text)).toEqual(["admi", "root", "echo"]);
  });
});
