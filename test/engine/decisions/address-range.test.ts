import fc from "fast-check";
import ipaddr from "ipaddr.js";
import {describe, expect, it} from "vitest";
import {canonicalAddress, holdsRange, parseRange} from "../../../src/engine/decisions/address-range.js";
import {whyNotBlocked} from "../../../src/engine/decisions/block-safety.js";

const v4 = fc.tuple(fc.ipV4(), fc.integer({min: 0, max: 32}));
const v6 = fc.tuple(fc.ipV6(), fc.integer({min: 0, max: 128}));

describe("a range of addresses", () => {
  it.each([
    ["203.0.113.99/24", "203.0.113.0/24"],
    ["203.0.113.7/32", "203.0.113.7"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["203.0.113.255/25", "203.0.113.128/25"],
    ["2001:DB8::ffff/33", "2001:db8::/33"],
    ["2001:db8:0:0:0:0:0:1", "2001:db8::1"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7/120", "203.0.113.0/24"]
  ])("has one spelling: %s is %s", (text, expected) => {
    expect(parseRange(text)?.text).toBe(expected);
  });

  it.each([
    "",
    "10.1",
    "0x7f000001",
    "1.2.3.4/",
    "1.2.3.4/33",
    "1.2.3.4/-1",
    "1.2.3.4/8/8",
    "fe80::1%eth0",
    "::/129",
    "::ffff:1.2.3.4/90",
    "host"
  ])("is not %j", text => {
    expect(parseRange(text)).toBeNull();
    expect(canonicalAddress(text)).toBe(text);
  });

  it("holds the addresses that a library says it does, and keeps its spelling", () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), fc.oneof(fc.ipV4(), fc.ipV6()), ([base, length], address) => {
        const outer = parseRange(`${base}/${length}`);
        const inner = parseRange(address);
        fc.pre(outer !== null && inner !== null);
        const [network, other] = [ipaddr.process(base), ipaddr.process(address)];
        fc.pre(network.kind() === ipaddr.parse(base).kind());
        const expected = network.kind() === other.kind() && other.match([network, length] as never);
        expect(holdsRange(outer, inner)).toBe(expected);
        expect(parseRange(outer.text)?.text).toBe(outer.text);
      })
    );
  });
});

describe("what must not be blocked", () => {
  it.each([
    ["0.0.0.0/0", "every address there is"],
    ["::/0", "every address there is"],
    ["128.0.0.0/2", "wider than /8"],
    ["2000::/3", "wider than /20"],
    ["10.1.2.3", "private addresses, 10.0.0.0/8"],
    ["172.0.0.0/8", "private addresses, 172.16.0.0/12"],
    ["192.168.1.0/24", "private addresses"],
    ["127.0.0.1", "the machine itself"],
    ["224.0.0.1", "multicast"],
    ["fe80::1", "link-local"],
    ["198.51.100.7", "the campus itself, 198.51.100.0/24"],
    ["198.51.0.0/16", "the campus itself, 198.51.100.0/24"],
    ["2001:db8:1::/48", "the campus itself, 2001:db8::/32"],
    ["everybody", "neither an address nor a range"]
  ])("%s, since it is or holds %s", (address, expected) => {
    expect(whyNotBlocked(address, ["198.51.100.0/24", "2001:db8::/32"])).toContain(expected);
  });

  it("is nothing else", () => {
    for (const address of ["203.0.113.7", "203.0.113.0/24", "45.0.0.0/8", "2a00:1450::/32", "2a00::1"])
      expect(whyNotBlocked(address, ["198.51.100.0/24"]), address).toBeNull();
  });
});
