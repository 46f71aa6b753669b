import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {askReputation} from "../../../data-loaders/enrich/ask-reputation.js";
import {defaults as cacheDefaults} from "../../../data-loaders/enrich/virustotal-cache.js";
import {createHits, createMatches} from "../../../src/engine/indicators/hits.js";
import {selectReputation} from "../../../src/engine/indicators/reputation.js";
import {reputation} from "../../../src/engine/tables/reputation.js";
import {columnsOf} from "../detect/columns-of.js";
import {stageLogs} from "../detect/staged-logs.js";
import {makeDirectory} from "../directory.js";
import {error, type Reply, report, startServer} from "./virustotal-server.js";

const progress = {stage() {}, update() {}, end() {}};
const day = 86_400_000;
const noon = Date.UTC(2026, 2, 2, 12);

/** Three suspicious events: the gravest about `grave`, then `mild`, then a private address. */
async function suspiciousLogs() {
  const database = await stageLogs([
    {source_ip: "202.96.214.37", attacker_ip: "202.96.214.37"},
    {source_ip: "202.96.214.27", attacker_ip: "202.96.214.27"},
    {source_ip: "10.20.3.4", attacker_ip: "10.20.3.4"},
    {source_ip: "192.168.7.7", attacker_ip: "192.168.7.7"},
    {source_ip: "224.0.0.9", attacker_ip: "224.0.0.9"},
    {dataset: "cowrie", source_ip: "79.100.63.145", file_hash: "44D88612FEA8A8F36DE82E1278ABB02F"},
    {
      dataset: "suricata",
      source_ip: "10.20.3.4",
      file_hash: "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f"
    }
  ]);
  await database.run(createMatches);
  await database.run(createHits);
  await database.run(`INSERT INTO evidence VALUES (0, 'login', NULL, 'f', 'r', NULL, 1), (1, 'login', NULL, 'f', 'r', NULL, 3),
    (2, 'login', NULL, 'f', 'r', NULL, 4), (3, 'login', NULL, 'f', 'r', NULL, 4), (4, 'login', NULL, 'f', 'r', NULL, 4)`);
  return database;
}

async function ask(
  replies: readonly Reply[],
  {environment = {}, directory = null as string | null, simulated = false, now = noon} = {}
) {
  const {url, asked} = await startServer(...replies);
  const database = await suspiciousLogs();
  const options = {
    environment: {VIRUSTOTAL_API_KEY: "secret", VIRUSTOTAL_URL: url, ...environment},
    directory,
    simulated,
    timeoutMs: 20_000,
    clock: {now: () => now, sleep: async () => {}}
  };
  const totals = await askReputation(database, options, progress);
  return {database, totals, asked: asked.map(({path}) => path.slice("/api/v3/".length))};
}

describe("askReputation", () => {
  it("is off without a key", async () => {
    const {totals, asked, database} = await ask([report(1)], {environment: {VIRUSTOTAL_API_KEY: " "}});
    expect(totals).toEqual({asked: 0, fromCache: 0, messages: []});
    expect(asked).toEqual([]);
    expect(await database.rows(selectReputation)).toEqual([]);
  });

  it("never repeats a key that cannot be one", async () => {
    const {totals, asked} = await ask([report(1)], {environment: {VIRUSTOTAL_API_KEY: "secret\nsecret"}});
    expect([asked, totals.asked]).toEqual([[], 0]);
    expect(totals.messages).toHaveLength(1);
    expect(totals.messages[0]).not.toContain("secret");
  });

  it("does without a place to keep answers in", async () => {
    const file = join(makeDirectory(), "a-file");
    writeFileSync(file, "");
    const {database, asked} = await ask([report(5)], {directory: join(file, "below")});
    expect(asked).toHaveLength(3);
    expect(await database.rows(selectReputation)).toHaveLength(3);
  });

  it("asks nobody about simulated addresses", async () => {
    const {totals, asked} = await ask([report(1)], {simulated: true});
    expect(asked).toEqual([]);
    expect(totals.messages[0]).toMatch(/simulated/);
  });

  it("asks about the gravest first, and never about campus or private addresses or files of people", async () => {
    const {asked, database} = await ask([
      report(5, {as_owner: "Example Carrier", asn: 4134}),
      error(404, "NotFoundError")
    ]);
    expect(asked).toEqual([
      "ip_addresses/202.96.214.27",
      "ip_addresses/202.96.214.37",
      "files/44d88612fea8a8f36de82e1278abb02f"
    ]);
    const rows = await database.rows(selectReputation);
    expect(
      rows.map(({kind, value, known, malicious, isp, asn}) => [kind, value, known, malicious, isp, asn])
    ).toEqual([
      ["address", "202.96.214.27", true, 5, "Example Carrier", 4134],
      ["address", "202.96.214.37", false, null, null, null],
      ["hash", "44d88612fea8a8f36de82e1278abb02f", false, null, null, null]
    ]);
    expect(rows[0]).toMatchObject({
      asked_at: "2026-03-02 12:00:00",
      link: "https://www.virustotal.com/gui/ip-address/202.96.214.27"
    });
  });

  it("asks so many a run and goes on where the last run stopped, from what it keeps", async () => {
    const directory = makeDirectory();
    const environment = {VIRUSTOTAL_QUESTIONS: "2"};
    const first = await ask([report(5)], {environment, directory});
    expect([first.asked.length, first.totals.asked, first.totals.fromCache]).toEqual([2, 2, 0]);
    const second = await ask([report(5)], {environment, directory, now: noon + 1000});
    expect(second.asked).toEqual(["files/44d88612fea8a8f36de82e1278abb02f"]);
    expect(second.totals.fromCache).toBe(2);
    expect(await second.database.rows(selectReputation)).toHaveLength(3);
  });

  it("asks again once an answer is old, and sooner of what was unknown", async () => {
    const directory = makeDirectory();
    await ask([report(5), error(404, "NotFoundError")], {directory});
    const later = (days: number) => ask([report(6)], {directory, now: noon + days * day - 1});
    expect((await later(cacheDefaults.unknownDays)).asked).toEqual([]);
    expect((await later(cacheDefaults.unknownDays + 1)).asked).toHaveLength(2);
    expect((await later(cacheDefaults.knownDays + 1)).asked).toEqual(["ip_addresses/202.96.214.27"]);
  });

  it("asks again where a kept answer is damaged, and keeps the key out of what it keeps", async () => {
    const directory = makeDirectory();
    await ask([report(5)], {directory});
    const files = readdirSync(directory).map(name => join(directory, name));
    expect(files).toHaveLength(4);
    for (const file of files) {
      expect(readFileSync(file, "utf8")).not.toContain("secret");
      writeFileSync(file, '{"half": ');
    }
    expect((await ask([report(5)], {directory})).asked).toHaveLength(3);
  });

  it("keeps what was answered before something went wrong, and says what went wrong", async () => {
    const {database, totals, asked} = await ask([report(5), error(401, "WrongCredentialsError")]);
    expect(asked).toHaveLength(2);
    expect(await database.rows(selectReputation)).toHaveLength(1);
    expect(totals.messages).toEqual([
      "VirusTotal does not accept the key in VIRUSTOTAL_API_KEY (WrongCredentialsError); asked no further"
    ]);
    const flaky = await ask([error(500, "TransientError"), report(5)]);
    expect(flaky.totals.messages).toEqual(["VirusTotal answered 500 (TransientError), about 202.96.214.27"]);
    expect(await flaky.database.rows(selectReputation)).toHaveLength(2);
  });

  it("says which setting it cannot use, and does without", async () => {
    const {totals, asked} = await ask([report(5)], {environment: {VIRUSTOTAL_QUESTIONS: "many"}});
    expect(totals.messages).toEqual([
      'invalid VIRUSTOTAL_QUESTIONS: "many"; expected a number from 1, so it is 8'
    ]);
    expect(asked).toHaveLength(3);
  });

  it("publishes the columns that the schema names", async () => {
    const {database} = await ask([report(5)]);
    const {given, promised} = await columnsOf(database, selectReputation, reputation);
    expect(given).toEqual(promised);
  });
});
