import {createRandom, randomInteger} from "../../random.js";
import {createGru, createTape, type Gru, type GruShape} from "./gru.js";

export const defaults = {
  embedding: 12,
  hidden: 16,
  /** Steps of a sequence that are read. */
  mostSteps: 32,
  /** Updates of the parameters, and sequences that each is an average over. */
  updates: 300,
  batch: 16,
  /** Adam's. The rate falls to a tenth along the way. */
  rate: 0.01,
  firstDecay: 0.9,
  secondDecay: 0.999,
  epsilon: 1e-8,
  /** A gradient longer than this is shortened to it (Pascanu et al. 2013, https://arxiv.org/abs/1211.5063). */
  longestGradient: 5
} as const;

/** Sequences with labels, in columns. */
export interface LabelledSequences {
  readonly starts: Int32Array;
  /** Steps, below the network's vocabulary. */
  readonly tokens: Int32Array;
  /** By sequence: 1 attack, 0 normal. */
  readonly attack: ArrayLike<number>;
  /** By sequence: type of attack; -1 where not known. */
  readonly type: ArrayLike<number>;
}

export interface TrainedGru {
  readonly gru: Gru;
  /** Mean loss of each update's batch, in nats. */
  readonly losses: Float64Array;
}

/**
 * Fits a network by Adam (Kingma and Ba 2015, https://arxiv.org/abs/1412.6980): a bounded number of updates, however many sequences there
 * are. Half of every batch are attacks, so that rare ones teach as much as what is common; with attacks only, their types alone are learnt.
 * Sums, products, quotients and square roots only: the same parameters on every machine.
 * @param rows which sequences teach; at least one
 */
export function trainGru(
  {starts, tokens, attack, type}: LabelledSequences,
  rows: Int32Array,
  sizes: Pick<GruShape, "vocabulary" | "types"> & Partial<GruShape>,
  {seed, updates = defaults.updates}: {readonly seed: number; readonly updates?: number}
): TrainedGru {
  if (rows.length === 0) throw new RangeError("nothing to learn from: expected at least one sequence");
  const random = createRandom(seed);
  const gru = createGru({embedding: defaults.embedding, hidden: defaults.hidden, ...sizes}, random);
  const tape = createTape(gru, defaults.mostSteps);
  const classes = [0, 1].map(label => rows.filter(row => attack[row] === label));
  const hasBoth = classes.every(own => own.length > 0);
  const gradient = new Float64Array(gru.parameters.length);
  const adam = createAdam(gru.parameters);
  const losses = new Float64Array(updates);
  for (let update = 0; update < updates; ++update) {
    gradient.fill(0);
    let loss = 0;
    for (let k = 0; k < defaults.batch; ++k) {
      const from = hasBoth ? (classes[k % 2] ?? rows) : rows;
      const row = from[randomInteger(random, from.length)] as number;
      const start = starts[row] as number;
      tape.forward(tokens, start, Math.min(starts[row + 1] as number, start + defaults.mostSteps));
      const rightAttack = hasBoth ? (attack[row] as number) : -1;
      loss += tape.loss(rightAttack, type[row] as number);
      tape.backward(rightAttack, type[row] as number, gradient);
    }
    losses[update] = loss / defaults.batch;
    adam(gradient, defaults.rate * (1 - (0.9 * update) / updates));
  }
  return {gru, losses};
}

/** Changes the parameters by the mean of a batch's gradients. */
function createAdam(parameters: Float64Array) {
  const first = new Float64Array(parameters.length);
  const second = new Float64Array(parameters.length);
  const {firstDecay, secondDecay, epsilon, batch, longestGradient} = defaults;
  let firstLeft = 1;
  let secondLeft = 1;
  return (gradient: Float64Array, rate: number) => {
    let square = 0;
    for (const g of gradient) square += (g / batch) * (g / batch);
    const scale = Math.min(1, longestGradient / Math.sqrt(square || 1)) / batch;
    firstLeft *= firstDecay;
    secondLeft *= secondDecay;
    for (let k = 0; k < parameters.length; ++k) {
      const g = (gradient[k] as number) * scale;
      const m = firstDecay * (first[k] as number) + (1 - firstDecay) * g;
      const v = secondDecay * (second[k] as number) + (1 - secondDecay) * g * g;
      first[k] = m;
      second[k] = v;
      parameters[k] =
        (parameters[k] as number) -
        (rate * (m / (1 - firstLeft))) / (Math.sqrt(v / (1 - secondLeft)) + epsilon);
    }
  };
}
