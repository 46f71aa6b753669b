import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {classify, createVerdicts} from "../../../../src/engine/detect/random-forest/classify.js";
import {decode, encode} from "../../../../src/engine/detect/random-forest/file.js";
import {fit as fitForest} from "../../../../src/engine/detect/random-forest/fit.js";
import type {RandomForest} from "../../../../src/engine/detect/random-forest/model.js";
import {normalRows} from "../isolation-forest/forests.js";

const classes = ["benign", "Größe 💥", "scan"];

function fitSmall(seed: number, count = 30, columns = 2, trees = 2): RandomForest {
  const rows = normalRows(count, columns, seed);
  const labels = Array.from({length: count}, (_, i) =>
    i < 3 ? i : ((rows[i * columns] ?? 0) > 0 ? 1 : 0) + ((rows[i * columns + 1] ?? 0) > 1 ? 1 : 0)
  );
  return fitForest(rows, columns, labels, {classes, seed, trees});
}

describe("encode and decode", () => {
  it("give back the same forest", () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({min: 4, max: 60}),
        fc.integer({min: 2, max: 5}),
        (seed, count, columns) => {
          const forest = fitSmall(seed, count, columns, 3);
          expect(decode(encode(forest))).toEqual(forest);
        }
      ),
      {numRuns: 30}
    );
  });

  it("answer identically, wherever the bytes lie in their buffer", () => {
    const forest = fitSmall(1, 800, 5, 20);
    const bytes = encode(forest);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const read = decode(shifted.subarray(3));
    const rows = normalRows(300, 5, 2);
    const [ours, theirs] = [forest, read].map(model => {
      const verdicts = createVerdicts(model, 300);
      classify(model, rows, 5, verdicts);
      return verdicts;
    });
    expect(theirs).toEqual(ours);
  });

  it("refuse every file that is cut short", () => {
    const bytes = encode(fitSmall(3));
    for (let length = 0; length < bytes.length; ++length) {
      expect(() => decode(bytes.subarray(0, length))).toThrow(/cut short/);
    }
  });

  it("refuse another format, another version and bytes after the end", () => {
    const bytes = encode(fitSmall(4));
    expect(() => decode(new TextEncoder().encode("FBIF and so on"))).toThrow(
      'not a random forest: starts with "FBIF", not "FBRF"'
    );
    expect(() => decode(bytes.with(4, 9))).toThrow(
      "random forest of version 9; this Flowbook reads version 1"
    );
    expect(() => decode(Uint8Array.from([...bytes, 0]))).toThrow("1 bytes after the last example");
  });

  it("fail cleanly on damaged bytes, whatever they are", () => {
    const bytes = encode(fitSmall(5));
    const rows = normalRows(20, 2, 6);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        let forest: RandomForest;
        try {
          forest = decode(bytes.with(at, byte));
        } catch (error) {
          expect(String(error)).toMatch(/^Error: (model file|not a random forest|random forest of version)/);
          return;
        }
        if (forest.columns !== 2) return;
        const verdicts = createVerdicts(forest, 20);
        classify(forest, rows, 2, verdicts);
        expect(verdicts.probability.some(Number.isNaN)).toBe(false);
        expect(verdicts.distance.some(Number.isNaN)).toBe(false);
      }),
      {numRuns: 500}
    );
  });

  it("refuse a header that asks for more memory than the file warrants", () => {
    const bytes = encode(fitSmall(7));
    const length = new DataView(bytes.buffer).getUint32(8, true);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length)));
    const forged = new TextEncoder().encode(JSON.stringify({...header, trees: [999_999_999, 1]}));
    const file = new Uint8Array(12 + forged.length + bytes.length - 12 - length);
    file.set(bytes.subarray(0, 12));
    new DataView(file.buffer).setUint32(8, forged.length, true);
    file.set(forged, 12);
    file.set(bytes.subarray(12 + length), 12 + forged.length);
    expect(() => decode(file)).toThrow("model file cut short: need at least");
  });
});
