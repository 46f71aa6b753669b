import {beforeAll, describe, expect, it} from "vitest";
import {examplesQuery} from "../../../src/engine/hunt/examples.js";
import {logBytesQuery, originalLinesQuery} from "../../../src/engine/hunt/original-lines.js";
import {
  addressesQuery,
  addressQuery,
  reputationQuery,
  type TermQueries,
  termQueries,
  usersQuery
} from "../../../src/engine/hunt/queries.js";
import {recogniseTerm} from "../../../src/engine/hunt/recognise-term.js";
import {seenManyQuery} from "../../../src/engine/hunt/seen-many.js";
import type {Term} from "../../../src/engine/hunt/term.js";
import {createPublishedTables, type PublishedTables} from "../../published-tables.js";

let tables: PublishedTables;

const hostile = `'; DROP TABLE events; -- %_\\?`;
const sum = "0123456789abcdef0123456789abcdef";

/** Inserts an event, with its details. */
async function event(
  id: string,
  columns: Record<string, string | number>,
  details: Record<string, string> = {}
) {
  const insert = async (table: string, values: Record<string, string | number>) => {
    const names = Object.keys(values);
    await tables.connection.run(
      `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
      Object.values(values)
    );
  };
  await insert("events", {event_id: id, event_time: "2026-03-01 00:00:00", dataset: "cowrie", ...columns});
  if (Object.keys(details).length > 0) await insert("details", {event_id: id, ...details});
}

beforeAll(async () => {
  tables = await createPublishedTables();
  await tables.connection.run(
    "CREATE VIEW hunted_events AS SELECT event_id, dataset, sensor, session, signature FROM events"
  );
  await tables.connection.run("CREATE VIEW raw_0 AS SELECT * FROM raw");
  await event("1", {
    source_ip: "192.0.2.1",
    destination_ip: "10.0.0.1",
    destination_port: 22,
    username: "Root"
  });
  await event("2", {source_ip: "192.0.2.11", destination_ip: "192.0.2.1"});
  await event("3", {source_ip: "192.0.3.1"}, {command: "wget http://192.0.2.1/x", hassh: sum});
  await event(
    "4",
    {source_ip: "192.0.3.1"},
    {command: "wget http://192.0.2.100/x", file_hash: sum.toUpperCase()}
  );
  await event("5", {source_ip: "192.0.3.2"}, {dns_query: "a.Evil.example.", message: "100% sure_thing"});
  await event("6", {source_ip: "192.0.3.2"}, {http_host: "evil.example:8080", http_url: "/Path?x=1"});
  await event("7", {source_ip: "192.0.3.3"}, {tls_sni: "notevil.example", payload: "curl evil.example.org"});
  await event(
    "8",
    {source_ip: "192.0.3.3", signature: "ET Test"},
    {http_url: "http://evil.example/path?X=1"}
  );
  await event("9", {source_ip: "192.0.3.4"}, {payload: hostile, ja3: sum});
});

async function seen(text: string, members: readonly string[] = []): Promise<string> {
  const term = recogniseTerm(text);
  if (term === null) throw new Error("no term");
  const rows = await tables.rows(termQueries(term, members).occurrences);
  return rows
    .map(row => String(row.event_id))
    .sort()
    .join("");
}

describe("the questions about a term", () => {
  it.each([
    ["192.0.2.1", "123"],
    ["user:ROOT", "1"],
    ["port:22", "1"],
    ["evil.example", "568"],
    ["http://evil.example/path?x=1", "8"],
    ["http://evil.example:8080/Path?x=1", "6"],
    [sum, "349"],
    [`ja3:${sum}`, "9"],
    [`hassh:${sum}`, "3"],
    ["text:100% SURE_", "5"],
    ["text:100_ sure", ""],
    ["text:.*", ""],
    [`text:${hostile}`, "9"],
    ["text:et test", "8"],
    ["command:WGET http", "34"]
  ])("of %s find the events %s", async (text, ids) => {
    expect(await seen(text)).toBe(ids);
  });

  it("of a network find the events of its members", async () => {
    expect(await seen("192.0.2.0/24", ["192.0.2.1", "192.0.2.11"])).toBe("12");
    expect(await seen("198.51.100.0/24", [])).toBe("");
  });

  it("count the fields that hold it", async () => {
    const term = recogniseTerm("192.0.2.1") as Term;
    const rows = await tables.rows(termQueries(term).fields);
    expect(rows.map(({field, events}) => [field, events])).toEqual([
      ["command", 1],
      ["destination_ip", 1],
      ["source_ip", 1]
    ]);
  });

  it("are SQL that DuckDB takes, of every type", async () => {
    for (const text of [
      "192.0.2.1",
      "192.0.2.0/24",
      "evil.example",
      "http://evil.example/",
      sum,
      `ja3:${sum}`
    ]) {
      const queries = termQueries(recogniseTerm(text) as Term, ["192.0.2.1"]);
      for (const name of Object.keys(queries) as (keyof TermQueries)[]) await tables.rows(queries[name]);
    }
    for (const text of [`hassh:${sum}`, "22", "user:root", "command:uname", "text:x"]) {
      const queries = termQueries(recogniseTerm(text) as Term);
      for (const name of Object.keys(queries) as (keyof TermQueries)[]) await tables.rows(queries[name]);
    }
  });
});

describe("the other questions", () => {
  it("are SQL that DuckDB takes", async () => {
    expect(await tables.rows(usersQuery)).toEqual([{username: "root"}]);
    expect(await tables.rows(addressesQuery)).toEqual([]);
    expect(await tables.rows(addressQuery("192.0.2.1"))).toEqual([]);
    expect(await tables.rows(reputationQuery(recogniseTerm("192.0.2.1") as Term))).toEqual([]);
    expect(await tables.rows(logBytesQuery)).toEqual([{bytes: 0}]);
    expect(await tables.rows(originalLinesQuery(0, hostile))).toEqual([]);
    expect((await tables.rows(examplesQuery)).map(({why}) => why)).toContain("file");
  });

  it("count many values at once, each event once", async () => {
    const rows = await tables.rows(
      seenManyQuery({
        addresses: ["192.0.2.1", "203.0.113.1"],
        domains: ["evil.example", "example"],
        hashes: [sum]
      })
    );
    expect(rows.map(({value, events}) => [value, events])).toEqual([
      [sum, 3],
      ["192.0.2.1", 2],
      ["evil.example", 2]
    ]);
    expect(await tables.rows(seenManyQuery({addresses: [], domains: [], hashes: []}))).toEqual([]);
  });

  it("count networks by their members, and say how grave alerts about them are", async () => {
    for (const [id, severity] of ["medium", "critical", "low"].entries())
      await tables.connection.run("INSERT INTO alerts (alert_id, attacker_ip, severity) VALUES (?, ?, ?)", [
        `many-${id}`,
        "192.0.2.11",
        severity
      ]);
    const members = new Map([
      ["192.0.2.0/24", ["192.0.2.1", "192.0.2.11"]],
      ["192.0.2.8/30", ["192.0.2.11"]],
      ["198.51.100.0/24", []]
    ]);
    const rows = await tables.rows(
      seenManyQuery({addresses: ["192.0.2.1", "192.0.2.11"], domains: [], hashes: [], members})
    );
    expect(rows.map(({value, events, alerts, severity}) => [value, events, alerts, severity])).toEqual([
      ["192.0.2.0/24", 2, 3, "critical"],
      ["192.0.2.1", 2, 0, null],
      ["192.0.2.11", 1, 3, "critical"],
      ["192.0.2.8/30", 1, 3, "critical"]
    ]);
  });
});
