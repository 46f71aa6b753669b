import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {findDuplicates} from "../../../src/engine/evaluate/duplicates.js";

const table = (rows: number[][]) => Float32Array.from(rows.flat());

describe("findDuplicates", () => {
  it("finds exactly the rows that comparing every pair finds", () => {
    const row = fc.array(fc.constantFrom(0, 1, -1, 0.5, Number.NaN), {minLength: 3, maxLength: 3});
    const rows = fc.array(row, {maxLength: 60});
    fc.assert(
      fc.property(rows, rows, (train, test) => {
        const expected = test.map(asked =>
          Number(train.some(known => known.every((v, k) => Object.is(v, asked[k]))))
        );
        const {seen, count} = findDuplicates(table(train), table(test), 3);
        expect([...seen]).toEqual(expected);
        expect(count).toBe(expected.reduce((sum, one) => sum + one, 0));
      })
    );
  });

  it("takes any NaN for any other", () => {
    const odd = new Float32Array(Uint32Array.of(0x7fc00001, 0x3f800000).buffer);
    expect(findDuplicates(odd, table([[Number.NaN, 1]]), 2).count).toBe(1);
  });

  it("refuses rows of another width", () => {
    expect(() => findDuplicates(table([[1, 2]]), table([[1, 2, 3]]), 2)).toThrow(
      "need whole test rows of 2 values, have 3 values"
    );
  });
});
