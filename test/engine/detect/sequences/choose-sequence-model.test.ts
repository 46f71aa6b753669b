import {describe, expect, it} from "vitest";
import {chooseSequenceModel} from "../../../../src/engine/detect/sequences/choose-sequence-model.js";

const interval = (value: number, low = value, high = value) => ({value, low, high});

describe("chooseSequenceModel", () => {
  it("uses the network where its gain is above zero beyond chance, and says by how much", () => {
    expect(
      chooseSequenceModel({ngram: interval(0.5), gru: interval(0.6), gain: interval(0.1, 0.02, 0.2)})
    ).toEqual({
      model: "gru",
      reason:
        "PR-AUC 0.600 of the recurrent network, 0.500 of the n-gram model; gain 0.100 [0.020, 0.200]: the network is used."
    });
  });

  it.each([
    [interval(0.1, -0.01, 0.2), "no gain beyond chance"],
    [interval(0.1, 0, 0.2), "no gain beyond chance"],
    [interval(-0.1, -0.2, -0.01), "the n-gram model is better"]
  ])("keeps the n-gram model with a gain of %j", (gain, why) => {
    const {model, reason} = chooseSequenceModel({ngram: interval(0.5), gru: interval(0.5), gain});
    expect(model).toBe("ngram");
    expect(reason).toContain(why);
  });

  it("keeps the n-gram model where the two could not be compared", () => {
    const {model, reason} = chooseSequenceModel({ngram: interval(0.5), gru: null, gain: null});
    expect(model).toBe("ngram");
    expect(reason).toContain("could not be compared");
  });
});
