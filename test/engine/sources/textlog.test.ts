import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {recognise} from "../../../src/engine/recognise.js";
import {readLines} from "../../../src/engine/records/lines.js";
import {textlog} from "../../../src/engine/sources/textlog.js";
import {readMessageEnds} from "../../../src/engine/sources/textlog-ends.js";
import {phrases, textEventTypes} from "../../../src/engine/sources/textlog-phrases.js";
import {context, expectSound, isMapped} from "./fixtures.js";
import {testTextFixtures} from "./text-fixtures.js";

const types: ReadonlySet<string> = new Set(textEventTypes);

function mapLine(line: string) {
  const mapping = textlog.open(context)(line);
  return isMapped(mapping) ? mapping[0] : mapping;
}

const say = (message: string) => mapLine(`2024-01-15 10:23:45 ${message}`);

describe("plain line fixtures", () => {
  testTextFixtures(textlog, readLines, "textlog", "log");
});

describe("a plain line", () => {
  it("says what its words say", () => {
    for (const [message, event_type, action] of [
      ["Failed password for root", "login.failed", "blocked"],
      ["authentication failure for root", "login.failed", "blocked"],
      ["Invalid user oracle", "login.failed", "blocked"],
      ["unsuccessful login of bob", "login.failed", "blocked"],
      ["Accepted publickey for bob", "login.accepted", "allowed"],
      ["bob logged in", "login.accepted", "allowed"],
      ["bob is not logged in", "message", null],
      ["too many authentication failures", "login.limit_exceeded", null],
      ["session closed", "login.disconnected", null],
      ["nmap seen", "alert", null],
      ["antivirus updated", "message", null],
      ["packet dropped", "connection.blocked", "blocked"],
      ["connection established", "connection.opened", null],
      ["disk is full", "message", null]
    ] as const)
      expect(say(message)).toMatchObject({event_type, action, details: {message}});
  });

  it("that tells of many failed logins, or of an attack, has a signature by a name of ours", () => {
    expect(say("Multiple failed passwords detected from 10.0.0.50")).toMatchObject({
      event_type: "login.failed",
      signature: "Repeated failed logins",
      source_ip: "10.0.0.50",
      attack_type: null,
      label: null
    });
    const names = new Set(phrases.flatMap(({signature}) => signature ?? []));
    expect(names.size).toBeGreaterThan(5);
    expect(say("port scanning by 203.0.113.5")).toMatchObject({signature: "Port scan"});
  });

  it("has a user where it names one, and none where a word only stands in its place", () => {
    for (const [message, username] of [
      ["login failed for user bob from 203.0.113.5", "bob"],
      ["login failed for admin.", "admin"],
      ["Failed password for invalid user oracle", "oracle"],
      ["user=carol login failed", "carol"],
      ["login failed for user from 203.0.113.5", null],
      ["login failed for 203.0.113.5", null],
      ["waiting for bob", null],
      ["user session expired", null]
    ] as const)
      expect(say(message)).toMatchObject({username});
  });

  it("without an address is an event all the same, and without a time goes to quarantine", () => {
    expect(say("backup finished")).toMatchObject({event_type: "message", source_ip: null});
    expect(mapLine("connection from 203.0.113.5")).toHaveProperty("rejected");
  });

  it("costs no more than linear time, however long", () => {
    const long = 200_000;
    for (const part of [
      "failed ",
      "user ",
      "for ",
      "1.",
      "a:",
      "10.0.0.1 ",
      "[",
      "port ",
      "login ",
      "x",
      " "
    ]) {
      expect(say(`login ${part.repeat(long / part.length)}`)).toBeDefined();
      expect(mapLine(part.repeat(long / part.length))).toBeDefined();
    }
  });

  it("is sound whatever it holds", () => {
    const word = fc.constantFrom(
      ...[
        "failed",
        "password",
        "login",
        "from",
        "to",
        "user",
        "for",
        "port",
        "22",
        "203.0.113.9",
        "2001:db8::1"
      ],
      ...[
        "203.0.113.9:70000",
        "[2001:db8::1]:22",
        "10.0.0.0/8",
        "::",
        "->",
        "src=",
        "multiple",
        "blocked",
        "[",
        "]"
      ],
      ...["\0", "\ud800", "scan", "logged in", ":", "#53"]
    );
    const message = fc
      .array(fc.oneof(word, fc.string({unit: "binary", maxLength: 8})))
      .map(all => all.join(" "));
    const time = fc.constantFrom(
      "[2024-01-15 10:23:45] ",
      "Jan 15 10:23:45 ",
      "2024-01-15T10:23:45Z ",
      "[",
      ""
    );
    fc.assert(
      fc.property(time, message, (at, text) => {
        const mapping = textlog.open(context)(at + text);
        expectSound(mapping);
        if (isMapped(mapping)) for (const event of mapping) expect(types.has(event.event_type)).toBe(true);
        expect(typeof textlog.recognises([at + text])).toBe("boolean");
      }),
      {numRuns: 500}
    );
  });
});

describe("addresses in a message", () => {
  it("are the source and then the destination, unless words say otherwise", () => {
    for (const [message, source, destination] of [
      ["203.0.113.1 and 203.0.113.2", "203.0.113.1", "203.0.113.2"],
      ["203.0.113.1 again 203.0.113.1", "203.0.113.1", null],
      ["to 203.0.113.2 from 203.0.113.1", "203.0.113.1", "203.0.113.2"],
      ["203.0.113.2 was reached from 203.0.113.1", "203.0.113.1", "203.0.113.2"],
      ["attack against 203.0.113.2", null, "203.0.113.2"],
      ["203.0.113.1 -> 203.0.113.2", "203.0.113.1", "203.0.113.2"],
      ["(203.0.113.1), 2001:DB8::0:2.", "203.0.113.1", "2001:db8::2"],
      ["999.1.1.1 v1.2.3.4 1.2.3 10.0.0.0/8 12:30:45 std::a 00:0d:3a:4d:42:f2", null, null]
    ] as const)
      expect(readMessageEnds(message)).toMatchObject({source, destination});
  });

  it("have the ports beside them", () => {
    expect(readMessageEnds("from 203.0.113.1:5 to [2001:db8::2]:443")).toEqual({
      source: "203.0.113.1",
      sourcePort: 5,
      destination: "2001:db8::2",
      destinationPort: 443
    });
    expect(readMessageEnds("from 203.0.113.1 port 4022")).toMatchObject({
      sourcePort: 4022,
      destinationPort: null
    });
    expect(readMessageEnds("from 203.0.113.1 on port 22")).toMatchObject({
      sourcePort: null,
      destinationPort: 22
    });
    expect(readMessageEnds("from 203.0.113.1:99999")).toMatchObject({sourcePort: null});
  });

  it("are found wherever they stand", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.constant("2001:db8::7")), fc.nat(65_535), (address, port) => {
        const host = address.includes(":") ? `[${address}]` : address;
        expect(readMessageEnds(`denied ${host}:${port}, twice`)).toMatchObject({
          source: address,
          sourcePort: port
        });
        expect(readMessageEnds(`seen: ${address}.`)).toMatchObject({source: address});
      })
    );
  });
});

describe("plain lines and other logs", () => {
  const dataset = (lines: readonly string[]) => recognise(lines.join("\n"))?.dataset ?? null;

  it("are told apart", () => {
    expect(dataset(["[2024-01-15 10:23:45] Multiple failed passwords detected from 10.0.0.50"])).toBe(
      "textlog"
    );
    expect(dataset(["2024-01-15 10:23:45 INFO login: user bob logged in from 203.0.113.5"])).toBe("textlog");
    expect(
      dataset(["Jan 15 10:23:45 host sshd[1]: Failed password for root from 203.0.113.5 port 1 ssh2"])
    ).toBe("authlog");
    expect(
      dataset(["2024-01-15T10:23:45Z host sshd[1]: Failed password for root from 203.0.113.5 port 1 ssh2"])
    ).toBe("authlog");
    expect(dataset(['203.0.113.5 - - [15/Jan/2024:10:23:45 +0000] "GET / HTTP/1.1" 200 5'])).toBe("weblog");
  });

  it("do not make a log of a system's messages, a diary or a table", () => {
    expect(dataset(["Jan 15 10:23:45 host kernel: IN=eth0 SRC=203.0.113.5 DST=192.0.2.1"])).toBeNull();
    expect(dataset(["2024-01-15 10:23:45 got up", "2024-01-15 11:00:00 had breakfast"])).toBeNull();
    expect(
      dataset(["time,address", "2024-01-15 10:23:45,203.0.113.5", "2024-01-15 10:23:46,203.0.113.5"])
    ).toBeNull();
  });
});
