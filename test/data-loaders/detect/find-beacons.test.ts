import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type Database, openDatabase} from "../../../data-loaders/database.js";
import {type FoundBeacons, findBeacons} from "../../../src/engine/analysis/detect/find-beacons.js";
import {readAllowList} from "../../../src/engine/detect/beacons/allow-list.js";
import {selectBeacons} from "../../../src/engine/detect/beacons/publish.js";
import {sqlLiteral} from "../../../src/engine/sql.js";
import {beacons as table} from "../../../src/engine/tables.js";

const columns = {
  dataset: "VARCHAR",
  sensor: "VARCHAR",
  event_type: "VARCHAR",
  session: "VARCHAR",
  event_time: "TIMESTAMP_MS",
  source_ip: "VARCHAR",
  destination_ip: "VARCHAR",
  destination_port: "INTEGER",
  protocol: "VARCHAR",
  app_protocol: "VARCHAR",
  direction: "VARCHAR",
  bytes_sent: "BIGINT",
  tls_sni: "VARCHAR",
  http_host: "VARCHAR"
};
type Event = Partial<Record<keyof typeof columns, string | number | null>>;

const monday = Date.UTC(2026, 2, 2);
const hostile = "o'brien'); DROP TABLE logs; --.example.org";
const events: Event[] = [];

function call(time: number, rest: Event): void {
  events.push({
    dataset: "suricata",
    sensor: "border",
    event_type: "flow",
    event_time: monday + time * 1000,
    destination_port: 443,
    protocol: "TCP",
    app_protocol: "TLS",
    direction: "outbound",
    bytes_sent: 820,
    ...rest
  });
}

const hours = (n: number) => n * 3600;
/** Every five minutes, give or take a few seconds, for a day and a half. */
const regular = Array.from({length: 432}, (_, i) => i * 300 + ((i * 37) % 23));

// Each call of an implant is a flow, a TLS handshake and now and then an alert; a second sensor sees every other flow too.
regular.forEach((time, i) => {
  const flow = {source_ip: "10.20.0.1", destination_ip: "192.0.2.66"};
  call(time, {...flow, session: `a${i}`});
  call(time + 1, {
    ...flow,
    session: `a${i}`,
    event_type: "tls",
    tls_sni: "C2.Example.org.",
    bytes_sent: null
  });
  if (i % 50 === 0) call(time + 2, {...flow, session: `a${i}`, event_type: "alert", bytes_sent: 300});
  if (i % 2 === 0) call(time, {...flow, session: `b${i}`, sensor: "core"});
});
// Clocks, allowed; a host with a hostile name; a sensor without flows; a campus whose prefixes nobody gave.
regular.forEach((time, i) => {
  const ntp = {destination_port: 123, protocol: "UDP", app_protocol: "NTP", bytes_sent: 90};
  call(time, {...ntp, session: `n${i}`, source_ip: "10.20.0.2", destination_ip: "192.0.2.123"});
  call(time, {
    session: `h${i}`,
    source_ip: "10.20.0.3",
    destination_ip: "192.0.2.67",
    event_type: "http",
    http_host: `${hostile}:8080`
  });
  call(time, {
    event_type: "tls",
    sensor: "quiet",
    bytes_sent: null,
    source_ip: "10.20.0.4",
    destination_ip: "192.0.2.68"
  });
  call(time, {
    session: `u${i}`,
    direction: "unknown",
    source_ip: "192.168.1.5",
    destination_ip: "192.0.2.69"
  });
  call(time, {session: `i${i}`, direction: "internal", source_ip: "10.20.0.5", destination_ip: "10.20.0.6"});
  call(time, {session: `m${i}`, source_ip: "10.20.0.7", destination_ip: "239.255.255.250"});
});
// Somebody's visits, and a log of minutes.
for (let i = 0; i < 40; ++i) {
  call(hours(1) + i * i * 41, {session: `v${i}`, source_ip: "10.20.0.8", destination_ip: "192.0.2.70"});
  call(i * 300, {dataset: "iscx", sensor: null, source_ip: "10.20.0.9", destination_ip: "192.0.2.71"});
}

const directory = mkdtempSync(join(tmpdir(), "flowbook-beacons-"));
const allowList = readAllowList("allow:\n  - {reason: clocks, ports: [123/UDP]}\n", "allow.yml");
let database: Database;
let found: FoundBeacons;

async function open(threads: number): Promise<Database> {
  const opened = await openDatabase(directory, threads);
  const names = Object.keys(columns) as (keyof typeof columns)[];
  await opened.run(
    `CREATE TABLE logs (seq INTEGER, ${names.map(name => `${name} ${columns[name]}`).join(", ")})`
  );
  const rows = events.map((event, seq) => {
    const values = names.map(name =>
      name === "event_time" ? `epoch_ms(${event[name]})::TIMESTAMP_MS` : sqlLiteral(event[name])
    );
    return `(${seq}, ${values.join(", ")})`;
  });
  for (let i = 0; i < rows.length; i += 1000) {
    await opened.run(`INSERT INTO logs VALUES ${rows.slice(i, i + 1000).join(", ")}`);
  }
  await opened.run(`CREATE TABLE evidence (seq INTEGER, detector VARCHAR, rule VARCHAR, finding VARCHAR, reason VARCHAR,
    technique VARCHAR, level INTEGER)`);
  return opened;
}

const quiet = {stage() {}, update() {}, end() {}};

beforeAll(async () => {
  database = await open(2);
  found = await findBeacons(database, allowList, quiet);
});
afterAll(() => {
  database.close();
  rmSync(directory, {recursive: true, force: true});
});

const beaconOf = async (source: string) =>
  database.rows(`SELECT * FROM (${selectBeacons}) WHERE source_ip = '${source}'`);

describe("finding beacons in logs", () => {
  it("fills the table with its columns, beacons first", async () => {
    const rows = await database.rows(selectBeacons);
    expect(Object.keys(rows[0] ?? {})).toEqual(table.columns.map(({name}) => name));
    const flags = rows.map(({is_beacon}) => is_beacon);
    expect(flags).toEqual([...flags].sort((a, b) => Number(b) - Number(a)));
    expect(found).toMatchObject({beacons: 5, allowed: 1});
  });

  it("counts a connection once, by name where one is given, by the sensor that saw most", async () => {
    const rows = await beaconOf("10.20.0.1");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      destination: "c2.example.org",
      destination_kind: "name",
      destination_ip: "192.0.2.66",
      destination_port: 443,
      connections: regular.length,
      is_beacon: true,
      size_mode: 820,
      callers: 1
    });
  });

  it("keeps what is allowed, with the reason, and raises nothing about it", async () => {
    expect((await beaconOf("10.20.0.2"))[0]).toMatchObject({is_beacon: true, allowed_by: "clocks"});
    const about = await database.rows(
      "SELECT count(*) AS n FROM evidence JOIN logs USING (seq) WHERE source_ip = '10.20.0.2'"
    );
    expect(about).toEqual([{n: 0}]);
  });

  it("keeps hostile names as values", async () => {
    expect((await beaconOf("10.20.0.3"))[0]).toMatchObject({
      destination: hostile.toLowerCase(),
      is_beacon: true
    });
  });

  it("falls back to other events where a sensor logs no flows, and then measures no sizes", async () => {
    expect((await beaconOf("10.20.0.4"))[0]).toMatchObject({
      is_beacon: true,
      connections: regular.length,
      rita_score: null,
      size_score: null
    });
  });

  it("takes private addresses for the inside where no prefix says, and looks at nothing internal or multicast", async () => {
    expect((await beaconOf("192.168.1.5"))[0]).toMatchObject({is_beacon: true});
    expect(await beaconOf("10.20.0.5")).toEqual([]);
    expect(await beaconOf("10.20.0.7")).toEqual([]);
  });

  it("takes neither visits nor what a log of minutes cannot show for beacons", async () => {
    const rows = [...(await beaconOf("10.20.0.8")), ...(await beaconOf("10.20.0.9"))];
    expect(rows.filter(({is_beacon}) => is_beacon)).toEqual([]);
  });

  it("gives every event of a beacon evidence, once", async () => {
    const rows =
      await database.rows(`SELECT count(*) AS n, count(DISTINCT seq) AS events, min(detector) AS detector,
      min(technique) AS technique, max(level) AS level FROM evidence JOIN logs USING (seq) WHERE source_ip = '10.20.0.1'`);
    const all = events.filter(({source_ip}) => source_ip === "10.20.0.1").length;
    // What only the second sensor saw carries no name and is known by its own flow id.
    const named = events.filter(
      ({source_ip, sensor}) => source_ip === "10.20.0.1" && sensor === "border"
    ).length;
    expect(rows[0]).toMatchObject({
      n: named,
      events: named,
      detector: "beacon",
      technique: "T1071.001",
      level: 3
    });
    expect(named).toBeLessThan(all);
  });

  it("gives the same rows on any number of threads", async () => {
    const single = await open(1);
    await findBeacons(single, allowList, quiet);
    expect(await single.rows(selectBeacons)).toEqual(await database.rows(selectBeacons));
    const order = "SELECT * FROM evidence ORDER BY ALL";
    expect(await single.rows(order)).toEqual(await database.rows(order));
    single.close();
  });
});
