import {describe, expect, it} from "vitest";
import {readSignatures} from "../../../src/engine/signatures/read-signatures.js";

const head = "finding: Test\ntechnique: T1190\nfields: [http_url]\nsignatures:\n";
const entry = (changes: Readonly<Record<string, string>> = {}) => {
  const keys = {
    id: "one",
    title: "One",
    description: "One thing.",
    level: "high",
    patterns: "['evil']",
    ...changes
  };
  return `  - ${Object.entries(keys)
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n    ")}\n`;
};
const read = (text: string, seen?: Set<string>) => readSignatures(text, "a.yml", seen);

describe("reading signatures", () => {
  it("fills in what the file says for all of them", () => {
    const {signatures, errors} = read(
      head + entry({matches: "[/evil, {command: evil}]", technique: "T1059.004"})
    );
    expect(errors).toEqual([]);
    expect(signatures).toEqual([
      {
        id: "one",
        title: "One",
        description: "One thing.",
        finding: "Test",
        level: "high",
        technique: "T1059.004",
        fields: ["http_url"],
        patterns: ["evil"],
        matches: [
          {field: "http_url", text: "/evil"},
          {field: "command", text: "evil"}
        ],
        noMatches: [],
        file: "a.yml",
        line: 5
      }
    ]);
  });

  it.each([
    [{level: "urgent"}, 'a.yml:8:12: invalid level: "urgent"; expected one of low, medium, high, critical'],
    [{id: "Not An Id"}, 'a.yml:5:9: invalid id: "Not An Id"; expected lower case, digits and hyphens'],
    [
      {technique: "T99"},
      'a.yml:10:16: invalid technique: "T99"; expected an ATT&CK id like T1190 or T1059.004'
    ],
    [{fields: "[colour]"}, 'a.yml:10:14: unknown field: "colour"; expected one of http_url, http_user_agent'],
    [{weight: "7"}, 'a.yml:10:5: unknown key: "weight"; expected one of id, title'],
    [{patterns: "[]"}, 'a.yml:5:5: no patterns of "one"; expected at least one'],
    [{patterns: "evil"}, "a.yml:9:15: invalid patterns; expected a list"],
    [{patterns: "['(open']"}, "a.yml:9:16: invalid pattern: (open: error parsing regexp: missing closing )"],
    [{patterns: "['(?<!a)b']"}, "a.yml:9:16: invalid pattern: (?<!a)b: "],
    [{patterns: "['a(?=b)']"}, "a.yml:9:16: invalid pattern: a(?=b): "],
    [{patterns: "['(a)\\1']"}, "a.yml:9:16: invalid pattern: (a)\\1: "],
    [{patterns: "['EVIL']"}, "a.yml:9:16: invalid pattern: EVIL; expected lower case"],
    [{patterns: "['x*']"}, "a.yml:9:16: invalid pattern: x*; expected one that does not match nothing at all"]
  ])("refuses %o with its place and goes on", (changes, message) => {
    const {signatures, errors} = read(head + entry(changes) + entry({id: "two"}));
    expect(signatures.map(s => s.id)).toEqual(["two"]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(message);
  });

  it("says that RE2 syntax is expected of what would backtrack", () => {
    const [error] = read(head + entry({patterns: "['(a)\\1']"})).errors;
    expect(error).toMatch(/expected RE2 syntax, which has no look-around and no back-references$/);
  });

  it("refuses an id that another file has", () => {
    const seen = new Set<string>();
    expect(read(head + entry(), seen).signatures).toHaveLength(1);
    expect(readSignatures(head + entry(), "b.yml", seen)).toEqual({
      signatures: [],
      errors: ['b.yml:5:9: duplicate id: "one"; expected one that no other signature has']
    });
  });

  it("refuses a file that is no YAML, or not keys and values, in one message", () => {
    expect(read("signatures: [").errors).toEqual([expect.stringMatching(/^a\.yml:1:\d+: /)]);
    expect(read("- a\n- b\n").errors).toEqual(["a.yml:1:1: invalid file; expected keys and values"]);
    expect(read("").errors).toEqual(["a.yml:1:1: invalid file; expected keys and values"]);
    expect(read("signatures:\n  - just text\n").errors).toEqual([
      "a.yml:2:5: invalid signature; expected keys and values"
    ]);
  });

  it("refuses a signature without a finding when the file has none either", () => {
    expect(read(`fields: [command]\ntechnique: T1190\nsignatures:\n${entry()}`).errors).toEqual([
      'a.yml:4:5: missing finding of "one"; expected it here or at the top of the file'
    ]);
  });
});
