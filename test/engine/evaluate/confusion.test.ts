import {describe, expect, it} from "vitest";
import {confusionAt, confusionBySeverity} from "../../../src/engine/evaluate/confusion.js";

describe("confusionAt", () => {
  it("raises rows that reach the threshold", () => {
    expect(confusionAt([0.9, 0.5, 0.5, 0.1, 0.2], [1, 0, 1, 1, 0], 0.5)).toEqual({
      threshold: 0.5,
      truePositives: 2,
      falsePositives: 1,
      falseNegatives: 1,
      trueNegatives: 1,
      precision: 2 / 3,
      recall: 2 / 3,
      f1: 2 / 3,
      falsePositiveRate: 0.5
    });
  });

  it("says null where nothing can be told, never NaN", () => {
    expect(confusionAt([0.1, 0.2], [0, 0], 0.5)).toMatchObject({
      precision: null,
      recall: null,
      f1: null,
      falsePositiveRate: 0
    });
    expect(confusionAt([], [], 0.5).falsePositiveRate).toBeNull();
    expect(confusionAt([0.1], [1], 0.5)).toMatchObject({precision: null, recall: 0, f1: 0});
  });

  it("refuses NaN, unknown labels and lengths that differ", () => {
    expect(() => confusionAt([Number.NaN], [1], 0.5)).toThrow("invalid score: NaN in row 0");
    expect(() => confusionAt([1], [3], 0.5)).toThrow("invalid label: 3 in row 0");
    expect(() => confusionAt([1, 2], [1], 0.5)).toThrow("have 2 scores and 1 labels");
    expect(() => confusionAt([1], [1], Number.NaN)).toThrow("invalid threshold: NaN");
  });
});

describe("confusionBySeverity", () => {
  it("counts each severity with all graver ones", () => {
    const table = confusionBySeverity([1, 0.9, 0.75, 0.6, 0.2], [1, 1, 0, 1, 0]);
    expect(table.critical).toMatchObject({truePositives: 1, falsePositives: 0});
    expect(table.high).toMatchObject({truePositives: 2, falsePositives: 0});
    expect(table.medium).toMatchObject({truePositives: 2, falsePositives: 1});
    expect(table.low).toMatchObject({truePositives: 3, falsePositives: 1, recall: 1});
  });
});
