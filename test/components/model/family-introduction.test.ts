import {expect, it} from "vitest";
import {whoseForest} from "../../../src/components/model/family-introduction.js";
import type {PublishedForest} from "../../../src/engine/published.js";

const forest: PublishedForest = {
  trees: 200,
  samples: 256,
  contamination: 0.05,
  threshold: 0.6,
  origin: {family: "flow", rows: 65_536, benign: true, seed: 7},
  file: null,
  base: -9,
  importance: [],
  histogram: {bins: 1, reference: [0], others: [0]}
};

it("a forest that was given is called by its file, with what it learnt from", () => {
  expect(whoseForest(forest)).toBe("The forest");
  expect(whoseForest({...forest, file: "flowbook-flow-7.forest"})).toMatch(
    /^The forest is a model of your own, flowbook-flow-7\.forest, trained on 65,536 benign rows; /
  );
  expect(whoseForest({...forest, file: "a\u202eb", origin: null})).not.toContain("\u202e");
});
