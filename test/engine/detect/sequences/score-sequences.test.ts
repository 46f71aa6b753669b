import {describe, expect, it} from "vitest";
import {keepSequences} from "../../../../src/engine/detect/sequences/keep-sequences.js";
import {scoreSequences} from "../../../../src/engine/detect/sequences/score-sequences.js";
import {partSequences, takeSequences} from "../../../../src/engine/detect/sequences/sequence-set.js";
import {tellSequence} from "../../../../src/engine/detect/sequences/tell-sequence.js";
import {createRandom, randomInteger} from "../../../../src/engine/random.js";
import {setOf, type TestSequence} from "./sequence-sets.js";

/** Logins as people do them: connect, a failure now and then, accepted, some commands, closed. */
function people(count: number, seed: number, more: Partial<TestSequence> = {}): TestSequence[] {
  const random = createRandom(seed);
  return Array.from({length: count}, (_, k) => ({
    steps: [
      "connect",
      ...(random() < 0.1 ? ["failed"] : []),
      "accepted",
      ...Array.from({length: randomInteger(random, 6)}, () => (random() < 0.7 ? "command" : "copy")),
      "closed"
    ],
    day: Math.floor((6 * k) / count),
    ...more
  }));
}

const shuffled: TestSequence = {
  steps: ["closed", "copy", "accepted", "failed", "closed", "connect", "copy", "connect"],
  day: 5,
  reference: false
};
const guessing: TestSequence = {steps: Array(60).fill("failed"), day: 5, reference: false};
const unheardOf: TestSequence = {
  steps: ["connect", "accepted", "root", "wiped", "closed"],
  day: 5,
  reference: false
};
const options = {seed: 1, model: "ngram", updates: 5} as const;

describe("scoreSequences", () => {
  const usual = people(3000, 1);
  const set = setOf([...usual, shuffled, guessing, unheardOf]);
  const scored = scoreSequences(set, options);
  const [disordered = 0, guesses = 0, news = 0] = scored.score.slice(-3);

  it("finds another order, another length and steps never seen more unusual than nearly all that people do", () => {
    const benign = scored.score.slice(0, usual.length).sort();
    for (const score of [disordered, guesses, news])
      expect(score).toBeGreaterThan(benign[Math.floor(0.999 * benign.length)] ?? 1);
  });

  it("says by its parts what made it so", () => {
    const {parts, usual: medians} = scored.ngram;
    const row = usual.length;
    const at = (k: number) =>
      Object.fromEntries(Object.entries(parts).map(([name, scores]) => [name, scores[row + k] ?? 0]));
    expect(at(0)["mean_bits"]).toBeGreaterThan(at(0)["length"] ?? 1);
    expect(at(1)["length"]).toBeGreaterThan(0.9);
    expect(scored.measures.values.new_steps[row + 2]).toBe(3);
    expect(medians.length[0]).toBeGreaterThan(3);
  });

  it("marks the steps that surprise most", () => {
    const row = usual.length + 2;
    const marked = [...scored.measures.marked.subarray(3 * row, 3 * row + 3)];
    expect(marked.slice(0, 2).sort()).toEqual([2, 3]);
  });

  it("raises about one benign sequence in a thousand, on days that taught nothing of it", () => {
    const raised = scored.level.slice(0, usual.length).filter(level => level > 0).length;
    expect(raised).toBeLessThanOrEqual(10);
    expect([...scored.level.slice(-3)].every(level => level > 0)).toBe(true);
  });

  it("raises nothing of strangers, whom the reference leaves out, and no more than low of a honeypot's visits", () => {
    const row = usual.length + 1;
    const stranger = scoreSequences(setOf([...usual, {...guessing, raisable: false}]), options);
    expect(scored.level[row]).toBeGreaterThan(1);
    expect(stranger.level.at(-1)).toBe(0);
    expect(stranger.score.at(-1)).toBe(scored.score[row]);
    const visits = people(900, 2, {group: "honeypot", type: "Malware"});
    const trap = scoreSequences(
      setOf([...visits, {...guessing, group: "honeypot", type: "Malware"}]),
      options
    );
    expect(trap.ngram.basis).toEqual(["same kind"]);
    expect(trap.level.at(-1)).toBe(1);
    expect(trap.challenger.tellsAttacks).toBe(false);
  });

  it("promises nothing, and raises nothing, with few sequences", () => {
    const few = scoreSequences(setOf([...people(80, 3), guessing]), options);
    expect(few.ngram.basis).toEqual(["same kind"]);
    expect(few.level.some(level => level > 0)).toBe(false);
    expect(few.score.at(-1)).toBeGreaterThan(0.2);
  });

  it("gives the same scores again", () => {
    expect(scoreSequences(set, options).score).toEqual(scored.score);
  });

  it("uses the network only where it was asked for and could learn", () => {
    expect(scoreSequences(set, {...options, model: "gru"}).used).toBe("ngram");
    const attacks = people(150, 5, {type: "Malware", reference: false}).map((one, k) => ({
      ...one,
      steps: [...one.steps, "root"],
      day: Math.floor(k / 25)
    }));
    const both = [...people(900, 4), ...attacks].sort((a, b) => (a.day ?? 0) - (b.day ?? 0));
    const {used, score, challenger} = scoreSequences(setOf(both), {seed: 1, model: "gru", updates: 150});
    expect(used).toBe("gru");
    const attack = Float64Array.from(both, (_, row) => challenger.verdict(row).attack);
    const mean = (isAttack: boolean, values: Float64Array) => {
      const own = values.filter((_, row) => (both[row]?.type === "Malware") === isAttack);
      return own.reduce((sum, x) => sum + x, 0) / own.length;
    };
    expect(mean(true, attack)).toBeGreaterThan(0.9);
    expect(mean(false, attack)).toBeLessThan(0.1);
    expect(mean(true, score)).toBeGreaterThan(mean(false, score) + 0.1);
  });
});

describe("tellSequence", () => {
  const usual = people(1200, 1);
  const set = setOf([...usual, {...unheardOf, type: "Malware"}, guessing]);
  const scored = scoreSequences(set, options);
  const told = tellSequence(set, scored, usual.length);

  it("tells a sequence, with the event of its most surprising step, in a sentence", () => {
    expect(told["finding"]).toBe("Unusual order of events");
    expect(told["reason"]).toMatch(/^5 events from one source within an hour, .*the least expected is /);
    expect(told["steps"]).toBe("connect › accepted › root › wiped › closed");
    const worst = Number(String(told["surprising"]).split(",")[0]);
    expect(told["worst_step"]).toBe(["connect", "accepted", "root", "wiped", "closed"][worst]);
    expect(told["seq"]).toBe((set.starts[usual.length] ?? 0) + worst);
    expect(told["challenger_score"]).toBeNull();
  });

  it("shows no more than 24 steps of a long one, and where they begin", () => {
    const long = tellSequence(set, scored, usual.length + 1);
    expect(String(long["steps"]).split(" › ")).toHaveLength(24);
    expect(Number(long["first_step"])).toBeLessThanOrEqual(60 - 24);
    expect(long["length"]).toBe(60);
  });

  it("keeps what is raised or labelled, and little else", () => {
    const kept = keepSequences(set, scored);
    expect(kept).toContain(usual.length);
    expect(kept.length).toBeLessThan(20);
  });
});

describe("partSequences", () => {
  it("keeps a day together, and divides by order where there is one day only", () => {
    expect([...partSequences(Int32Array.from([1, 1, 2, 5, 9]), 2)]).toEqual([0, 0, 0, 1, 1]);
    expect([...partSequences(Int32Array.from([3, 3, 3, 3]), 2)]).toEqual([0, 0, 1, 1]);
  });
});

describe("takeSequences", () => {
  it("leaves the taken sequences as they were", () => {
    const set = setOf([{steps: ["a", "b"]}, {steps: ["c"], day: 1}, {steps: ["b", "a", "c"], day: 2}]);
    const taken = takeSequences(set, Int32Array.from([0, 2]));
    expect([...taken.starts]).toEqual([0, 2, 5]);
    expect([...taken.tokens].map(code => taken.names[code])).toEqual(["a", "b", "b", "a", "c"]);
    expect([...taken.seqs]).toEqual([0, 1, 3, 4, 5]);
    expect([...taken.day]).toEqual([0, 2]);
  });
});
