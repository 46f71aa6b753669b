export const defaults = {
  /** Steps that a probability rests on, the judged one included: three before it say what usually follows. */
  order: 4
} as const;

/** What was counted of sequences: a tree of contexts, deepest first in time (the child of a, b is a, b, c). */
export interface NgramModel {
  readonly order: number;
  /** Names that sequences are made of; a step is a number below it. */
  readonly vocabulary: number;
  /** Of them, those seen in training. All others are one: unknown. */
  readonly seen: number;
  /** Child of a context: node * (vocabulary + 1) + step. The step `vocabulary` begins every sequence. Node 0 is the empty context. */
  readonly children: ReadonlyMap<number, number>;
  /** By node: how often it occurred. */
  readonly counts: readonly number[];
  /** By node: how often a step followed it, and how many different ones. */
  readonly followed: readonly number[];
  readonly followers: readonly number[];
}

/** Sequences as columns, as in `SequenceSet`. */
interface Sequences {
  readonly starts: Int32Array;
  readonly tokens: Int32Array;
}

/**
 * Counts the n-grams, up to `order` steps long, of the given sequences.
 * @param rows which sequences teach
 * @param vocabulary steps are integers in [0, vocabulary)
 */
export function fitNgram(
  {starts, tokens}: Sequences,
  rows: ArrayLike<number>,
  vocabulary: number,
  order: number = defaults.order
): NgramModel {
  if (!Number.isInteger(order) || order < 1)
    throw new RangeError(`invalid order: ${order}; expected an integer of at least 1`);
  const children = new Map<number, number>();
  const counts = [0];
  const followed = [0];
  const followers = [0];
  const stride = vocabulary + 1;
  let seen = 0;
  function descend(node: number, step: number): number {
    const key = node * stride + step;
    const known = children.get(key);
    if (known !== undefined) return known;
    children.set(key, counts.length);
    counts.push(0);
    followed.push(0);
    followers.push(0);
    return counts.length - 1;
  }
  // Nodes of the contexts of 0, 1, ... steps before the next one.
  const active: number[] = [];
  for (let k = 0; k < rows.length; ++k) {
    const row = rows[k] as number;
    active.length = 0;
    active.push(0);
    if (order > 1) active.push(descend(0, vocabulary));
    for (let at = starts[row] as number; at < (starts[row + 1] as number); ++at) {
      const step = tokens[at] as number;
      if (!(step >= 0 && step < vocabulary))
        throw new RangeError(`invalid step: ${step}; expected an integer below ${vocabulary}`);
      for (let length = active.length - 1; length >= 0; --length) {
        const context = active[length] as number;
        const node = descend(context, step);
        if (counts[node] === 0) {
          followers[context] = (followers[context] as number) + 1;
          if (length === 0) ++seen;
        }
        counts[node] = (counts[node] as number) + 1;
        followed[context] = (followed[context] as number) + 1;
        if (length + 1 < order) active[length + 1] = node;
      }
    }
  }
  return {order, vocabulary, seen, children, counts, followed, followers};
}

/** A walk along one sequence: what has been passed decides how probable each next step is. */
export interface NgramWalk {
  /** Begins a sequence. */
  reset(): void;
  /** Probability, in (0, 1), of a step after those that were passed. Of a step never seen it is that of all such steps together. */
  probability(step: number): number;
  /** True where the step was never seen to follow the one before it (or to begin a sequence). */
  isNew(step: number): boolean;
  /** Passes a step. */
  pass(step: number): void;
}

/**
 * Interpolated Witten-Bell smoothing: after a context h that was followed c(h) times by t(h) different steps,
 *
 *     P(w | h) = (c(h w) + t(h) P(w | h')) / (c(h) + t(h)),
 *
 * where h' is h without its first step, and before the empty context all steps that were seen, and the unknown one, are equally
 * probable. How often a context has brought something new is how probable something new is taken to be. Witten and Bell 1991,
 * "The zero-frequency problem", method C, https://doi.org/10.1109/18.87000; interpolated as in Chen and Goodman 1999,
 * https://doi.org/10.1006/csla.1999.0128. Kneser-Ney's discounts are estimated from how many n-grams occur once and twice, which
 * logs of machines that repeat themselves do not have.
 */
export function walkNgram(model: NgramModel): NgramWalk {
  const {order, vocabulary, seen, children, counts, followed, followers} = model;
  const stride = vocabulary + 1;
  // -1 where a context was never seen.
  const active = new Int32Array(order).fill(-1);
  function find(node: number, step: number): number {
    return node < 0 ? -1 : (children.get(node * stride + step) ?? -1);
  }
  return {
    reset() {
      active.fill(-1);
      active[0] = 0;
      if (order > 1) active[1] = find(0, vocabulary);
    },
    probability(step) {
      let p = 1 / (seen + 1);
      for (let length = 0; length < order; ++length) {
        const context = active[length] as number;
        if (context < 0) break;
        const node = find(context, step);
        const t = followers[context] as number;
        const c = node < 0 ? 0 : (counts[node] as number);
        const total = (followed[context] as number) + t;
        if (total > 0) p = (c + t * p) / total;
      }
      return p;
    },
    isNew(step) {
      const context = active[Math.min(1, order - 1)] as number;
      const node = find(context, step);
      return node < 0 || counts[node] === 0;
    },
    pass(step) {
      for (let length = order - 1; length >= 1; --length)
        active[length] = find(active[length - 1] as number, step);
    }
  };
}
