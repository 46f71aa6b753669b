import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  contentLimitOf,
  contentLimits,
  describeBroken,
  limitTake,
  shareContent
} from "../../src/engine/content-limits.js";

describe("contentLimitOf", () => {
  it("lets through what logs compress to, and stops what only bombs do", () => {
    const compressed = 10_000_000;
    expect(contentLimitOf(compressed)).toBeGreaterThan(200 * compressed);
    expect(contentLimitOf(compressed)).toBeLessThan(1032 * compressed);
    expect(contentLimitOf(100)).toBe(contentLimits.always);
  });
});

describe("limitTake", () => {
  it("hands on exactly the limit, whatever the pieces, and stops only when there is more", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.nat(100), (sizes, limit) => {
        const got: number[] = [];
        const limited = limitTake(limit, piece => got.push(...piece) >= 0);
        const total = sizes.reduce((sum, size) => sum + size, 0);
        let next = 0;
        for (const size of sizes) {
          const goesOn = limited.take(Uint8Array.from({length: size}, () => next++ % 256));
          expect(goesOn).toBe(next <= limit);
          if (!goesOn) break;
        }
        expect(limited.isExceeded).toBe(total > limit);
        expect(limited.taken).toBe(Math.min(total, limit));
        expect(got).toEqual(Array.from({length: Math.min(total, limit)}, (_, i) => i % 256));
      })
    );
  });

  it("stops when the taker does, which is no limit", () => {
    const limited = limitTake(10, () => false);
    expect(limited.take(new Uint8Array(5))).toBe(false);
    expect(limited.isExceeded).toBe(false);
  });
});

describe("shareContent", () => {
  it("gives in order until the limit is used up", () => {
    expect(shareContent([5, 0, 7, 3], 10)).toEqual([5, 0, 5, 0]);
    expect(shareContent([5, 3], 10)).toEqual([5, 3]);
  });
});

describe("describeBroken", () => {
  it("says what is wrong and where", () => {
    expect(describeBroken(null, 1234)).toBe("the gzip is cut short after 1,234 bytes of content");
    expect(describeBroken("invalid block type", 0)).toBe(
      "the gzip is damaged (invalid block type) after 0 bytes of content"
    );
  });
});
