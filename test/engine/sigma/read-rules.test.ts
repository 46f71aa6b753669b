import {existsSync, readdirSync, readFileSync} from "node:fs";
import {basename, join} from "node:path";
import {fileURLToPath} from "node:url";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readRules} from "../../../src/engine/sigma/read-rules.js";
import {SigmaError} from "../../../src/engine/sigma/sigma-error.js";
import {describeRule} from "./describe-rule.js";

const input = fileURLToPath(new URL("../../input/sigma/", import.meta.url));
const publicRules = fileURLToPath(new URL("../../../../shared/samples/sigma", import.meta.url));
const textOf = (...path: string[]) => readFileSync(join(input, ...path), "utf8");
const valid = readdirSync(join(input, "valid")).filter(name => name.endsWith(".yml"));
const invalid = readdirSync(join(input, "invalid"));
const placeholders = {servers: ["srv*", "db"], users: ["root"]};

function read(text: string) {
  return readRules(text, "rule.yml", {placeholders});
}

describe("readRules", () => {
  it.each(valid)("reads %s as written beside it", name => {
    const {rules, errors, unrelated} = readRules(textOf("valid", name), name, {placeholders});
    expect(errors).toEqual([]);
    expect(unrelated).toBe(0);
    expect(rules.map(describeRule).join("\n")).toBe(textOf("valid", name.replace(/\.yml$/, ".txt")));
  });

  it.each(invalid)("says what is wrong with %s, and where", name => {
    const {errors} = readRules(textOf("invalid", name, "rule.yml"), "rule.yml");
    const lines = errors.map(error => `${error.message.replace("rule.yml:", "")}\n`);
    expect(lines.join("")).toBe(textOf("invalid", name, "expected.txt"));
  });

  it("reads the rules around a broken one", () => {
    const {rules, errors} = read(textOf("invalid", "broken-beside-sound", "rule.yml"));
    expect(rules.map(rule => rule.position.line)).toEqual([1, 25]);
    expect(errors).toHaveLength(2);
  });

  it("tells other YAML from rules", () => {
    const other = read("name: build\non: [push]\njobs:\n  test:\n    steps: []\n");
    expect(other).toEqual({rules: [], errors: [], unrelated: 1});
    expect(read("# only a comment\n---\n\n---\n").unrelated).toBe(0);
    expect(read("{{ template }}: [").errors).toEqual([]);
    expect(read("- a\n- b\n").unrelated).toBe(1);
  });

  it("gives the log source of a rule whose regular expression it cannot run", () => {
    const [error] = read(textOf("invalid", "regex-look-ahead", "rule.yml")).errors;
    expect(error).toMatchObject({unsupported: true, title: "T", position: {line: 6, column: 18}});
    expect(error?.logSource).toMatchObject({category: null, product: "linux", service: null});
  });

  it("does not take a mistake for something unsupported", () => {
    const [error] = read(textOf("invalid", "unknown-modifier", "rule.yml")).errors;
    expect(error).toMatchObject({unsupported: false, logSource: {product: "linux"}});
  });

  it("places errors in files with Windows line ends and a byte order mark", () => {
    const text = textOf("invalid", "unknown-search", "rule.yml").replaceAll("\n", "\r\n");
    expect(read(text).errors[0]?.position).toEqual({line: 9, column: 34});
    expect(read(`\ufeff${text}`).errors[0]?.position.line).toBe(9);
  });

  it("refuses a document of brackets instead of running out of stack", () => {
    const {errors} = read(`title: T\ndetection: ${"[".repeat(200_000)}`);
    expect(errors).toHaveLength(1);
  });

  it("refuses a condition that multiplies its searches beyond measure", () => {
    const values = Array.from({length: 2000}, (_, k) => `    - ${k}\n`).join("");
    const condition = Array.from({length: 100}, () => "s").join(" or ");
    const {errors} = read(
      `title: T\nlogsource: {product: a}\ndetection:\n  s:\n   f:\n${values}  condition: ${condition}\n`
    );
    expect(errors[0]?.problem).toBe("condition of 200000 tests; expected at most 50000");
  });
});

describe("readRules on arbitrary input", () => {
  // Those that are slow on purpose are left out.
  const quick = invalid.filter(name => name !== "alias-bomb");
  const sound = [
    ...valid.map(name => textOf("valid", name)),
    ...quick.map(name => textOf("invalid", name, "rule.yml"))
  ];
  const reported = (text: string) => {
    const {rules, errors} = read(text);
    for (const error of errors) {
      expect(error).toBeInstanceOf(SigmaError);
      expect(error.message).toBe(
        `rule.yml:${error.position.line}:${error.position.column}: ${error.problem}`
      );
      expect(error.position.line).toBeLessThanOrEqual(text.split("\n").length + 1);
      expect(error.problem).not.toContain("cannot be read");
    }
    for (const rule of rules) expect(rule.title).not.toBe("");
  };

  it("never throws on text", () => {
    fc.assert(fc.property(fc.string({unit: "binary", maxLength: 300}), reported));
    fc.assert(
      fc.property(
        fc.string({unit: fc.constantFrom(..."---\n:  []{}&*!|>'\"%@`#,?ab"), maxLength: 80}),
        reported
      )
    );
  });

  it("never throws on rules with a piece replaced", () => {
    const piece = fc.oneof(
      fc.string({maxLength: 5}),
      fc.constantFrom(
        "|",
        "\n",
        ": ",
        "- ",
        "'",
        "[",
        "{",
        "*a",
        "&a ",
        "null",
        "|re|",
        "__proto__",
        "\t",
        "(",
        "%x%",
        "~"
      )
    );
    fc.assert(
      fc.property(fc.constantFrom(...sound), fc.nat(), fc.nat(12), piece, (text, at, length, inserted) => {
        const begin = at % (text.length + 1);
        reported(text.slice(0, begin) + inserted + text.slice(begin + length));
      }),
      {numRuns: 500}
    );
  });
});

describe.runIf(existsSync(publicRules))("public rules", () => {
  const files = readdirSync(publicRules, {recursive: true, encoding: "utf8"}).filter(name =>
    /\.ya?ml$/.test(name)
  );

  it("are all read", () => {
    const read = files.map(name => readRules(readFileSync(join(publicRules, name), "utf8"), basename(name)));
    expect(read.flatMap(({errors}) => errors.map(error => error.message))).toEqual([]);
    expect(read.map(({rules}) => rules.length)).toEqual(files.map(() => 1));
  });
});
