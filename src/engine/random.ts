/** Numbers in [0, 1), 53 random bits each. */
export type Random = () => number;

/**
 * A seeded generator: xoshiro128** by Blackman and Vigna (https://prng.di.unimi.it/xoshiro128starstar.c), its state
 * filled by splitmix32 so that neighbouring seeds give unrelated streams. The same seed gives the same numbers everywhere.
 * The seed is any integer; its lowest 32 bits count.
 */
export function createRandom(seed: number): Random {
  if (!Number.isInteger(seed)) throw new RangeError(`invalid seed: ${seed}; expected an integer`);
  const mix = splitmix32(seed);
  let a = mix();
  let b = mix();
  let c = mix();
  let d = mix();

  function next(): number {
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9);
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  return () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
}

/** An integer in [0, below), uniform for any `below` up to 2^32. */
export function randomInteger(random: Random, below: number): number {
  return Math.floor(random() * below);
}

/** https://github.com/bryc/code/blob/master/jshash/PRNGs.md#splitmix32 */
function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
}
