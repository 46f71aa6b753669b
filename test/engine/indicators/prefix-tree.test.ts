import fc from "fast-check";
import ipaddr from "ipaddr.js";
import {describe, expect, it} from "vitest";
import {writeAddressWords} from "../../../src/engine/indicators/address-words.js";
import {PrefixTree} from "../../../src/engine/indicators/prefix-tree.js";

const masked = (words: readonly number[], length: number) =>
  Uint32Array.from(words, (word, i) => {
    const kept = Math.max(0, Math.min(32, length - 32 * i));
    return kept === 0 ? 0 : word & (-1 << (32 - kept));
  });
const holds = (prefix: Uint32Array, length: number, address: readonly number[]) =>
  masked(address, length).every((word, i) => word === prefix[i]);

/** Few different bits, so that prefixes nest and meet. */
const word = fc.oneof(
  fc.nat({max: 7}).map(n => (n << 29) >>> 0),
  fc.nat({max: 0xffffffff}),
  fc.constant(0xffffffff)
);

for (const size of [1, 4] as const) {
  const address = fc.array(word, {minLength: size, maxLength: size});
  const prefixes = fc.array(fc.record({words: address, length: fc.integer({min: 0, max: 32 * size})}), {
    maxLength: 60
  });

  describe(`a prefix tree of ${32 * size} bits`, () => {
    it("finds what comparing with every prefix finds, the longest first", () => {
      fc.assert(
        fc.property(prefixes, fc.array(address, {minLength: 1, maxLength: 20}), (list, addresses) => {
          const tree = new PrefixTree(size, 1);
          const kept = new Map<string, {prefix: Uint32Array; length: number; value: number}>();
          for (const [value, {words, length}] of list.entries()) {
            const prefix = masked(words, length);
            const key = `${prefix}/${length}`;
            expect(tree.add(prefix, length, value)).toBe(kept.get(key)?.value ?? value);
            if (!kept.has(key)) kept.set(key, {prefix, length, value});
          }
          const found = new Int32Array(129);
          // Addresses of the prefixes themselves too, or few would be found.
          for (const words of [...addresses, ...list.map(({words}) => words)]) {
            const count = tree.match(Uint32Array.from(words), found);
            const expected = [...kept.values()]
              .filter(({prefix, length}) => holds(prefix, length, words))
              .sort((a, b) => b.length - a.length);
            expect([...found.subarray(0, count)]).toEqual(expected.map(({value}) => value));
          }
        })
      );
    });
  });
}

describe("writeAddressWords", () => {
  it("writes the bits that ipaddr.js finds", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), text => {
        const address = ipaddr.parse(text);
        const canonical = address.toString();
        const words = new Uint32Array(4);
        const size = writeAddressWords(canonical, words);
        const bytes = address.toByteArray();
        const expected = Array.from({length: bytes.length / 4}, (_, i) =>
          bytes.slice(4 * i, 4 * i + 4).reduce((sum, byte) => sum * 256 + byte, 0)
        );
        expect([...words.subarray(0, size)]).toEqual(expected);
      })
    );
  });
});
