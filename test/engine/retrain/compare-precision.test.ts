import {expect, it} from "vitest";
import {comparePrecision, labelCodes} from "../../../src/engine/retrain/compare-precision.js";

const {attack, normal, unknown} = labelCodes;

it("the precision of two lists of scores is that among labelled events alone", () => {
  const label = Uint8Array.of(attack, unknown, normal, attack, normal);
  const perfect = Float64Array.of(0.9, 1, 0.1, 0.8, 0.2);
  // The attacks come first and last of four: precision 1/1 and 2/4.
  const mixed = Float64Array.of(0.9, 1, 0.5, 0.1, 0.2);
  expect(comparePrecision(label, [perfect, mixed, null])).toEqual({
    attacks: 2,
    normals: 2,
    prevalence: 0.5,
    averages: [1, 0.75, null]
  });
});

it("there is no precision without labels of both kinds", () => {
  const scores = Float64Array.of(0.1, 0.2);
  expect(comparePrecision(Uint8Array.of(attack, unknown), [scores])).toBeNull();
  expect(comparePrecision(Uint8Array.of(normal, normal), [scores])).toBeNull();
});
