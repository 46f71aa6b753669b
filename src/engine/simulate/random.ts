import {createRandom} from "../random.js";

/** The engine's seeded generator with the distributions that a simulation needs. Same seed, same numbers, anywhere. */
export class Random {
  /** Uniform in [0, 1). */
  readonly uniform: () => number;

  /** @param seed any integer; only its low 32 bits count */
  constructor(private readonly seed: number) {
    this.uniform = createRandom(seed);
  }

  /** A stream of its own for one part of the simulation, so that changing one part leaves the others as they were. */
  fork(name: string): Random {
    let hash = 0x811c9dc5 ^ this.seed;
    for (let i = 0; i < name.length; ++i) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
    return new Random(hash);
  }

  /** 32 random bits, as an unsigned integer. */
  bits(): number {
    return Math.floor(this.uniform() * 4294967296);
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** A whole number in [low, high], both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  /** True with probability p. */
  chance(p: number): boolean {
    return this.uniform() < p;
  }

  /** One of the items. Throws on an empty list. */
  pick<T>(items: readonly T[]): T {
    return at(items, Math.floor(this.uniform() * items.length));
  }

  /** One of the items, the early ones far more often: a tenth of them get a third of the draws. Throws on an empty list. */
  skewed<T>(items: readonly T[]): T {
    return at(items, Math.floor(this.uniform() ** 2 * items.length));
  }

  /** One of the items, in proportion to its weight. Throws on an empty list. */
  weighted<T extends {readonly weight: number}>(items: readonly T[]): T {
    let rest = this.uniform() * items.reduce((sum, item) => sum + item.weight, 0);
    for (const item of items) {
      rest -= item.weight;
      if (rest < 0) return item;
    }
    return at(items, items.length - 1);
  }

  /** `count` different items (all of them when there are fewer), in random order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const pool = [...items];
    const taken: T[] = [];
    while (taken.length < count && pool.length > 0) {
      taken.push(...pool.splice(this.integer(0, pool.length - 1), 1));
    }
    return taken;
  }

  /** Exponential waiting time with the given mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }

  /** Normal, by Box and Muller. */
  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Log-normal around its median; `spread` is the standard deviation of the logarithm. */
  lognormal(median: number, spread: number): number {
    return median * Math.exp(this.normal(0, spread));
  }

  /** Pareto: never below `scale`; the smaller `shape`, the heavier the tail. */
  pareto(scale: number, shape: number): number {
    return scale / (1 - this.uniform()) ** (1 / shape);
  }

  /** Poisson count: by multiplication for small means (Knuth), by the normal approximation beyond 60. */
  poisson(mean: number): number {
    if (mean > 60) return Math.max(0, Math.round(this.normal(mean, Math.sqrt(mean))));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) ++count;
    return count;
  }

  /** Lower-case hexadecimal digits. */
  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += this.bits().toString(16).padStart(8, "0");
    return text.slice(0, digits);
  }

  /** Letters drawn from an alphabet. */
  letters(length: number, alphabet = "abcdefghijklmnopqrstuvwxyz"): string {
    let text = "";
    for (let i = 0; i < length; ++i) text += alphabet[Math.floor(this.uniform() * alphabet.length)];
    return text;
  }
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} in a list of ${items.length}`);
  return item;
}
