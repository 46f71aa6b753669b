import {beforeAll, describe, expect, it} from "vitest";
import {applicationsQuery} from "../../../src/engine/build/services/applications.js";
import {commandsQuery} from "../../../src/engine/build/services/commands.js";
import {
  pairsQuery,
  passwordShapesQuery,
  passwordsQuery,
  usersQuery
} from "../../../src/engine/build/services/credentials.js";
import {recordedQuery} from "../../../src/engine/build/services/recorded.js";
import {clientVersionsQuery, hasshQuery} from "../../../src/engine/build/services/ssh-clients.js";
import {ja3Query, serverNamesQuery} from "../../../src/engine/build/services/tls.js";
import {transfersQuery} from "../../../src/engine/build/services/transfers.js";
import {agentsQuery, pathsQuery} from "../../../src/engine/build/services/web.js";
import {attackTypesQuery} from "../../../src/engine/build/statistics/attack-types.js";
import {continentsQuery} from "../../../src/engine/build/statistics/continents.js";
import type {Selection} from "../../../src/engine/selection.js";
import type {Query} from "../../../src/engine/sql.js";
import {createPublishedTables} from "../../published-tables.js";

const from = Date.UTC(2026, 2, 2);
const hour: Selection = {from, to: from + 3_600_000, datasets: [], severities: [], sources: []};

let rows: (query: Query) => Promise<Record<string, unknown>[]>;

interface Event {
  readonly type: string;
  readonly dataset: string;
  readonly source?: string;
  readonly severity?: string;
  readonly minute?: number;
  readonly columns?: Readonly<Record<string, string | number>>;
  readonly details?: Readonly<Record<string, string | number>>;
}

const cowrie = (type: string, details: Event["details"], more: Partial<Event> = {}): Event => ({
  type: `cowrie.${type}`,
  dataset: "cowrie",
  details: details ?? {},
  ...more
});
const login = (outcome: string, username: string, password: string, source = "192.0.2.1") =>
  cowrie(`login.${outcome}`, {password}, {source, columns: {username, session: "s1", sensor: "pot"}});
const inSession = (session: string) => ({session, sensor: "pot"});
const tls = (sni: string, ja3: string, severity = "none"): Event => ({
  type: "tls",
  dataset: "suricata",
  severity,
  columns: {app_protocol: "TLS", destination_port: 443},
  details: {tls_sni: sni, ja3}
});
const http = (url: string, status: number, severity = "none"): Event => ({
  type: "http",
  dataset: "suricata",
  severity,
  columns: {app_protocol: "HTTP", destination_port: 80},
  details: {http_method: "GET", http_url: url, http_status: status, http_user_agent: "probe/1"}
});

const events: readonly Event[] = [
  login("failed", "root", "123456"),
  login("success", "root", "123456"),
  login("failed", "root", "it's?", "192.0.2.2"),
  login("failed", "admin", ""),
  {type: "dionaea.login", dataset: "dionaea", columns: {username: "sa"}, details: {password: "Passw0rd"}},
  {type: "login.accepted", dataset: "authlog", columns: {username: "root"}},
  cowrie("client.version", {message: "Remote SSH version: SSH-2.0-Go"}, {columns: inSession("s1")}),
  cowrie("client.kex", {hassh: "a".repeat(32), message: "hash"}, {columns: inSession("s1")}),
  cowrie("client.version", {message: "Remote SSH version: b'SSH-2.0-Go'"}, {columns: inSession("s2")}),
  cowrie("client.kex", {hassh: "a".repeat(32), message: "hash"}, {columns: inSession("s2")}),
  cowrie("client.version", {message: "Remote SSH version: SSH-2.0-PUTTY"}, {columns: inSession("s3")}),
  cowrie("client.kex", {hassh: "a".repeat(32), message: "hash"}, {columns: inSession("s3")}),
  cowrie("client.kex", {hassh: "b".repeat(32), message: "hash"}, {columns: inSession("s4")}),
  {
    type: "ssh",
    dataset: "suricata",
    details: {message: "Go"},
    columns: {app_protocol: "SSH", destination_port: 2222}
  },
  cowrie("command.input", {command: "wget x; sh x"}, {columns: inSession("s1"), severity: "high"}),
  cowrie("command.input", {command: "wget x; sh x"}, {columns: inSession("s2"), minute: 30}),
  cowrie("command.input", {command: "uname"}, {columns: inSession("s2")}),
  {type: "sudo.command", dataset: "authlog", details: {command: "uname"}},
  cowrie("session.file_download", {
    file_hash: "f".repeat(64),
    file_name: "dl/b",
    http_url: "http://b.example/x"
  }),
  cowrie("session.file_download", {
    file_hash: "f".repeat(64),
    file_name: "dl/a",
    http_url: "http://b.example/x"
  }),
  {type: "fileinfo", dataset: "suricata", details: {file_name: "/logo.png", http_url: "/logo.png"}},
  {type: "fileinfo", dataset: "suricata", details: {file_name: "/logo.png", http_url: "/logo.png"}},
  {type: "fileinfo", dataset: "suricata", details: {file_name: "/logo.png", http_url: "/logo.png"}},
  http("/a?id=1", 200),
  http("/a?id=2", 404),
  http("/b", 500, "high"),
  {...http("/b", 500), type: "alert"},
  tls("cdn.example", "1"),
  tls("www.example", "1"),
  tls("www.example", "1"),
  tls("c2.example", "2", "critical"),
  {
    type: "flow",
    dataset: "zeek",
    source: "198.51.100.7",
    minute: 90,
    columns: {app_protocol: "SSH", attack_type: "Late"}
  },
  {type: "flow", dataset: "zeek", source: "198.51.100.7", severity: "low", columns: {attack_type: "Scan"}},
  {type: "flow", dataset: "zeek", source: "10.0.0.1", columns: {attack_type: "Scan"}}
];

beforeAll(async () => {
  const published = await createPublishedTables();
  rows = published.rows;
  const {connection} = published;
  for (const [
    i,
    {type, dataset, source = "192.0.2.1", severity = "none", minute = 0, columns = {}, details}
  ] of events.entries()) {
    const id = `e${i}`;
    const time = new Date(from + minute * 60_000).toISOString().slice(0, -1);
    const values = {
      event_id: id,
      event_time: time,
      event_type: type,
      dataset,
      source_ip: source,
      attacker_ip: source,
      severity,
      ...columns
    };
    const insert = (table: string, row: Readonly<Record<string, string | number>>) =>
      connection.run(
        `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.values(row)
          .map(value => (typeof value === "number" ? value : `'${value.replaceAll("'", "''")}'`))
          .join(", ")})`
      );
    await insert("events", values);
    if (details !== undefined) await insert("details", {event_id: id, ...details});
  }
  await connection.run(`
    CREATE VIEW service_details AS FROM details;
    CREATE VIEW service_sessions AS SELECT event_id, session, sensor FROM events;
    INSERT INTO signatures BY NAME SELECT 'fetch' AS signature_id, 'Fetch a file' AS title, 'T1105' AS technique;
    INSERT INTO signature_hits BY NAME SELECT event_id, 'fetch' AS signature_id, 'command' AS field
      FROM details WHERE command LIKE 'wget%';
    INSERT INTO sources BY NAME SELECT '198.51.100.7' AS address, 'Asia' AS continent, 'CN' AS country_code;
    INSERT INTO sources BY NAME SELECT '10.0.0.1' AS address, 'Main' AS site`);
});

describe("credentials", () => {
  it("count attempts, what was let in, and what only a honeypot let in", async () => {
    expect(await rows(usersQuery(hour, 9))).toMatchObject([
      {
        username: "root",
        events: 4,
        answered: 4,
        accepted: 2,
        accepted_by_honeypots: 1,
        sources: 2,
        datasets: "authlog,cowrie",
        all_values: 3,
        all_events: 6
      },
      {username: "admin", events: 1, answered: 1, accepted: 0},
      {username: "sa", events: 1, answered: 0, accepted: 0}
    ]);
  });

  it("come as passwords and pairs, the empty password among them", async () => {
    expect(await rows(passwordsQuery(hour, 9))).toMatchObject([
      {password: "123456", events: 2, accepted: 1, users: 1},
      {password: ""},
      {password: "Passw0rd", answered: 0},
      {password: "it's?"}
    ]);
    expect(await rows(pairsQuery(hour, 1))).toMatchObject([
      {username: "root", password: "123456", events: 2, all_values: 4, all_events: 5}
    ]);
  });

  it("are told apart by length and by what they are made of", async () => {
    expect(await rows(passwordShapesQuery(hour))).toEqual([
      {length: 0, made_of: "empty", passwords: 1, tried: 1},
      {length: 5, made_of: "other characters", passwords: 1, tried: 1},
      {length: 6, made_of: "digits", passwords: 1, tried: 2},
      {length: 8, made_of: "letters and digits", passwords: 1, tried: 1}
    ]);
  });
});

describe("SSH clients", () => {
  it("are named by the versions announced in the sessions of their fingerprint", async () => {
    expect(await rows(hasshQuery(hour, 9))).toMatchObject([
      {hassh: "a".repeat(32), versions: "Go\nPUTTY", events: 3, sessions: 3},
      {hassh: "b".repeat(32), versions: null, events: 1, sessions: 1, all_values: 2}
    ]);
  });

  it("are the same client in whatever words a sensor tells of it", async () => {
    const found = await rows(clientVersionsQuery(hour, 9));
    expect(found.map(({version, events, datasets}) => [version, events, datasets])).toEqual([
      ["Go", 3, "cowrie,suricata"],
      ["PUTTY", 1, "cowrie"]
    ]);
  });
});

it("commands count sessions once, and say what a signature recognises", async () => {
  expect(await rows(commandsQuery(hour, 9))).toMatchObject([
    {command: "uname", meaning: null, events: 2, sessions: 1, datasets: "authlog,cowrie"},
    {command: "wget x; sh x", meaning: "T1105\tFetch a file", events: 2, sessions: 2, anomalous: 1}
  ]);
});

it("files are one by their hash, whatever they are called; those without come last", async () => {
  expect(await rows(transfersQuery(hour, 9))).toMatchObject([
    {file_hash: "f".repeat(64), file_name: "dl/a", names: 2, urls: 1, events: 2},
    {file_hash: null, file_name: "/logo.png", events: 3, all_values: 2}
  ]);
});

it("a request counts once, however many records tell of it", async () => {
  expect(await rows(pathsQuery(hour, 9))).toMatchObject([
    {path: "/b", methods: "GET", events: 1, anomalous: 1, answered: 1, errors: 1},
    {path: "/a", events: 2, errors: 1, all_values: 2}
  ]);
  expect(await rows(agentsQuery(hour, 9))).toMatchObject([{agent: "probe/1", events: 3, paths: 2}]);
});

it("TLS clients and server names that something was found about come first", async () => {
  expect(await rows(serverNamesQuery(hour, 2))).toMatchObject([
    {server_name: "c2.example", anomalous: 1, clients: 1, all_values: 3},
    {server_name: "www.example", events: 2}
  ]);
  expect(await rows(ja3Query(hour, 9))).toMatchObject([
    {ja3: "2", most_asked: "c2.example", names: 1},
    {ja3: "1", most_asked: "www.example", names: 2, events: 3}
  ]);
});

it("applications tell the ports that they were seen on", async () => {
  const found = await rows(applicationsQuery(hour, 9));
  expect(found.map(({application, ports, top_ports}) => [application, ports, top_ports])).toEqual([
    ["HTTP", 1, "80"],
    ["TLS", 1, "443"],
    ["SSH", 1, "2222"]
  ]);
});

it("what a dataset records is counted over all of the data", async () => {
  const found = await rows(recordedQuery);
  expect(found.find(({dataset}) => dataset === "authlog")).toMatchObject({command: 1, password: 0});
  expect(found.find(({dataset}) => dataset === "suricata")).toMatchObject({ja3: 4, file: 3, hassh: 0});
});

it("kinds of attack count attackers and severities; continents leave the campus to itself", async () => {
  expect(await rows(attackTypesQuery(hour))).toMatchObject([
    {attack_type: "Scan", events: 2, attackers: 2, low: 1, high: 0, all_values: 1}
  ]);
  const found = await rows(continentsQuery(hour));
  expect(found.map(({continent, sources, anomalous}) => [continent, sources, anomalous])).toEqual([
    [null, 2, 3],
    ["Asia", 1, 1],
    ["campus", 1, 0]
  ]);
});

describe("every list", () => {
  const lists = {
    applicationsQuery,
    usersQuery,
    passwordsQuery,
    pairsQuery,
    hasshQuery,
    clientVersionsQuery,
    commandsQuery,
    transfersQuery,
    pathsQuery,
    agentsQuery,
    serverNamesQuery,
    ja3Query,
    attackTypesQuery,
    continentsQuery,
    passwordShapesQuery
  };

  it.each(Object.entries(lists))("%s follows each part of a selection, filters too", async (_, query) => {
    const selection: Selection = {
      ...hour,
      datasets: ["cowrie", "suricata", "authlog"],
      severities: ["none", "high", "critical"],
      sources: ["192.0.2.1"],
      filters: [
        {field: "port", value: "1", out: true},
        {field: "country", value: "US", out: true},
        {field: "service", value: "RDP", out: true},
        {field: "user", value: "o'neil", out: true},
        {field: "destination", value: "10.9.9.9", out: true},
        {field: "hash", value: "0".repeat(32), out: true}
      ]
    };
    const all = await rows(query(hour, 99));
    expect((await rows(query(selection, 99))).length).toBeLessThanOrEqual(all.length);
    expect(await rows(query({...hour, sources: ["203.0.113.9"]}, 99))).toEqual([]);
  });
});
