/**
 * Address prefixes, each with a number: a path-compressed binary tree (PATRICIA, https://doi.org/10.1145/321479.321481),
 * so that there are at most two nodes per prefix and a look-up visits at most one per bit, however many prefixes there are.
 */
export class PrefixTree {
  readonly #words: number;
  /** Per node: its prefix's words, its length in bits, its children (0: none) and its value (-1: only a fork). */
  #bits: Uint32Array;
  #lengths: Uint8Array;
  #children: Int32Array;
  #values: Int32Array;
  /** Node 0 is the root, the prefix of length 0. */
  #nodes = 1;

  /** @param words 32-bit words of an address: 1 for IPv4, 4 for IPv6. */
  constructor(words: 1 | 4, capacity = 64) {
    this.#words = words;
    this.#bits = new Uint32Array(capacity * words);
    this.#lengths = new Uint8Array(capacity);
    this.#children = new Int32Array(2 * capacity);
    this.#values = new Int32Array(capacity).fill(-1);
  }

  /**
   * Adds a prefix unless it is there.
   * @param key its words, of which bits beyond `length` are 0.
   * @param length in bits, 0 to 32 times the words.
   * @param value from 0.
   * @returns the value that the prefix has: the earlier one, if it was there.
   */
  add(key: Uint32Array, length: number, value: number): number {
    let node = 0;
    for (;;) {
      const at = this.#lengths[node] ?? 0;
      if (at === length) return this.#keep(node, value);
      const side = 2 * node + bitAt(key, 0, at);
      const child = this.#children[side] ?? 0;
      if (child === 0) {
        // Made first: making a node may replace the array that it is then put into.
        const leaf = this.#create(key, 0, length, value);
        this.#children[side] = leaf;
        return value;
      }
      const childLength = this.#lengths[child] ?? 0;
      const shared = this.#shared(key, child, Math.min(length, childLength));
      if (shared < childLength) {
        const fork = this.#create(this.#bits, child * this.#words, shared, -1);
        this.#children[2 * fork + bitAt(this.#bits, child * this.#words, shared)] = child;
        this.#children[side] = fork;
        node = fork;
      } else node = child;
    }
  }

  /** Values of the prefixes that hold an address, the longest first, written into `found`. @returns how many there are. */
  match(key: Uint32Array, found: Int32Array): number {
    const total = 32 * this.#words;
    let node = 0;
    let count = 0;
    for (;;) {
      const value = this.#values[node] ?? -1;
      if (value >= 0) found[count++] = value;
      const at = this.#lengths[node] ?? 0;
      if (at === total) break;
      const child = this.#children[2 * node + bitAt(key, 0, at)] ?? 0;
      if (child === 0) break;
      const length = this.#lengths[child] ?? 0;
      if (this.#shared(key, child, length) < length) break;
      node = child;
    }
    found.subarray(0, count).reverse();
    return count;
  }

  #keep(node: number, value: number): number {
    const kept = this.#values[node] ?? -1;
    if (kept >= 0) return kept;
    this.#values[node] = value;
    return value;
  }

  /** How many first bits, `most` at the most, a key shares with a node's prefix. */
  #shared(key: Uint32Array, node: number, most: number): number {
    const from = node * this.#words;
    for (let word = 0; 32 * word < most; word++) {
      const different = ((key[word] ?? 0) ^ (this.#bits[from + word] ?? 0)) >>> 0;
      if (different !== 0) return Math.min(most, 32 * word + Math.clz32(different));
    }
    return most;
  }

  #create(key: Uint32Array, offset: number, length: number, value: number): number {
    const node = this.#nodes++;
    if (node >= this.#lengths.length) this.#grow();
    const from = node * this.#words;
    for (let word = 0; word < this.#words; word++) {
      const kept = Math.max(0, Math.min(32, length - 32 * word));
      const mask = kept === 0 ? 0 : -1 << (32 - kept);
      this.#bits[from + word] = (key[offset + word] ?? 0) & mask;
    }
    this.#lengths[node] = length;
    this.#values[node] = value;
    return node;
  }

  #grow(): void {
    const capacity = 2 * this.#lengths.length;
    const widen = <T extends Uint32Array | Uint8Array | Int32Array>(old: T, wide: T): T => {
      wide.set(old);
      return wide;
    };
    this.#bits = widen(this.#bits, new Uint32Array(capacity * this.#words));
    this.#lengths = widen(this.#lengths, new Uint8Array(capacity));
    this.#children = widen(this.#children, new Int32Array(2 * capacity));
    this.#values = widen(this.#values, new Int32Array(capacity).fill(-1));
  }
}

const bitAt = (words: Uint32Array, offset: number, bit: number): number =>
  ((words[offset + (bit >>> 5)] ?? 0) >>> (31 - (bit & 31))) & 1;
