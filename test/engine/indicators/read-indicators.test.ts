import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {readCampus} from "../../../data-loaders/enrich/read-campus.js";
import {defaults, readIndicators} from "../../../src/engine/indicators/read-indicators.js";

const directory = new URL("../../input/intel/", import.meta.url);
const campus = await readCampus("data/campus.yml");
const readable = (list: ReturnType<typeof readIndicators>) => ({
  ...list,
  indicators: list.indicators.map(({line, kind, value, comment}) => `${line} ${kind} ${value} | ${comment}`)
});

describe("readIndicators", () => {
  for (const name of readdirSync(directory, {recursive: true}).map(String).sort()) {
    if (!/\.(csv|txt|json)$/.test(name) || name.endsWith(".expected.json")) continue;
    it(`reads ${name} as expected`, () => {
      const text = readFileSync(new URL(name, directory), "utf8");
      const actual = readable(readIndicators(text, name, {campus}));
      const expected = new URL(`${name}.expected.json`, directory);
      if (process.env.UPDATE_FIXTURES === "1" && !existsSync(expected))
        writeFileSync(expected, `${JSON.stringify(actual, null, 2)}\n`);
      if (!existsSync(expected))
        throw new Error(`missing ${fileURLToPath(expected)}; run with UPDATE_FIXTURES=1`);
      expect(actual).toEqual(JSON.parse(readFileSync(expected, "utf8")));
    });
  }

  it("tells the first few lines that are no indicator and counts the rest", () => {
    const text = Array.from({length: 20}, (_, i) => (i === 10 ? "202.96.214.27" : `no indicator ${i}`)).join(
      "\n"
    );
    const list = readIndicators(text, "mine.txt");
    expect(list.indicators).toMatchObject([{line: 11, value: "202.96.214.27"}]);
    expect(list.junk).toBe(19);
    expect(list.errors).toHaveLength(defaults.messages + 1);
    expect(list.errors[0]).toBe(
      'mine.txt:1: not an indicator: "no indicator 0"; expected an address, network, domain, URL or hash'
    );
    expect(list.errors.at(-1)).toBe("mine.txt: 14 more lines not matched");
  });

  it("keeps what a list says on one short line", () => {
    const [found] = readIndicators(`202.96.214.27 # a\tb\u0007c${"x".repeat(500)}`, "mine.txt").indicators;
    expect(found?.comment).toMatch(/^a b cx+…$/);
    expect(found?.comment.length).toBe(defaults.comment + 1);
  });

  it("knows an example list by its header", () => {
    expect(readIndicators("# Example: for tests\n202.96.214.27", "a.txt").example).toBe(true);
    expect(readIndicators("# no example here\n202.96.214.27", "a.txt").example).toBe(false);
  });

  it("reads the list that comes with Flowbook without a complaint, and takes it for an example", () => {
    const text = readFileSync("data/intel/flowbook-example.csv", "utf8");
    const list = readIndicators(text, "flowbook-example.csv", {campus});
    expect(list).toMatchObject({format: "CSV", example: true, junk: 0, refused: 0, skipped: 0, errors: []});
    expect(list.indicators.length).toBeGreaterThan(50);
  });
});
