import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {createEventIds} from "../../src/engine/event-id.js";

const mask = (1n << 64n) - 1n;
const rotate = (x: bigint, by: bigint) => ((x << by) | (x >> (64n - by))) & mask;
const littleEndian = (bytes: readonly number[]) => bytes.reduceRight((sum, b) => (sum << 8n) | BigInt(b), 0n);

/** SipHash-2-4 as the paper words it, slowly. */
function sipHash(k0: bigint, k1: bigint, message: readonly number[]): bigint {
  let [a, b, c, d] = [
    k0 ^ 0x736f6d6570736575n,
    k1 ^ 0x646f72616e646f6dn,
    k0 ^ 0x6c7967656e657261n,
    k1 ^ 0x7465646279746573n
  ];
  const rounds = (count: number) => {
    for (let i = 0; i < count; i++) {
      a = (a + b) & mask;
      c = (c + d) & mask;
      b = rotate(b, 13n) ^ a;
      d = rotate(d, 16n) ^ c;
      a = rotate(a, 32n);
      c = (c + b) & mask;
      a = (a + d) & mask;
      b = rotate(b, 17n) ^ c;
      d = rotate(d, 21n) ^ a;
      c = rotate(c, 32n);
    }
  };
  const whole = message.length - (message.length % 8);
  const words = Array.from({length: whole / 8}, (_, i) => littleEndian(message.slice(8 * i, 8 * i + 8)));
  words.push(littleEndian(message.slice(whole)) | (BigInt(message.length & 255) << 56n));
  for (const word of words) {
    d ^= word;
    rounds(2);
    a ^= word;
  }
  c ^= 0xffn;
  rounds(4);
  return a ^ b ^ c ^ d;
}

const contentHash = "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef";

describe("createEventIds", () => {
  it("is checked against a SipHash-2-4 that agrees with the official test vectors", () => {
    const k = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    const [k0, k1] = [littleEndian(k.slice(0, 8)), littleEndian(k.slice(8))];
    // https://github.com/veorq/SipHash/blob/master/vectors.h, read as little-endian numbers; the paper has the last.
    expect(sipHash(k0, k1, []).toString(16)).toBe("726fdb47dd0e0e31");
    expect(sipHash(k0, k1, [0]).toString(16)).toBe("74f839c593dc67fd");
    expect(sipHash(k0, k1, k.slice(0, 15)).toString(16)).toBe("a129ca6149be45e5");
  });

  it("is SipHash-2-4 of record and part, keyed by the content's hash", () => {
    const hash = fc
      .array(fc.constantFrom(..."0123456789abcdef"), {minLength: 64, maxLength: 64})
      .map(digits => digits.join(""));
    const record = fc.oneof(fc.nat(), fc.integer({min: 2 ** 32, max: Number.MAX_SAFE_INTEGER}));
    fc.assert(
      fc.property(hash, record, fc.nat(), (hash, record, part) => {
        const message = [
          ...Array.from({length: 8}, (_, i) => Number((BigInt(record) >> BigInt(8 * i)) & 255n)),
          ...Array.from({length: 4}, (_, i) => (part >>> (8 * i)) & 255)
        ];
        const expected = sipHash(
          BigInt(`0x${hash.slice(0, 16)}`),
          BigInt(`0x${hash.slice(16, 32)}`),
          message
        );
        expect(createEventIds(hash).text(record, part)).toBe(expected.toString(16).padStart(16, "0"));
      })
    );
  });

  it("never changes", () => {
    expect(createEventIds(contentHash).text(1, 0)).toBe("3ebd59b888251f35");
  });

  it("names every record and part differently", () => {
    const ids = createEventIds(contentHash);
    const seen = new Set<string>();
    for (let record = 1; record <= 50_000; record++)
      for (const part of [0, 1]) seen.add(ids.text(record, part));
    expect(seen.size).toBe(100_000);
  });

  it("writes the same digits that it gives as text", () => {
    const ids = createEventIds(contentHash);
    const target = new Uint8Array(20);
    ids.write(7, 1, target, 2);
    expect(new TextDecoder().decode(target.subarray(2, 18))).toBe(ids.text(7, 1));
    expect([target[1], target[18]]).toEqual([0, 0]);
  });

  it("refuses what is no SHA-256", () => {
    expect(() => createEventIds("abc")).toThrow('invalid content hash: "abc"');
  });
});
