import {describe, expect, it} from "vitest";
import {judgeSequences} from "../../../src/engine/evaluate/sequences.js";
import {createRandom, randomInteger} from "../../../src/engine/random.js";
import {setOf, type TestSequence} from "../detect/sequences/sequence-sets.js";

const options = {seed: 1, replicates: 50, updates: 60};

/** Six days of sequences of which one in ten is an attack: labelled so or not, and ending in an order that else never occurs or not. By
 * its first step it is more usual than any other. */
function week({isLabelled, isNew}: {isLabelled: boolean; isNew: boolean}) {
  const random = createRandom(3);
  const sequences: TestSequence[] = [];
  const codes: number[] = [];
  for (let k = 0; k < 1200; ++k) {
    const isAttack = k % 10 === 0;
    const middle = Array.from({length: randomInteger(random, 4)}, () => (random() < 0.5 ? "read" : "write"));
    const tail = isAttack && isNew ? ["close", "read", "close", "write"] : ["close"];
    sequences.push({
      steps: [isAttack ? "probe" : `open ${randomInteger(random, 20)}`, ...middle, ...tail],
      day: Math.floor(k / 200),
      // Unless they are new, attacks teach too, so that a probe is nothing new to the n-gram model.
      reference: !(isAttack && isNew),
      type: isAttack && isLabelled ? "Scan" : "Normal"
    });
    codes.push(isAttack ? 1 : 0);
  }
  const cluster = Int32Array.from(codes, (_, k) => Math.floor(k / 4));
  return {
    set: setOf(sequences),
    truth: {type: {names: ["Normal", "Scan"], codes: Int32Array.from(codes)}, cluster}
  };
}

describe("judgeSequences", () => {
  it("chooses the network where labels tell what order does not, with an interval above zero", () => {
    const {set, truth} = week({isLabelled: true, isNew: false});
    const judged = judgeSequences(set, truth, options);
    expect(judged.gain?.low).toBeGreaterThan(0);
    expect(judged.gru?.value).toBeGreaterThan(0.9);
    expect(judged.chosen).toBe("gru");
    expect(judged.typesRight).toBe(1);
    expect(
      judged.rows.find(row => row.detector === "gru" && row.measure === "pr_auc_less_ngram")
    ).toMatchObject({
      family: "sequence",
      protocol: "leave_one_day_out",
      slice: "events",
      value: judged.gain?.value,
      rows: 1200,
      attacks: 120
    });
  });

  it("keeps the n-gram model where there are no labels to learn from", () => {
    const {set, truth} = week({isLabelled: false, isNew: true});
    const judged = judgeSequences(set, truth, options);
    expect(judged.gru).toBeNull();
    expect(judged.chosen).toBe("ngram");
    expect(judged.ngram?.value).toBeGreaterThan(0.5);
  });

  it("judges nothing where the truth knows one class only", () => {
    const {set, truth} = week({isLabelled: true, isNew: false});
    const all = {...truth, type: {...truth.type, codes: truth.type.codes.map(() => 1)}};
    expect(judgeSequences(set, all, options)).toMatchObject({
      ngram: null,
      gain: null,
      chosen: "ngram",
      rows: []
    });
  });
});
