import fc from "fast-check";
import ipaddr from "ipaddr.js";
import {describe, expect, it} from "vitest";
import {readCampus} from "../../../data-loaders/enrich/read-campus.js";
import {createMatcher, type ValueKind} from "../../../src/engine/indicators/matcher.js";
import {readIndicators} from "../../../src/engine/indicators/read-indicators.js";

const campus = await readCampus("data/campus.yml");
const matcherOf = (...texts: string[]) =>
  createMatcher(
    texts.map(text => readIndicators(text, "list.txt")),
    campus
  );
const lines = (matcher: ReturnType<typeof matcherOf>, kind: ValueKind, value: string) =>
  matcher.match(kind, value).map(({list, indicator}) => `${list}:${indicator.line}`);

describe("a matcher", () => {
  it("names for every list that holds a value its most exact entry", () => {
    const matcher = matcherOf(
      "202.96.0.0/16\n202.96.214.0/24\n202.96.214.27",
      "evil.example",
      "202.96.214.0/25\n202.96.214.0/24"
    );
    expect(lines(matcher, "address", "202.96.214.27")).toEqual(["0:3", "2:1"]);
    expect(lines(matcher, "address", "202.96.214.200")).toEqual(["0:2", "2:2"]);
    expect(lines(matcher, "address", "202.96.1.1")).toEqual(["0:1"]);
    expect(lines(matcher, "address", "202.97.1.1")).toEqual([]);
  });

  it("matches a domain with all below it, and nothing beside or above it", () => {
    const matcher = matcherOf("evil.example\na.b.evil.example");
    expect(lines(matcher, "host", "evil.example")).toEqual(["0:1"]);
    expect(lines(matcher, "host", "X.B.EVIL.example.")).toEqual(["0:1"]);
    expect(lines(matcher, "host", "deep.a.b.evil.example")).toEqual(["0:2"]);
    for (const other of ["notevil.example", "example", "evil.example.org", ""])
      expect(lines(matcher, "host", other)).toEqual([]);
  });

  it("looks for hosts as addresses where they are such, with or without a port", () => {
    const matcher = matcherOf("202.96.214.0/24\n2a00:1db8::/48\nevil.example");
    expect(lines(matcher, "host", "202.96.214.27:8080")).toEqual(["0:1"]);
    expect(lines(matcher, "host", "[2a00:1db8::7]:443")).toEqual(["0:2"]);
    expect(lines(matcher, "host", "www.evil.example:443")).toEqual(["0:3"]);
  });

  it("matches URLs however they are written, and else their host", () => {
    const matcher = matcherOf("hxxps://Evil[.]example:443/a/../b?q=1#x\nevil.example");
    expect(lines(matcher, "url", "http://evil.example/b?q=1")).toEqual(["0:1"]);
    expect(lines(matcher, "url", "http://evil.example/b?q=2")).toEqual(["0:2"]);
    expect(lines(matcher, "url", "http://evil.example:8080/b?q=1")).toEqual(["0:2"]);
    expect(lines(matcher, "url", "not a url")).toEqual([]);
  });

  it("keeps hashes and fingerprints apart, although they look alike", () => {
    const md5 = "72a589da586844d7f0818ce684948eea";
    const matcher = matcherOf(md5, `indicator,kind\n${md5},ja3`, `indicator,kind\n${md5},hassh`);
    expect(lines(matcher, "hash", md5.toUpperCase())).toEqual(["0:1"]);
    expect(lines(matcher, "ja3", md5)).toEqual(["1:2"]);
    expect(lines(matcher, "hassh", md5)).toEqual(["2:2"]);
  });

  it("never matches the campus, private addresses or public resolvers, even within a listed network", () => {
    const matcher = matcherOf("192.0.0.0/8\n8.0.0.0/8\n10.0.0.0/8\nfc00::/16");
    for (const address of ["192.168.1.1", "192.0.2.10", "8.8.8.8", "10.20.3.4", "fc00::1"])
      expect(lines(matcher, "address", address)).toEqual([]);
    expect(lines(matcher, "address", "192.1.1.1")).toEqual(["0:1"]);
  });

  it("counts an entry that an earlier line of the same list holds, and tells the earlier one", () => {
    const matcher = matcherOf("evil.example\nEVIL.example.\n202.96.0.0/16\n202.96.1.1/16", "evil.example");
    expect(matcher.duplicates).toEqual([2, 0]);
    expect(lines(matcher, "host", "evil.example")).toEqual(["0:1", "1:1"]);
  });

  it("finds of addresses and networks what ipaddr.js finds one by one", () => {
    const byte = fc.constantFrom(11, 12, 77, 200);
    const address = fc.tuple(byte, byte, byte, byte).map(bytes => bytes.join("."));
    const network = fc
      .tuple(address, fc.integer({min: 8, max: 32}))
      .map(([base, length]) => `${base}/${length}`);
    fc.assert(
      fc.property(
        fc.array(network, {minLength: 1, maxLength: 30}),
        fc.array(address),
        (networks, addresses) => {
          const matcher = matcherOf(networks.join("\n"));
          for (const text of addresses) {
            const holding = networks
              .map((entry, i) => ({line: i + 1, cidr: ipaddr.IPv4.parseCIDR(entry)}))
              .filter(({cidr}) => ipaddr.IPv4.parse(text).match(cidr))
              .sort((a, b) => b.cidr[1] - a.cidr[1] || a.line - b.line);
            expect(lines(matcher, "address", text)).toEqual(holding.slice(0, 1).map(({line}) => `0:${line}`));
          }
        }
      )
    );
  });
});
