import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type FileSummary, parseFile} from "../../src/engine/parse-file.js";
import {recognise} from "../../src/engine/recognise.js";

const context = {
  toUtc: (year: number, month: number, day: number, h: number, m: number, s: number, ms: number) =>
    Date.UTC(year, month - 1, day, h, m, s, ms),
  fileTime: Date.UTC(2026, 5, 1)
};

interface Parsed {
  readonly summary: FileSummary;
  readonly events: readonly (readonly [record: number, part: number, raw: string])[];
  readonly quarantined: readonly (readonly [record: number, reason: string, raw: string])[];
}

function parse(bytes: Uint8Array, step = bytes.length || 1): Parsed {
  const events: [number, number, string][] = [];
  const quarantined: [number, string, string][] = [];
  const parser = parseFile(context, {
    event: (_, record, part, raw) => void events.push([record, part, raw]),
    quarantine: (record, reason, raw) => void quarantined.push([record, reason, raw])
  });
  for (let i = 0; i < bytes.length && parser.wanted; i += step) parser.push(bytes.subarray(i, i + step));
  return {summary: parser.end(), events, quarantined};
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Files of `test/input` as they would lie in a directory of logs; the JSON ones hold arrays. */
const fixtures = ["cowrie", "dionaea", "suricata", "iscx", "authlog", "weblog", "zeek", "textlog"].flatMap(
  folder =>
    readdirSync(join("test/input", folder))
      .filter(name => !name.endsWith(".expected.json"))
      .map(name => ({dataset: folder, name, bytes: readFileSync(join("test/input", folder, name))}))
);

function expectAccounted({summary, events, quarantined}: Parsed) {
  const {records, mapped, ignored} = summary;
  expect(mapped + ignored + summary.quarantined).toBe(records);
  expect(new Set(events.map(([record]) => record)).size).toBe(mapped);
  expect(events.length).toBe(summary.events);
  expect(quarantined.length).toBe(summary.quarantined);
  const sum = (reasons: Readonly<Record<string, number>>) =>
    Object.values(reasons).reduce((a, b) => a + b, 0);
  expect(sum(summary.ignoredReasons)).toBe(ignored);
  expect(sum(summary.quarantineReasons)).toBe(summary.quarantined);
  const numbers = [...events, ...quarantined].map(([record]) => record);
  expect(numbers.every(n => n >= 1 && n <= records)).toBe(true);
}

describe("recognise", () => {
  for (const {dataset, name, bytes} of fixtures)
    it(`knows ${dataset}/${name} by its content`, () => {
      expect(recognise(bytes.toString())?.dataset).toBe(dataset);
    });

  it.each([
    ["Zeek JSON", '{"ts":1.5,"uid":"C1","id.orig_h":"192.0.2.1","id.resp_h":"192.0.2.2","proto":"tcp"}'],
    ["Zeek TSV", "#separator \\x09\n#path\tconn\n#fields\tts\tuid\n1.5\tC1\n"],
    ["Heralding", '{"timestamp":"2026-01-01 00:00:00.1","protocol":"vnc","source_ip":"192.0.2.1"}'],
    [
      "p0f",
      '{"timestamp":"2026/01/01 00:00:00","mod":"syn","client_ip":"192.0.2.1","server_ip":"192.0.2.2"}'
    ],
    [
      "NSL-KDD",
      "0,tcp,ftp_data,SF,491,0,0,0,0,0,0,0,normal,20\n0,udp,other,SF,146,0,0,0,0,0,0,0,normal,15\n"
    ],
    ["another table", "a,b,c\n1,2,3\n4,5,6\n"],
    ["a page", "<!doctype html><html><body><p>hello</p></body></html>"],
    ["prose", "All of this is prose.\nNothing in it is a log.\n"],
    ["a web server's log cut short", '192.0.2.1 - - [01/Jan/2026:00:00:00 +0000] "GET / HTTP/1.1\n'],
    ["JSON of something else", '[{"name":"x"},{"name":"y"}]'],
    ["nothing", " \n\n"],
    ["NUL bytes", "\0".repeat(1000)]
  ])("does not take %s for any format", (_, text) => {
    expect(recognise(text)).toBeNull();
  });

  it("never throws", () => {
    const piece = fc.constantFrom(
      ..."{}[]<>,;:\"'\\\n\t\0",
      '{"eventid":"cowrie.session.connect"}',
      '{"event_type":"flow","timestamp":"2026-01-01T00:00:00Z"}',
      "<dataroot>",
      "startDateTime,source,destination\n",
      "Jan  1 00:00:00 host sshd[1]: Failed password for root from 192.0.2.1 port 1 ssh2\n"
    );
    fc.assert(fc.property(fc.array(piece), pieces => void recognise(pieces.join(""))));
    fc.assert(fc.property(fc.string({unit: "binary"}), text => void recognise(text)));
  });

  it("decides by the first records of an array that is one long line", () => {
    const records = Array.from(
      {length: 50_000},
      (_, i) => `{"eventid":"cowrie.session.connect","session":"${i}"}`
    );
    expect(recognise(`[${records.join(",")}]`)?.dataset).toBe("cowrie");
  });
});

describe("parseFile", () => {
  for (const {dataset, name, bytes} of fixtures)
    it(`reads ${dataset}/${name} the same in pieces of any size`, () => {
      const whole = parse(bytes);
      expect(whole.summary.dataset).toBe(dataset);
      expect(whole.summary.records).toBeGreaterThan(0);
      expectAccounted(whole);
      for (const step of [1, 13, 1000]) expect(parse(bytes, step)).toEqual(whole);
    });

  it("accounts for every record of any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 300}), fc.integer({min: 1, max: 50}), (bytes, step) =>
        expectAccounted(parse(bytes, step))
      )
    );
  });

  it("accounts for every record of a log with bytes changed, taken out and put in", () => {
    const change = fc.record({
      at: fc.double({min: 0, max: 1, noNaN: true, maxExcluded: true}),
      remove: fc.nat(40),
      insert: fc.uint8Array({maxLength: 8})
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...fixtures),
        fc.array(change, {minLength: 1, maxLength: 4}),
        ({bytes: original}, changes) => {
          let bytes = new Uint8Array(original);
          for (const {at, remove, insert} of changes) {
            const from = Math.floor(at * bytes.length);
            bytes = Uint8Array.from([
              ...bytes.subarray(0, from),
              ...insert,
              ...bytes.subarray(from + remove)
            ]);
          }
          expectAccounted(parse(bytes));
        }
      ),
      {numRuns: 150}
    );
  });

  it("reads UTF-16, and says so", () => {
    const text =
      '{"eventid":"cowrie.session.connect","timestamp":"2026-01-01T00:00:00Z","src_ip":"192.0.2.1","session":"s"}\n';
    const bytes = new Uint8Array(2 + 2 * text.length);
    bytes.set([0xff, 0xfe]);
    for (let i = 0; i < text.length; i++) bytes[2 + 2 * i] = text.charCodeAt(i);
    const {summary} = parse(bytes, 7);
    expect(summary).toMatchObject({dataset: "cowrie", records: 1, mapped: 1, notes: ["read as UTF-16LE"]});
  });

  it("tells how many lines are not UTF-8, and what the file's end lacks", () => {
    const line =
      '{"eventid":"cowrie.login.failed","timestamp":"2026-01-01T00:00:00Z","src_ip":"192.0.2.1","username":"';
    const parser = parseFile(context, {event() {}, quarantine() {}});
    parser.push(Uint8Array.from([...utf8(line), 0xe9, ...utf8('"}\n')]));
    expect(parser.end("the gzip is cut short after 5 bytes of content").notes).toEqual([
      "the gzip is cut short after 5 bytes of content",
      "1 lines are not UTF-8 and were read as Windows-1252"
    ]);
  });

  it("stops wanting a file whose beginning is of no known format", () => {
    const parser = parseFile(context, {event() {}, quarantine() {}});
    expect(parser.wanted).toBe(true);
    for (let i = 0; i < 4; i++) parser.push(utf8("nothing known\n".repeat(10_000)));
    expect(parser.wanted).toBe(false);
    expect(parser.end()).toMatchObject({dataset: null, records: 0, empty: false});
  });

  it("calls a file of white space empty", () => {
    expect(parse(utf8(" \n\r\n")).summary).toMatchObject({dataset: null, records: 0, empty: true});
    expect(parse(utf8("")).summary.empty).toBe(true);
  });

  it("keeps reasons to a number that fits on a page", () => {
    const lines = Array.from(
      {length: 500},
      (_, i) => `{"eventid":"cowrie.x","timestamp":"2026-01-01T00:00:${i}"}`
    );
    const {summary} = parse(utf8(lines.join("\n")));
    expect(Object.keys(summary.quarantineReasons).length).toBeLessThanOrEqual(101);
  });
});

describe("a record that tells of very many events", () => {
  const record = (passwords: number) =>
    JSON.stringify({
      connection: {protocol: "ftpd", transport: "tcp", type: "accept"},
      src_ip: "198.51.100.7",
      src_port: 40000,
      dst_ip: "192.0.2.1",
      dst_port: 21,
      timestamp: "2026-03-02T10:00:00.000000",
      credentials: {
        username: Array.from({length: passwords}, () => "root"),
        password: Array.from({length: passwords}, (_, i) => `password ${i}`)
      }
    });

  it("becomes a thousand of them, with a note, and its text is kept whole only once", () => {
    const text = record(5000);
    const {summary, events} = parse(utf8(text));
    expect(summary).toMatchObject({records: 1, mapped: 1, events: 1000});
    expect(summary.notes).toContain("a record tells of more than 1000 events; its first 1000 are kept");
    expect(events[0]?.[2]).toBe(text);
    expect(events.slice(1).every(([, , raw]) => raw.length === 4096)).toBe(true);
  });

  it("keeps all of the text with every event where it is short", () => {
    const text = record(3);
    expect(parse(utf8(text)).events.map(([, , raw]) => raw)).toEqual([text, text, text, text]);
  });
});
