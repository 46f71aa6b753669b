import {describe, expect, it} from "vitest";
import {createGru, createTape, layoutGru} from "../../../../src/engine/detect/sequences/gru.js";
import {type LabelledSequences, trainGru} from "../../../../src/engine/detect/sequences/train-gru.js";
import {createRandom, randomInteger} from "../../../../src/engine/random.js";

const shape = {vocabulary: 5, embedding: 3, hidden: 4, types: 3};

/** Sequences of steps 1 and 2 that alternate (normal), or in which 1 is followed by 3 somewhere (attack, of the type its last step says). */
function toyGrammar(count: number, seed: number): LabelledSequences {
  const random = createRandom(seed);
  const tokens: number[] = [];
  const starts = [0];
  const attack: number[] = [];
  const type: number[] = [];
  for (let row = 0; row < count; ++row) {
    const length = 4 + randomInteger(random, 8);
    const steps = Array.from({length}, (_, k) => 1 + (k % 2));
    const isAttack = row % 3 === 0;
    const kind = randomInteger(random, 2);
    // Both kinds hold a 3, so that only what stands before it tells them apart.
    const place = 2 * randomInteger(random, Math.floor(length / 2));
    steps[place + (isAttack ? 1 : 0)] = 3;
    steps.push(isAttack && kind === 1 ? 4 : 0);
    tokens.push(...steps);
    starts.push(tokens.length);
    attack.push(isAttack ? 1 : 0);
    type.push(isAttack ? kind : -1);
  }
  return {starts: Int32Array.from(starts), tokens: Int32Array.from(tokens), attack, type};
}

const allRows = (data: LabelledSequences) => Int32Array.from({length: data.starts.length - 1}, (_, k) => k);

describe("createTape", () => {
  it("computes the derivatives that finite differences show, of every parameter", () => {
    const gru = createGru(shape, createRandom(5));
    const {parameters} = gru;
    const random = createRandom(6);
    // Biases too: at 0 a forgotten one would not be noticed.
    for (let k = 0; k < parameters.length; ++k) parameters[k] = (parameters[k] ?? 0) + random() - 0.5;
    const tape = createTape(gru, 8);
    const steps = Int32Array.from([1, 4, 0, 0, 2, 3, 1]);
    for (const [attack, type] of [
      [1, 2],
      [0, -1],
      [-1, 0]
    ] as const) {
      const gradient = new Float64Array(parameters.length);
      tape.forward(steps, 0, steps.length);
      tape.backward(attack, type, gradient);
      const lossWith = (k: number, value: number) => {
        const kept = parameters[k] ?? 0;
        parameters[k] = value;
        tape.forward(steps, 0, steps.length);
        const loss = tape.loss(attack, type);
        parameters[k] = kept;
        return loss;
      };
      const h = 1e-5;
      for (let k = 0; k < parameters.length; ++k) {
        const x = parameters[k] ?? 0;
        const difference = (lossWith(k, x + h) - lossWith(k, x - h)) / (2 * h);
        expect(Math.abs((gradient[k] ?? 0) - difference)).toBeLessThan(1e-8);
      }
      expect(gradient.some(g => Math.abs(g) > 0.01)).toBe(true);
    }
  });

  it("answers with probabilities that sum to 1", () => {
    const tape = createTape(createGru(shape, createRandom(7)), 4);
    tape.forward(Int32Array.from([0, 3, 4]), 0, 3);
    for (const head of [tape.attack, tape.type]) {
      expect(head.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      expect(head.every(p => p > 0 && p < 1)).toBe(true);
    }
  });

  it("refuses a sequence that is longer than its space, and one without steps", () => {
    const tape = createTape(createGru(shape, createRandom(7)), 4);
    expect(() => tape.forward(new Int32Array(5), 0, 5)).toThrow("invalid length: 5; expected 1 to 4 steps");
    expect(() => tape.forward(new Int32Array(5), 2, 2)).toThrow("invalid length: 0");
  });

  it("leaves no gap between its groups of parameters", () => {
    const {size} = layoutGru(shape);
    expect(size).toBe(5 * 3 + 3 * 4 * 3 + 3 * 4 * 4 + 3 * 4 + (2 + 3) * 9);
  });
});

describe("trainGru", () => {
  const data = toyGrammar(300, 1);
  const sizes = {vocabulary: 5, types: 2};
  const trained = trainGru(data, allRows(data), sizes, {seed: 3, updates: 300});

  it("reduces the loss", () => {
    const mean = (part: Float64Array) => part.reduce((sum, x) => sum + x, 0) / part.length;
    expect(mean(trained.losses.subarray(-20))).toBeLessThan(0.2 * mean(trained.losses.subarray(0, 20)));
  });

  it("learns a grammar in which only the order of steps tells attacks from normal ones, and their types", () => {
    const unseen = toyGrammar(300, 2);
    const tape = createTape(trained.gru, 48);
    let right = 0;
    let rightType = 0;
    let attacks = 0;
    for (let row = 0; row < 300; ++row) {
      tape.forward(unseen.tokens, unseen.starts[row] ?? 0, unseen.starts[row + 1] ?? 0);
      const isAttack = unseen.attack[row] === 1;
      if ((tape.attack[1] ?? 0) > 0.5 === isAttack) ++right;
      if (!isAttack) continue;
      ++attacks;
      if ((tape.type[1] ?? 0) > 0.5 === (unseen.type[row] === 1)) ++rightType;
    }
    expect(right / 300).toBeGreaterThan(0.95);
    expect(rightType / attacks).toBeGreaterThan(0.95);
  });

  it("gives the same parameters for the same seed, and others for another", () => {
    const short = (seed: number) => trainGru(data, allRows(data), sizes, {seed, updates: 5}).gru.parameters;
    expect(short(3)).toEqual(short(3));
    expect(short(3)).not.toEqual(short(4));
  });

  it("refuses to learn from nothing", () => {
    expect(() => trainGru(data, new Int32Array(0), sizes, {seed: 1})).toThrow(
      "expected at least one sequence"
    );
  });
});
