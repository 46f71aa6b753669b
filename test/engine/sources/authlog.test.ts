import {existsSync, readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readLines} from "../../../src/engine/records/lines.js";
import {authlog} from "../../../src/engine/sources/authlog.js";
import {authEventTypes} from "../../../src/engine/sources/authlog-message.js";
import {context, expectSound, isMapped} from "./fixtures.js";
import {recordsOf, testTextFixtures} from "./text-fixtures.js";

const types: ReadonlySet<string> = new Set(authEventTypes);

function mapAll(lines: readonly string[], fileTime = context.fileTime) {
  const notes: string[] = [];
  const map = authlog.open({...context, fileTime, note: text => void notes.push(text)});
  return {notes, mappings: lines.map(map)};
}

function mapMessage(program: string, message: string) {
  const mapping = mapAll([`2024-01-15T09:00:00Z host ${program}: ${message}`]).mappings[0];
  return mapping !== undefined && isMapped(mapping) ? mapping[0] : mapping;
}

describe("auth log fixtures", () => {
  testTextFixtures(authlog, readLines, "authlog", "log");
});

describe("auth log messages", () => {
  it("take the address from the end, so that a user name cannot forge it", () => {
    const name = "root from 198.51.100.1 port 22 ssh2: x";
    expect(
      mapMessage("sshd[1]", `Failed password for invalid user ${name} from 203.0.113.9 port 4 ssh2`)
    ).toMatchObject({
      event_type: "login.failed",
      username: name,
      source_ip: "203.0.113.9",
      source_port: 4
    });
  });

  it("count an attempt once, whichever of sshd and PAM tell of it", () => {
    const failure =
      "authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.9  user=root";
    expect(mapMessage("sshd[1]", `pam_unix(sshd:auth): ${failure}`)).toMatchObject({
      event_type: "pam.failure",
      action: null
    });
    expect(mapMessage("sshd(pam_unix)[1]", failure)).toMatchObject({
      event_type: "login.failed",
      action: "blocked"
    });
    expect(mapMessage("vsftpd", `pam_unix(vsftpd:auth): ${failure}`)).toMatchObject({
      event_type: "login.failed"
    });
  });

  it("that are repeated become as many events, up to a thousand", () => {
    const repeated = (times: number) =>
      mapAll([
        `2024-01-15T09:00:00Z h sshd[1]: message repeated ${times} times: [ Failed password for a from 203.0.113.9]`
      ]).mappings[0];
    expect(repeated(3)).toHaveLength(3);
    expect(repeated(999_999_999)).toHaveLength(1000);
  });

  it("without a client's address have no source", () => {
    expect(
      mapMessage("login[1]", "FAILED LOGIN 1 FROM dialup.example FOR user1, Authentication failure")
    ).toMatchObject({
      event_type: "login.failed",
      source_ip: null,
      attacker_ip: null,
      username: "user1"
    });
  });

  it("cost no more than linear time, however long", () => {
    const long = 200_000;
    for (const part of [" from ", " port 1", " : ", "x", "[", "/", " user=", "1:", "'"]) {
      const filler = part.repeat(long / part.length);
      for (const [program, start] of [
        ["sshd", "Failed password for "],
        ["sshd", "Connection closed by "],
        ["sshd", "reverse mapping POSSIBLE BREAK-IN ATTEMPT "],
        ["sudo", "a : "],
        ["su", "(to "],
        ["openvpn", ""],
        ["charon", "IKE_SA a between "],
        ["ocserv", "main["],
        ["ftpd", "FTP LOGIN FROM "],
        ["login", "FAILED LOGIN "],
        ["proftpd", "a (a["],
        ["sshd", "pam_unix(sshd:auth): authentication failure; "]
      ] as const) {
        const mapping = mapMessage(program, start + filler);
        expect(mapping).toBeDefined();
      }
    }
  });

  it("are sound whatever they hold", () => {
    const words = fc.constantFrom(
      ...[
        "Failed",
        "password",
        "for",
        "invalid user",
        "from",
        "port",
        "203.0.113.9",
        "2001:db8::1",
        "70000",
        "ssh2"
      ],
      ...[
        "pam_unix(sshd:auth):",
        "authentication failure;",
        "rhost=",
        "user=",
        "COMMAND=",
        ":",
        "[",
        "]",
        "TTY="
      ],
      ...[
        "message repeated 3 times: [",
        "session opened for user",
        "Accepted",
        "Connection closed by",
        "\0",
        "\ud800"
      ]
    );
    const message = fc
      .array(fc.oneof(words, fc.string({unit: "binary", maxLength: 8})))
      .map(all => all.join(" "));
    const program = fc.constantFrom(
      "sshd[1]",
      "sudo",
      "su",
      "openvpn",
      "charon",
      "ocserv",
      "%ASA-4-113019",
      "kernel",
      "ftpd"
    );
    const {mappings} = mapAll([]);
    expect(mappings).toEqual([]);
    fc.assert(
      fc.property(
        fc.constantFrom("Jan 15 09:00:00 h ", "2024-01-15T09:00:00Z h ", ""),
        program,
        message,
        (time, tag, text) => {
          for (const mapping of mapAll([`${time}${tag}: ${text}`, text]).mappings) {
            expectSound(mapping);
            if (isMapped(mapping))
              for (const event of mapping) expect(types.has(event.event_type)).toBe(true);
          }
        }
      )
    );
  });
});

describe("times without a year", () => {
  const line = (time: string) => `${time} h sshd[1]: Connection closed by 203.0.113.9`;
  const years = (times: readonly string[], fileTime: number) =>
    mapAll(times.map(line), fileTime).mappings.map(mapping =>
      isMapped(mapping) ? new Date(mapping[0]?.event_time ?? 0).getUTCFullYear() : null
    );

  it("take the latest year that is not after the file was written", () => {
    expect(years(["Mar  5 10:00:00"], Date.UTC(2024, 2, 5, 12))).toEqual([2024]);
    expect(years(["Mar  7 10:00:00"], Date.UTC(2024, 2, 5, 12))).toEqual([2023]);
  });

  it("go up a year from December to January, and down in files that begin with the latest line", () => {
    const written = Date.UTC(2024, 0, 2);
    expect(years(["Dec 31 23:59:59", "Jan  1 00:00:00", "Dec 31 23:59:59"], written)).toEqual([
      2023, 2024, 2023
    ]);
  });

  it("say so once", () => {
    const {notes} = mapAll([line("Mar  5 10:00:00"), line("Mar  5 10:00:01")], Date.UTC(2024, 2, 6));
    expect(notes).toEqual(["times carry no year; 2024 assumed for the first"]);
  });

  it("find the leap year of a February 29th", () => {
    expect(years(["Feb 29 10:00:00"], Date.UTC(2026, 0, 1))).toEqual([2024]);
  });
});

const samples = new URL("../../../../shared/samples/given/auth-syslog/", import.meta.url);

describe.runIf(existsSync(samples))("real auth logs", () => {
  it.each([
    ["loghub-OpenSSH_2k.log", 2000],
    ["loghub-Linux_2k.log", 2000],
    ["potentpwnables-auth.log", 293],
    ["gtkcyber-firewall.ssdlog", 396]
  ])("%s is recognised and every line accounted for", (name, count) => {
    const lines = recordsOf(readLines, readFileSync(new URL(name, samples), "utf8"));
    expect(lines).toHaveLength(count);
    expect(authlog.recognises(lines.slice(0, 100))).toBe(true);
    for (const mapping of mapAll(lines).mappings) {
      expectSound(mapping);
      expect(mapping).not.toHaveProperty("rejected");
    }
  });
});
