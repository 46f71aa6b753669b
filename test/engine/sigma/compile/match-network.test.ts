import fc from "fast-check";
import ipaddr from "ipaddr.js";
import {beforeAll, describe, expect, it} from "vitest";
import {matchNetwork} from "../../../../src/engine/sigma/compile/match-network.js";
import {readAddress} from "../../../../src/engine/sources/fields.js";
import {Logs} from "./fixtures.js";

let logs: Logs;
beforeAll(async () => {
  logs = await Logs.open();
});

async function within(addresses: readonly string[], network: string): Promise<string[]> {
  await logs.fill(addresses.map(source_ip => ({source_ip})));
  const condition = matchNetwork("source_ip", network);
  const hits = await logs.hits(`SELECT seq, NULL AS value FROM logs WHERE ${condition}`);
  return hits.map(({seq}) => addresses[seq] ?? "");
}

/** Bytes that are all alike make addresses with zeros to leave out, and networks that hold other addresses. */
const byte = fc.oneof(fc.constantFrom(0, 0, 0, 1, 127, 128, 255), fc.nat(255));
const version4 = fc.array(byte, {minLength: 4, maxLength: 4});
const version6 = fc.array(byte, {minLength: 16, maxLength: 16});

const canonical = (bytes: readonly number[]) =>
  readAddress(ipaddr.fromByteArray([...bytes]).toString()) ?? "";

describe("a network", () => {
  it.each([
    ["IPv4", version4, 32],
    ["IPv6", version6, 128]
  ])(
    "holds the addresses that a library says it holds, of any prefix: %s",
    async (_, bytes, most) => {
      const near = fc.tuple(
        bytes,
        fc.nat(most),
        fc.array(fc.tuple(fc.nat(most / 8 - 1), byte), {maxLength: 12})
      );
      await fc.assert(
        fc.asyncProperty(near, async ([base, bits, changes]) => {
          const others = changes.map(([at, value]) => base.map((b, i) => (i === at ? value : b)));
          const addresses = [...new Set([base, ...others].map(canonical))];
          const network = `${ipaddr.fromByteArray([...base])}/${bits}`;
          const parsed = ipaddr.parseCIDR(network);
          const expected = addresses.filter(address => {
            const one = ipaddr.parse(address);
            return one.kind() === parsed[0].kind() && one.match(parsed);
          });
          // IPv4 inside IPv6 is written as IPv4, which the library takes for another kind.
          fc.pre(addresses.every(address => ipaddr.parse(address).kind() === parsed[0].kind()));
          expect(await within(addresses, network)).toEqual(expected);
        }),
        {numRuns: 150}
      );
    },
    60_000
  );

  it("does not hold what is no address", async () => {
    const texts = [
      "10.0.0.1.example.com",
      "10.0.0.256",
      "10.0.0",
      "10.0.0.01",
      "",
      "::zz",
      "a:b",
      "fe80 ::1"
    ];
    expect(await within(texts, "10.0.0.0/8")).toEqual([]);
    expect(await within(texts, "0.0.0.0/0")).toEqual([]);
    expect(await within(["::1", "fe80::1%eth0", "10.0.0.1"], "::/0")).toEqual(["::1", "fe80::1%eth0"]);
  });

  it("of IPv4 inside IPv6 holds the addresses as IPv4", async () => {
    expect(await within(["192.0.2.7", "192.0.3.7", "::ffff:1"], "::ffff:192.0.2.0/120")).toEqual([
      "192.0.2.7"
    ]);
  });

  it("that is none is none", () => {
    for (const text of [
      "",
      "10.0.0.0/33",
      "10.0.0/8",
      "::/129",
      "10.0.0.0/8/8",
      "10.0.0.0/a",
      "example.com"
    ]) {
      expect(matchNetwork("source_ip", text)).toBe(null);
    }
  });
});
