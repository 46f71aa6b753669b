import {existsSync, readFileSync} from "node:fs";
import {gunzipSync} from "node:zlib";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {describeUnread, recognise} from "../../../src/engine/recognise.js";
import {readLines} from "../../../src/engine/records/lines.js";
import {zeekJson, zeekTable} from "../../../src/engine/sources/zeek.js";
import {zeekApplication} from "../../../src/engine/sources/zeek-names.js";
import {context, expectSound, isMapped, mapOne, testFixtures} from "./fixtures.js";
import {recordsOf, testTextFixtures} from "./text-fixtures.js";

testFixtures(zeekJson, "zeek");
testTextFixtures(zeekTable, readLines, "zeek", "log");

const conn = (more: object = {}): object => ({
  ts: 1713657596.834168,
  uid: "C1",
  "id.orig_h": "203.0.113.1",
  "id.orig_p": 40_000,
  "id.resp_h": "192.0.2.1",
  "id.resp_p": 22,
  proto: "tcp",
  conn_state: "SF",
  ...more
});

describe("a connection of Zeek's", () => {
  it("is the same event from the table and from JSON", () => {
    const lines = recordsOf(readLines, readFileSync("test/input/zeek/conn.log", "utf8"));
    const table = zeekTable.open(context);
    const fromTable = lines.map(line => table(line)).filter(isMapped);
    const json = zeekJson.open(context);
    const records: unknown[] = JSON.parse(readFileSync("test/input/zeek/conn.json", "utf8"));
    expect(fromTable.length).toBeGreaterThan(5);
    expect(records.slice(0, fromTable.length).map(record => json(record))).toEqual(fromTable);
  });

  it("begins at the same time, however the time is written", () => {
    const at = Date.UTC(2024, 3, 20, 23, 59, 56, 834);
    for (const ts of [
      1713657596.834168,
      1713657596.834,
      1713657596834,
      "2024-04-20T23:59:56.834168Z",
      "1713657596.834168"
    ])
      expect(mapOne(zeekJson, conn({ts})).event_time).toBe(at);
  });

  it("is logged when it ends", () => {
    expect(mapOne(zeekJson, conn({duration: 2.0001}))).toMatchObject({
      duration: 2.0001,
      logged_time: 1713657598835
    });
  });

  it("that was refused is blocked; that was not answered may be anything", () => {
    const action = (conn_state: string) => mapOne(zeekJson, conn({conn_state})).action;
    expect(action("REJ")).toBe("blocked");
    for (const state of ["S0", "SF", "RSTO", "RSTR", "RSTOS0", "RSTRH", "SH", "OTH"])
      expect(action(state)).toBe(null);
  });

  it("has the flags of its packets, where it is TCP and they were seen", () => {
    const flags = (history: string | undefined, proto = "tcp") => {
      const event = mapOne(zeekJson, conn({history, proto}));
      return [event.flag_syn, event.flag_ack, event.flag_fin, event.flag_rst, event.flag_psh];
    };
    expect(flags("ShADadFf")).toEqual([true, true, true, false, null]);
    expect(flags("S")).toEqual([true, false, false, false, null]);
    expect(flags("Sr")).toEqual([true, true, false, true, null]);
    expect(flags("SR")).toEqual([true, false, false, true, null]);
    expect(flags("^dADa")).toEqual([false, true, false, false, null]);
    expect(flags("Dd", "udp")).toEqual([null, null, null, null, null]);
    expect(flags(undefined)).toEqual([null, null, null, null, null]);
  });

  it("is named by what is not a wrapper of something else, whatever the order", () => {
    for (const service of ["smb,gssapi,krb", "krb,smb,gssapi"]) expect(zeekApplication(service)).toBe("SMB");
    expect(zeekApplication("ssl")).toBe("TLS");
    expect(zeekApplication("-ssl,spicy_ldap_tcp")).toBe("LDAP");
    expect(zeekApplication("-ssl")).toBe(null);
  });
});

describe("Zeek's logs", () => {
  const note = (text: string) => {
    expect(recognise(text)).toBeNull();
    return describeUnread(text);
  };

  it("other than conn.log are not taken for it, and named", () => {
    const dns =
      '{"ts":1.5,"uid":"C1","id.orig_h":"192.0.2.1","id.resp_h":"192.0.2.2","proto":"udp","query":"a"}\n';
    expect(note(dns)).toBe("Zeek's log: of Zeek's logs only conn.log is read");
    expect(note(`{"_path":"x509","ts":1.5}\n{"_path":"ssl","ts":1.5}\n`)).toBe(
      "Zeek's ssl.log and x509.log: of Zeek's logs only conn.log is read"
    );
    const table =
      "#separator \\x09\n#path\tdns\n#fields\tts\tuid\tid.orig_h\tid.resp_h\tproto\n1.5\tC1\t192.0.2.1\t192.0.2.2\tudp\n";
    expect(note(table)).toBe("Zeek's dns.log: of Zeek's logs only conn.log is read");
    expect(describeUnread("nothing of the kind\n")).toBeNull();
    expect(describeUnread('{"name":1}\n')).toBeNull();
  });

  it("never make the description throw", () => {
    const piece = fc.constantFrom(
      "#",
      "#fields",
      "\t",
      "\n",
      "#path\t",
      '{"ts":1,"_path":',
      '"x"',
      "}",
      "[",
      "\0"
    );
    fc.assert(fc.property(fc.array(piece), all => void describeUnread(all.join(""))));
  });

  it("are sound whatever their tables hold", () => {
    const header = readFileSync("test/input/zeek/conn.log", "utf8").split("\n").slice(0, 8);
    const value = fc.oneof(
      fc.constantFrom(
        "-",
        "(empty)",
        "1713657596.8",
        "192.0.2.1",
        "::1",
        "22",
        "70000",
        "tcp",
        "T",
        "ShR",
        "-1",
        "1e9"
      ),
      fc.string({unit: "binary", maxLength: 6})
    );
    const line = fc.oneof(
      fc.array(value, {minLength: 21, maxLength: 21}).map(all => all.join("\t")),
      fc
        .tuple(fc.constantFrom("#fields", "#separator ", "#unset_field", "#path"), value)
        .map(all => all.join("\t")),
      fc.string({unit: "binary"})
    );
    fc.assert(
      fc.property(fc.array(line), lines => {
        const map = zeekTable.open(context);
        for (const text of [...header, ...lines]) expectSound(map(text));
        expect(typeof zeekTable.recognises(lines)).toBe("boolean");
      }),
      {numRuns: 300}
    );
  });
});

const samples = new URL("../../../../shared/samples/given/zeek/", import.meta.url);

describe.runIf(existsSync(samples))("real logs of Zeek", () => {
  it.each([
    ["otrf-apt29-day1-SCRANTON_conn.log", 134],
    ["otrf-apt29-day1-combined_zeek.log", 613],
    ["rita-2024-conn.00-01.log.gz", 2426],
    ["slips-test9-mixed-conn.log", 576],
    ["zed-weird.log.gz", 0]
  ])("%s has %i connections, none of them in quarantine", (name, count) => {
    const bytes = readFileSync(new URL(name, samples));
    const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    const format = recognise(text.slice(0, 256 * 1024));
    expect(format?.dataset ?? null).toBe(count > 0 ? "zeek" : null);
    let mapped = 0;
    const reader = format?.open(context, {
      mapping(mapping) {
        expectSound(mapping);
        expect(mapping).not.toHaveProperty("rejected");
        if (isMapped(mapping)) mapped += 1;
      },
      note() {}
    });
    reader?.push(text);
    reader?.end();
    expect(mapped).toBe(count);
  });
});
