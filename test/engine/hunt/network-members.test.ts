import fc from "fast-check";
import ipaddr from "ipaddr.js";
import {describe, expect, it} from "vitest";
import {networkMembers} from "../../../src/engine/hunt/network-members.js";

/** An address as one number. */
const numberOf = (address: string) =>
  ipaddr
    .parse(address)
    .toByteArray()
    .reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

describe("the members of a network", () => {
  it("are the addresses between its first and its last", () => {
    const version = fc.constantFrom({make: fc.ipV4(), bits: 32}, {make: fc.ipV6(), bits: 128});
    fc.assert(
      fc.property(
        version.chain(({make, bits}) =>
          fc.record({
            base: make,
            length: fc.integer({min: 0, max: bits}),
            others: fc.array(make),
            bits: fc.constant(bits)
          })
        ),
        ({base, length, others, bits}) => {
          const shift = BigInt(bits - length);
          // The base itself and the next address make borders part of what is tried.
          const tried = [base, ...others].filter(
            text => ipaddr.process(text).kind() === ipaddr.parse(text).kind()
          );
          if (!tried.includes(base)) return;
          const expected = tried.filter(text => numberOf(text) >> shift === numberOf(base) >> shift);
          expect(networkMembers(`${base}/${length}`, tried)).toEqual(expected);
        }
      ),
      {numRuns: 300}
    );
  });

  it("end exactly at its borders", () => {
    const around = [
      "192.0.1.255",
      "192.0.2.0",
      "192.0.2.255",
      "192.0.3.0",
      "::ffff:192.0.2.9",
      "host.example",
      "12345"
    ];
    expect(networkMembers("192.0.2.0/24", around)).toEqual(["192.0.2.0", "192.0.2.255", "::ffff:192.0.2.9"]);
    const ipv6 = ["2001:db7:ffff::1", "2001:db8::", "2001:db8:ffff:ffff::1", "2001:db9::"];
    expect(networkMembers("2001:db8::/32", ipv6)).toEqual(["2001:db8::", "2001:db8:ffff:ffff::1"]);
  });

  it("are none of what is no network", () => {
    expect(networkMembers("nonsense", ["192.0.2.1"])).toEqual([]);
  });
});
