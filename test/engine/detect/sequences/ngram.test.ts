import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {fitNgram, type NgramModel, walkNgram} from "../../../../src/engine/detect/sequences/ngram.js";

const vocabulary = 6;

function columns(sequences: readonly (readonly number[])[]) {
  const starts = [0];
  for (const steps of sequences) starts.push((starts.at(-1) ?? 0) + steps.length);
  return {starts: Int32Array.from(starts), tokens: Int32Array.from(sequences.flat())};
}

const teach = (sequences: readonly (readonly number[])[], order = 4) =>
  fitNgram(
    columns(sequences),
    sequences.map((_, k) => k),
    vocabulary,
    order
  );

function bitsOf(model: NgramModel, steps: readonly number[]): number {
  const walk = walkNgram(model);
  walk.reset();
  let bits = 0;
  for (const step of steps) {
    bits -= Math.log2(walk.probability(step));
    walk.pass(step);
  }
  return bits;
}

const sequences = fc.array(
  fc.array(fc.integer({min: 0, max: vocabulary - 2}), {minLength: 1, maxLength: 8}),
  {
    minLength: 1,
    maxLength: 8
  }
);

describe("walkNgram", () => {
  it("gives probabilities that sum to 1 after every context, the unknown step counted once", () => {
    fc.assert(
      fc.property(
        sequences,
        fc.array(fc.nat(vocabulary - 1), {maxLength: 6}),
        fc.integer({min: 1, max: 5}),
        (taught, passed, order) => {
          const model = teach(taught, order);
          const seen = [...new Set(taught.flat())];
          const walk = walkNgram(model);
          walk.reset();
          for (const step of [...passed, null]) {
            // Step 5 is never taught: the unknown one.
            const sum = [...seen, vocabulary - 1].reduce((total, next) => total + walk.probability(next), 0);
            expect(sum).toBeCloseTo(1, 10);
            if (step !== null) walk.pass(step);
          }
        }
      )
    );
  });

  it("is less surprised by what it was taught than by the same steps in another order", () => {
    const usual = [0, 1, 2, 3, 4];
    const model = teach(Array.from({length: 20}, () => usual));
    expect(bitsOf(model, usual)).toBeLessThan(2);
    expect(bitsOf(model, [4, 2, 0, 3, 1])).toBeGreaterThan(5 * bitsOf(model, usual));
  });

  it("computes Witten and Bell's estimate", () => {
    // After 0: twice 1, once 2. Alone: 0 three times, 1 twice, 2 once. Every step is one of three or unknown.
    const model = teach(
      [
        [0, 1],
        [0, 1],
        [0, 2]
      ],
      2
    );
    const walk = walkNgram(model);
    walk.reset();
    walk.pass(0);
    const alone = (2 + 3 * 0.25) / (6 + 3);
    expect(walk.probability(1)).toBeCloseTo((2 + 2 * alone) / (3 + 2), 12);
    const never = (3 * 0.25) / (6 + 3);
    expect(walk.probability(5)).toBeCloseTo((2 * never) / (3 + 2), 12);
  });

  it("knows which steps were never seen to follow the one before", () => {
    const walk = walkNgram(teach([[0, 1, 2]]));
    walk.reset();
    expect([walk.isNew(0), walk.isNew(1)]).toEqual([false, true]);
    walk.pass(0);
    expect([walk.isNew(1), walk.isNew(2)]).toEqual([false, true]);
    walk.pass(5);
    expect(walk.isNew(0)).toBe(true);
  });

  it("forgets what it passed when a sequence begins", () => {
    const walk = walkNgram(
      teach([
        [0, 1],
        [2, 3]
      ])
    );
    walk.reset();
    const first = walk.probability(0);
    walk.pass(2);
    walk.reset();
    expect(walk.probability(0)).toBe(first);
  });
});

describe("fitNgram", () => {
  it("refuses steps beyond the vocabulary and an order below 1", () => {
    expect(() => teach([[6]])).toThrow("invalid step: 6; expected an integer below 6");
    expect(() => teach([[1]], 0)).toThrow("invalid order: 0");
  });

  it("learns from the given sequences only", () => {
    const data = columns([
      [0, 1],
      [2, 3]
    ]);
    expect(fitNgram(data, [0], vocabulary).seen).toBe(2);
  });
});
