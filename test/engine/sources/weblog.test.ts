import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readLines} from "../../../src/engine/records/lines.js";
import {unescapeLog} from "../../../src/engine/sources/log-escapes.js";
import {weblog} from "../../../src/engine/sources/weblog.js";
import {context, expectSound, isMapped} from "./fixtures.js";
import {testTextFixtures} from "./text-fixtures.js";

function mapAll(lines: readonly string[]) {
  const notes: string[] = [];
  const map = weblog.open({...context, note: text => void notes.push(text)});
  return {notes, mappings: lines.map(map)};
}

function mapLine(line: string) {
  const mapping = mapAll([line]).mappings[0];
  return mapping !== undefined && isMapped(mapping) ? mapping[0] : mapping;
}

const time = "[15/Jan/2024:10:23:45 +0000]";

describe("access log fixtures", () => {
  testTextFixtures(weblog, readLines, "weblog", "log");
});

describe("an access log", () => {
  it("is told by most of its lines", () => {
    const line = `203.0.113.5 - - ${time} "GET / HTTP/1.1" 200 5`;
    expect(weblog.recognises([line, "cut sh"])).toBe(false);
    expect(weblog.recognises([line, line, "cut sh"])).toBe(true);
    expect(weblog.recognises([])).toBe(false);
  });

  it("cannot be told by a user name when and what was asked", () => {
    const forged = `x\\" [01/Jan/2030:00:00:00 +0000] \\"GET /forged HTTP/1.1\\" 200 5`;
    expect(mapLine(`203.0.113.5 - ${forged} ${time} "GET /real HTTP/1.1" 401 5`)).toMatchObject({
      event_time: Date.UTC(2024, 0, 15, 10, 23, 45),
      username: 'x" [01/Jan/2030:00:00:00 +0000] "GET /forged HTTP/1.1" 200 5',
      details: {http_url: "/real", http_status: 401}
    });
  });

  it("calls a client blocked where the server turned it away, and says nothing of the others", () => {
    const action = (status: number) => {
      const event = mapLine(`203.0.113.5 - - ${time} "GET / HTTP/1.1" ${status} 5`);
      return event !== undefined && "action" in event ? [event.action, event.action_inferred] : event;
    };
    for (const status of [401, 403, 407, 429, 444]) expect(action(status)).toEqual(["blocked", true]);
    for (const status of [200, 301, 400, 404, 405, 408, 500, 503])
      expect(action(status)).toEqual([null, null]);
  });

  it("believes X-Forwarded-For only of proxies on private addresses, and its last public address", () => {
    const source = (client: string, forwarded: string) =>
      mapLine(`${client} - - ${time} "GET / HTTP/1.1" 200 5 "-" "-" "${forwarded}"`);
    expect(source("10.0.0.1", "198.51.100.1, 203.0.113.8, 10.0.0.2")).toMatchObject({
      source_ip: "203.0.113.8"
    });
    expect(source("203.0.113.5", "198.51.100.1")).toMatchObject({source_ip: "203.0.113.5"});
    expect(source("10.0.0.1", "unknown")).toMatchObject({source_ip: "10.0.0.1"});
    expect(source("10.0.0.1", "10.9.9.9")).toMatchObject({source_ip: "10.0.0.1"});
  });

  it("measures a response time only where its unit is known, and says so once", () => {
    const line = (tail: string) => `203.0.113.5 - - ${time} "GET / HTTP/1.1" 200 5 "-" "-" ${tail}`;
    const {mappings, notes} = mapAll(["0.250", "rt=0.25", "250ms", "250000us", "250", "250"].map(line));
    const times = mappings.map(mapping => (isMapped(mapping) ? mapping[0]?.details?.response_time : mapping));
    expect(times).toEqual([0.25, 0.25, 0.25, 0.25, undefined, undefined]);
    expect(notes).toEqual(["numbers behind the user agent name no unit; response times are not measured"]);
  });

  it("costs no more than linear time, however long", () => {
    const long = 200_000;
    for (const part of ['"', '\\"', "\\", " ", "[", '] "', "a", ", ", "\\x22", "\\xff"]) {
      const filler = part.repeat(long / part.length);
      for (const line of [
        filler,
        `203.0.113.5 - ${filler} ${time} "GET / HTTP/1.1" 200 5`,
        `203.0.113.5 - - ${time} "GET ${filler} HTTP/1.1" 200 5`,
        `203.0.113.5 - - ${time} "GET / HTTP/1.1" 200 5 "-" "${filler}" ${filler}`
      ])
        expect(mapLine(line)).toBeDefined();
    }
  });

  it("is sound whatever it holds", () => {
    const piece = fc.constantFrom(
      ...[
        "203.0.113.5",
        "2001:db8::1",
        "10.0.0.1,",
        "www.example.org:443",
        "-",
        " ",
        '"',
        "\\",
        '\\"',
        "\\x"
      ],
      ...[
        "\\xff",
        time,
        "[",
        "]",
        '] "',
        "GET / HTTP/1.1",
        "HTTP/",
        '" 200 5',
        '" - -',
        "0.5",
        "\0",
        "\ud800"
      ],
      ...["99999999999999999999", "rt=", "ms"]
    );
    const text = fc
      .array(fc.oneof(piece, fc.string({unit: "binary", maxLength: 8})), {maxLength: 30})
      .map(all => all.join(""));
    fc.assert(
      fc.property(text, text, (front, back) => {
        const lines = [
          front,
          `${front} ${time} "${back}`,
          `203.0.113.5 - - ${time} "${front}" 200 5 ${back}`
        ];
        for (const mapping of mapAll(lines).mappings) expectSound(mapping);
        expect(typeof weblog.recognises(lines)).toBe("boolean");
      }),
      {numRuns: 500}
    );
  });
});

describe("unescapeLog", () => {
  it("gives back what a server escaped, of any text", () => {
    const escaped = (text: string) =>
      Array.from(new TextEncoder().encode(text), byte =>
        byte < 32 || byte > 126 || byte === 34 || byte === 92
          ? `\\x${byte.toString(16).padStart(2, "0")}`
          : String.fromCharCode(byte)
      ).join("");
    fc.assert(
      fc.property(fc.string({unit: "grapheme"}), text => {
        expect(unescapeLog(escaped(text))).toBe(text.replaceAll("\0", "\u2400"));
      })
    );
  });

  it("keeps bytes that are no UTF-8, and backslashes that escape nothing", () => {
    expect(unescapeLog("\\xff\\x41 \\q \\x4 C:\\\\a\\")).toBe("\\xffA \\q \\x4 C:\\a\\");
  });
});
