import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {readTexts} from "../../../data-loaders/read-content.js";
import {findIndicators, listExtension} from "../../../src/engine/analysis/detect/find-indicators.js";
import {selectIndicatorHits, selectIndicatorLists} from "../../../src/engine/indicators/hits.js";
import {indicatorHits, indicatorLists} from "../../../src/engine/tables/indicators.js";
import {makeDirectory} from "../directory.js";
import {columnsOf} from "./columns-of.js";
import {campus, stageLogs} from "./staged-logs.js";

const progress = {stage() {}, update() {}, end() {}};
const inside = "10.20.3.4";
const bad = "202.96.214.27";

async function find(
  files: Readonly<Record<string, string | Uint8Array>>,
  rows: readonly Readonly<Record<string, string | number>>[],
  simulated = false
) {
  const directory = join(makeDirectory(), "intel");
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), {recursive: true});
    writeFileSync(join(directory, name), content);
  }
  const database = await stageLogs(rows);
  const read = await readTexts(directory, listExtension);
  const totals = await findIndicators(database, read.files, {simulated, campus}, progress);
  const evidence = await database.rows("SELECT * FROM evidence ORDER BY seq, rule");
  const findings = evidence.map(({seq, rule, finding, level}) => `${seq} ${rule}: ${finding} (${level})`);
  const messages = [...read.messages, ...totals.messages];
  return {database, totals, messages, evidence, findings};
}

describe("findIndicators", () => {
  it("ranks what somebody inside does over what knocks from outside, and honeypots lowest", async () => {
    const {findings} = await find(
      {"bad.txt": `${bad} # control server\nevil.example\n72a589da586844d7f0818ce684948eea`},
      [
        {source_ip: inside, source_port: 50000, destination_ip: bad, destination_port: 443},
        {source_ip: bad, source_port: 50000, destination_ip: inside, destination_port: 22},
        {source_ip: bad, destination_ip: inside, dataset: "authlog", event_type: "login.accepted"},
        {source_ip: bad, destination_ip: inside, dataset: "cowrie", event_type: "cowrie.session.connect"},
        {source_ip: inside, destination_ip: "192.0.2.53", event_type: "dns", dns_query: "www.evil.example"},
        {source_ip: "79.100.63.145", destination_ip: inside, event_type: "tls", tls_sni: "evil.example"},
        {
          source_ip: inside,
          source_port: 80,
          destination_ip: bad,
          destination_port: 51000,
          event_type: "fileinfo"
        },
        {source_ip: inside, destination_ip: "79.100.63.145", file_hash: "72A589DA586844D7F0818CE684948EEA"},
        {source_ip: inside, destination_ip: "79.100.63.145", ja3: "72a589da586844d7f0818ce684948eea"}
      ]
    );
    expect(findings).toEqual([
      "0 bad: Contact to a known-bad address (3)",
      "1 bad: Contact by a known-bad address (1)",
      "2 bad: Login from a known-bad address (2)",
      "3 bad: Listed visitor at a honeypot (1)",
      "4 bad: Known-bad domain asked for (3)",
      "5 bad: Listed name asked for from outside (1)",
      "6 bad: Contact by a known-bad address (1)",
      "7 bad: Known-bad file transferred (3)"
    ]);
  });

  it("takes a file that came for proof that somebody inside asked for it, and a bare packet for none", async () => {
    const came = {source_port: 80, destination_ip: inside, destination_port: 51000};
    const {findings} = await find({"bad.txt": `${bad}\nhttp://evil.example/a.sh`}, [
      {...came, source_ip: bad, event_type: "fileinfo"},
      {...came, source_ip: bad, event_type: "flow"},
      {
        ...came,
        source_ip: "79.100.63.145",
        event_type: "fileinfo",
        http_host: "evil.example",
        http_url: "/a.sh"
      },
      {
        source_ip: bad,
        source_port: 80,
        destination_ip: "79.100.63.145",
        destination_port: 51000,
        event_type: "fileinfo"
      }
    ]);
    expect(findings).toEqual([
      "0 bad: Contact to a known-bad address (3)",
      "1 bad: Contact by a known-bad address (1)",
      "2 bad: Known-bad URL asked for (3)",
      "3 bad: Contact by a known-bad address (1)"
    ]);
  });

  it("says which list and line, and what the list says, whatever it says", async () => {
    const {evidence, database} = await find(
      {"mine/bad.csv": `indicator,kind,comment\nevil.example,domain,"it's '); DROP TABLE logs; --"`},
      [{source_ip: inside, destination_ip: bad, http_host: "a.evil.example:8080", http_url: "/x'"}]
    );
    expect(evidence).toMatchObject([
      {
        detector: "indicator",
        rule: "mine/bad",
        technique: "T1071",
        reason:
          "A host inside asked for a listed domain: http://a.evil.example:8080/x' by its entry evil.example stands in line 2 of the list mine/bad, " +
          `which says "it's '); DROP TABLE logs; --".`
      }
    ]);
    const hits = await database.rows(selectIndicatorHits);
    expect(hits.map(({field, value, line}) => [field, value, line])).toEqual([
      ["http_url", "http://a.evil.example:8080/x'", 2],
      ["http_host", "a.evil.example:8080", 2]
    ]);
  });

  it("puts the port that a host header leaves out into the URL", async () => {
    const {totals, database} = await find(
      {"urls.txt": "http://evil.example:8081/a.sh\nhttp://evil.example/b.sh"},
      [
        {source_ip: inside, destination_port: 8081, http_host: "evil.example", http_url: "/a.sh"},
        {source_ip: inside, destination_port: 80, http_host: "evil.example", http_url: "/a.sh"},
        {
          source_ip: inside,
          destination_port: 3128,
          http_host: "evil.example",
          http_url: "http://EVIL.example/b.sh"
        }
      ]
    );
    expect(totals.hits).toBe(2);
    const hits = await database.rows("SELECT seq, line FROM indicator_hits ORDER BY seq");
    expect(hits).toEqual([
      {seq: 0, line: 1},
      {seq: 2, line: 2}
    ]);
  });

  it("leaves one piece of evidence per event and list, of the gravest hit", async () => {
    const {findings} = await find({"a.txt": `${bad}\nevil.example`, "b.txt": "evil.example"}, [
      {source_ip: inside, destination_ip: bad, event_type: "tls", tls_sni: "evil.example"},
      {source_ip: bad, destination_ip: inside, event_type: "http", http_host: "evil.example"}
    ]);
    expect(findings).toEqual([
      "0 a: Known-bad domain asked for (3)",
      "0 b: Known-bad domain asked for (3)",
      "1 a: Listed name asked for from outside (1)",
      "1 b: Listed name asked for from outside (1)"
    ]);
  });

  it("counts per list what it holds, what it hits and what is wrong with it", async () => {
    const {totals, messages, database} = await find(
      {
        "bad.txt": `${bad}\n${bad}\nnot one\n8.8.8.8\n202.97.0.0/16`,
        "bad.csv": "indicator\nevil.example",
        "zipped.txt.gz": gzipSync("79.100.63.145"),
        "broken.txt.gz": "not gzip",
        "README.md": "evil.example"
      },
      [
        {source_ip: bad, destination_ip: inside},
        {source_ip: inside, destination_ip: "79.100.63.145"}
      ]
    );
    const lists = await database.rows(selectIndicatorLists);
    expect(lists).toMatchObject([
      {list: "bad.csv", format: "CSV", entries: 1, domains: 1, events_hit: 0},
      {
        ...{list: "bad.txt", entries: 3, addresses: 2, networks: 1, duplicates: 1, junk: 1, refused: 1},
        ...{indicators_hit: 1, events_hit: 1, applied: true}
      },
      {list: "zipped", addresses: 1, events_hit: 1}
    ]);
    expect(totals).toMatchObject({lists: 3, indicators: 5, junk: 1, refused: 1, hits: 2});
    expect(messages).toEqual([
      "broken.txt.gz: not read: incorrect header check",
      'bad.txt:3: not an indicator: "not one"; expected an address, network, domain, URL or hash',
      "bad.txt:4: not matched: 8.8.8.8 is public DNS resolver of Google, which everybody asks"
    ]);
  });

  it("applies an example list to simulated logs only, and lists it anyway", async () => {
    const files = {"example.txt": `# example: yes\n${bad}`};
    const rows = [{source_ip: bad, destination_ip: inside}];
    expect((await find(files, rows, true)).totals.hits).toBe(1);
    const {totals, database} = await find(files, rows);
    expect(totals).toMatchObject({lists: 1, indicators: 0, hits: 0});
    expect(await database.rows(selectIndicatorLists)).toMatchObject([
      {list: "example", applied: false, entries: 1}
    ]);
  });

  it("publishes the columns that the schemas name, also where there is no list", async () => {
    const database = await stageLogs([{source_ip: bad}]);
    await findIndicators(database, [], {simulated: false, campus: null}, progress);
    for (const [select, table] of [
      [selectIndicatorLists, indicatorLists],
      [selectIndicatorHits, indicatorHits]
    ] as const) {
      const {given, promised} = await columnsOf(database, select, table);
      expect(given).toEqual(promised);
    }
  });
});
