import type {Random} from "../../random.js";
import {sigmoid, softmax, tanh} from "./activations.js";

/** Sizes of a network. */
export interface GruShape {
  /** Steps are integers below it. */
  readonly vocabulary: number;
  readonly embedding: number;
  readonly hidden: number;
  /** Types of attack that the second head tells apart; at least 1. */
  readonly types: number;
}

/**
 * A gated recurrent unit (Cho et al. 2014, https://doi.org/10.3115/v1/D14-1179) over embedded steps. Two softmax heads read its last state
 * beside the mean of its states: attack or not, and, of attacks, which type. With x the embedded step and h the state before it,
 *
 *     z = sigmoid(Wz x + Uz h + bz)       r = sigmoid(Wr x + Ur h + br)
 *     n = tanh(Wn x + Un (r h) + bn)      h' = (1 - z) n + z h
 *
 * All parameters stand in one array: embeddings, then W, U and b of z, r and n, then weights and biases of the heads.
 */
export interface Gru {
  readonly shape: GruShape;
  readonly parameters: Float64Array;
}

/** Where each group of parameters begins. */
export function layoutGru({vocabulary, embedding, hidden, types}: GruShape) {
  const inputs = vocabulary * embedding;
  const gates = inputs + 3 * hidden * embedding;
  const biases = gates + 3 * hidden * hidden;
  const attack = biases + 3 * hidden;
  const type = attack + 2 * (2 * hidden + 1);
  return {inputs, gates, biases, attack, type, size: type + types * (2 * hidden + 1)};
}

/**
 * Random parameters: uniform within one over the root of what feeds them (LeCun 1998, https://doi.org/10.1007/3-540-49430-8_2). Biases are
 * 0, and so are embeddings: a step that training never meets says nothing, instead of something at random.
 */
export function createGru(shape: GruShape, random: Random): Gru {
  const {inputs, gates, biases, attack, size} = layoutGru(shape);
  const {embedding, hidden} = shape;
  const parameters = new Float64Array(size);
  const fill = (from: number, to: number, fan: number) => {
    const bound = 1 / Math.sqrt(fan);
    for (let k = from; k < to; ++k) parameters[k] = (2 * random() - 1) * bound;
  };
  fill(inputs, gates, embedding);
  fill(gates, biases, hidden);
  fill(attack, size, 2 * hidden);
  const stride = 2 * hidden + 1;
  for (let k = attack + stride - 1; k < size; k += stride) parameters[k] = 0;
  return {shape, parameters};
}

/** Space for one sequence at a time, up to `most` steps. */
export interface GruTape {
  readonly gru: Gru;
  /** Probabilities of normal and attack. */
  readonly attack: Float64Array;
  /** Probabilities of the types. */
  readonly type: Float64Array;
  /** Runs the network over steps `from` to `to` (excluded, at most `most` of them, at least one). */
  forward(steps: Int32Array, from: number, to: number): void;
  /**
   * Adds to `gradient` the derivatives of the cross-entropy of what was last run: of the first head, and of the second where the
   * type is known.
   * @param attack 0 or 1; -1 where it does not count
   * @param type an index; -1 where it does not count
   */
  backward(attack: number, type: number, gradient: Float64Array): void;
  /** That cross-entropy, in nats. */
  loss(attack: number, type: number): number;
}

export function createTape(gru: Gru, most: number): GruTape {
  const {shape, parameters: p} = gru;
  const {embedding: d, hidden: n, types} = shape;
  const at = layoutGru(shape);
  const states = new Float64Array((most + 1) * n);
  const z = new Float64Array(most * n);
  const r = new Float64Array(most * n);
  const c = new Float64Array(most * n);
  const passed = new Int32Array(most);
  const pooled = new Float64Array(2 * n + 1);
  pooled[2 * n] = 1;
  const attack = new Float64Array(2);
  const type = new Float64Array(types);
  const dPooled = new Float64Array(2 * n + 1);
  const dState = new Float64Array(n);
  const dBefore = new Float64Array(n);
  const dReset = new Float64Array(n);
  let length = 0;

  /** Sum of one gate's inputs: its bias, its weights of the step's embedding. */
  function feed(gate: number, unit: number, input: number): number {
    let sum = p[at.biases + gate * n + unit] as number;
    const row = at.inputs + (gate * n + unit) * d;
    for (let k = 0; k < d; ++k) sum += (p[row + k] as number) * (p[input + k] as number);
    return sum;
  }

  function forward(steps: Int32Array, from: number, to: number) {
    length = to - from;
    if (length < 1 || length > most)
      throw new RangeError(`invalid length: ${length}; expected 1 to ${most} steps`);
    pooled.fill(0, 0, 2 * n);
    for (let t = 0; t < length; ++t) {
      const step = steps[from + t] as number;
      passed[t] = step;
      const input = step * d;
      const h = t * n;
      for (let i = 0; i < n; ++i) {
        let sumZ = feed(0, i, input);
        let sumR = feed(1, i, input);
        const rowZ = at.gates + i * n;
        const rowR = at.gates + (n + i) * n;
        for (let k = 0; k < n; ++k) {
          const before = states[h + k] as number;
          sumZ += (p[rowZ + k] as number) * before;
          sumR += (p[rowR + k] as number) * before;
        }
        z[h + i] = sigmoid(sumZ);
        r[h + i] = sigmoid(sumR);
      }
      for (let i = 0; i < n; ++i) {
        let sum = feed(2, i, input);
        const row = at.gates + (2 * n + i) * n;
        for (let k = 0; k < n; ++k)
          sum += (p[row + k] as number) * (r[h + k] as number) * (states[h + k] as number);
        const candidate = tanh(sum);
        const gate = z[h + i] as number;
        const next = (1 - gate) * candidate + gate * (states[h + i] as number);
        c[h + i] = candidate;
        states[h + n + i] = next;
        pooled[n + i] = (pooled[n + i] as number) + next / length;
      }
    }
    for (let i = 0; i < n; ++i) pooled[i] = states[length * n + i] as number;
    readHead(at.attack, attack);
    readHead(at.type, type);
  }

  function readHead(from: number, answers: Float64Array) {
    const stride = 2 * n + 1;
    for (let a = 0; a < answers.length; ++a) {
      let sum = 0;
      for (let k = 0; k < stride; ++k) sum += (p[from + a * stride + k] as number) * (pooled[k] as number);
      answers[a] = sum;
    }
    softmax(answers);
  }

  function learnHead(from: number, answers: Float64Array, right: number, gradient: Float64Array) {
    if (right < 0) return;
    const stride = 2 * n + 1;
    for (let a = 0; a < answers.length; ++a) {
      const error = (answers[a] as number) - (a === right ? 1 : 0);
      for (let k = 0; k < stride; ++k) {
        const w = from + a * stride + k;
        gradient[w] = (gradient[w] as number) + error * (pooled[k] as number);
        dPooled[k] = (dPooled[k] as number) + error * (p[w] as number);
      }
    }
  }

  /** Takes one gate's error at one unit back to its bias, its weights, the step's embedding and whatever it read of the state. */
  function learnGate(
    gate: number,
    unit: number,
    error: number,
    input: number,
    state: number,
    isReset: boolean,
    dRead: Float64Array,
    gradient: Float64Array
  ) {
    const bias = at.biases + gate * n + unit;
    gradient[bias] = (gradient[bias] as number) + error;
    const row = at.inputs + (gate * n + unit) * d;
    for (let k = 0; k < d; ++k) {
      gradient[row + k] = (gradient[row + k] as number) + error * (p[input + k] as number);
      gradient[input + k] = (gradient[input + k] as number) + error * (p[row + k] as number);
    }
    const from = at.gates + (gate * n + unit) * n;
    for (let k = 0; k < n; ++k) {
      const read = (states[state + k] as number) * (isReset ? (r[state + k] as number) : 1);
      gradient[from + k] = (gradient[from + k] as number) + error * read;
      dRead[k] = (dRead[k] as number) + error * (p[from + k] as number);
    }
  }

  function backward(rightAttack: number, rightType: number, gradient: Float64Array) {
    dPooled.fill(0);
    learnHead(at.attack, attack, rightAttack, gradient);
    learnHead(at.type, type, rightType, gradient);
    for (let i = 0; i < n; ++i) dState[i] = dPooled[i] as number;
    for (let t = length - 1; t >= 0; --t) {
      const h = t * n;
      const input = (passed[t] as number) * d;
      dBefore.fill(0);
      dReset.fill(0);
      for (let i = 0; i < n; ++i) {
        const error = (dState[i] as number) + (dPooled[n + i] as number) / length;
        dState[i] = error;
        const gate = z[h + i] as number;
        const candidate = c[h + i] as number;
        learnGate(2, i, error * (1 - gate) * (1 - candidate * candidate), input, h, true, dReset, gradient);
      }
      for (let i = 0; i < n; ++i) {
        const error = dState[i] as number;
        const gate = z[h + i] as number;
        const reset = r[h + i] as number;
        const before = states[h + i] as number;
        const errorZ = error * (before - (c[h + i] as number)) * gate * (1 - gate);
        const errorR = (dReset[i] as number) * before * reset * (1 - reset);
        dBefore[i] = (dBefore[i] as number) + error * gate + (dReset[i] as number) * reset;
        learnGate(0, i, errorZ, input, h, false, dBefore, gradient);
        learnGate(1, i, errorR, input, h, false, dBefore, gradient);
      }
      dState.set(dBefore);
    }
  }

  return {
    gru,
    attack,
    type,
    forward,
    backward,
    loss: (rightAttack, rightType) =>
      (rightAttack < 0 ? 0 : -Math.log(attack[rightAttack] as number)) -
      (rightType < 0 ? 0 : Math.log(type[rightType] as number))
  };
}
