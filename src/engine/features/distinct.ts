/** Values told apart exactly; a key with more than these live at once is counted by a sketch. */
const exact = 8;
/** Cells of a sketch. Linear counting over 512 cells errs by 5% at 1,000 values and tops out at 3,194. */
const cells = 512;
const never = -2_147_483_648;
/** https://doi.org/10.1145/78922.78925 (Whang, Vander-Zanden and Taylor 1990), by the number of cells in use. */
const estimates = Float64Array.from({length: cells + 1}, (_, used) =>
  Math.round(cells * -Math.log(1 - Math.min(used, cells - 1) / cells))
);

/**
 * How many different values each key has had in its trailing window. Values carry the window part they were last seen
 * in and cease to count when that part has left the window. Exact up to 8 values; beyond, the key is promoted to a
 * sliding linear-counting sketch, of which there are at most `maxSketches` (2.1 KB each): without one, the count stays at 9, "more than 8".
 */
export class DistinctCounts {
  readonly #parts: number;
  #used: Uint8Array;
  #values: Int32Array;
  #seen: Int32Array;
  #sketch: Int32Array;
  readonly #sketches: Sketches;
  #more: Int32Array;

  constructor(capacity: number, parts: number, maxSketches: number) {
    this.#parts = parts;
    this.#used = new Uint8Array(capacity);
    this.#values = new Int32Array(capacity * exact);
    this.#seen = new Int32Array(capacity * exact);
    this.#sketch = new Int32Array(capacity).fill(-1);
    this.#more = new Int32Array(capacity).fill(never);
    this.#sketches = new Sketches(parts, maxSketches);
  }

  grow(capacity: number): void {
    this.#used = widen(this.#used, new Uint8Array(capacity));
    this.#values = widen(this.#values, new Int32Array(capacity * exact));
    this.#seen = widen(this.#seen, new Int32Array(capacity * exact));
    this.#sketch = widen(this.#sketch, new Int32Array(capacity).fill(-1));
    this.#more = widen(this.#more, new Int32Array(capacity).fill(never));
  }

  /** Forgets all that a slot has seen. */
  reset(slot: number): void {
    this.#used[slot] = 0;
    this.#more[slot] = never;
    const sketch = this.#sketch[slot] ?? -1;
    if (sketch >= 0) this.#sketches.release(sketch);
    this.#sketch[slot] = -1;
  }

  /** Notes `value` (-1: none) in window part `part`, which never falls for a slot, and returns the count of live values. */
  add(slot: number, value: number, part: number): number {
    const sketch = this.#sketch[slot] ?? -1;
    if (sketch >= 0) return this.#sketches.add(sketch, value, part);

    const values = this.#values;
    const seen = this.#seen;
    const dead = part - this.#parts;
    const from = slot * exact;
    const to = from + (this.#used[slot] ?? 0);
    let live = 0;
    let free = -1;
    let found = value < 0;
    for (let k = from; k < to; ++k) {
      if (!found && values[k] === value) {
        found = true;
        seen[k] = part;
      }
      if ((seen[k] ?? never) > dead) ++live;
      else free = k;
    }
    if (found) return this.#moreThan(slot, live, dead);
    if (free < 0 && to < from + exact) {
      free = to;
      this.#used[slot] = to - from + 1;
    }
    if (free >= 0) {
      values[free] = value;
      seen[free] = part;
      return this.#moreThan(slot, live + 1, dead);
    }
    return this.#promote(slot, value, part);
  }

  /** A slot that was refused a sketch has had at least one value more than it holds, until that too has left the window. */
  #moreThan(slot: number, live: number, dead: number): number {
    return live === exact && (this.#more[slot] ?? never) > dead ? live + 1 : live;
  }

  #promote(slot: number, value: number, part: number): number {
    const sketch = this.#sketches.acquire();
    if (sketch < 0) {
      this.#more[slot] = part;
      return exact + 1;
    }
    this.#sketch[slot] = sketch;
    // Oldest first, since a sketch's time must not run backwards.
    const order = Array.from({length: exact}, (_, k) => slot * exact + k);
    order.sort((a, b) => (this.#seen[a] ?? 0) - (this.#seen[b] ?? 0));
    for (const k of order) this.#sketches.add(sketch, this.#values[k] ?? -1, this.#seen[k] ?? 0);
    return this.#sketches.add(sketch, value, part);
  }
}

/** Sliding linear counting: a cell remembers the part its values were last seen in; the cells in use are counted by part. */
class Sketches {
  readonly #parts: number;
  readonly #max: number;
  readonly #free: number[] = [];
  #count = 0;
  #cell = new Int32Array(0);
  #byPart = new Int32Array(0);
  #live = new Int32Array(0);
  #latest = new Int32Array(0);

  constructor(parts: number, max: number) {
    this.#parts = parts;
    this.#max = max;
  }

  /** An empty sketch, or -1 when all are taken. */
  acquire(): number {
    let sketch = this.#free.pop();
    if (sketch === undefined) {
      if (this.#count >= this.#max) return -1;
      if (this.#count === this.#live.length) this.#grow(Math.min(this.#max, Math.max(16, this.#count * 2)));
      sketch = this.#count++;
    }
    this.#cell.fill(never, sketch * cells, (sketch + 1) * cells);
    this.#byPart.fill(0, sketch * this.#parts, (sketch + 1) * this.#parts);
    this.#live[sketch] = 0;
    this.#latest[sketch] = never;
    return sketch;
  }

  release(sketch: number): void {
    this.#free.push(sketch);
  }

  add(sketch: number, value: number, part: number): number {
    const parts = this.#parts;
    const byPart = this.#byPart;
    const ring = sketch * parts;
    let live = this.#live[sketch] ?? 0;
    const latest = this.#latest[sketch] ?? never;
    if (part !== latest) {
      // Each part that begins takes the place, in the ring, of one that leaves the window.
      for (let p = Math.max(0, latest + 1, part - parts + 1); p <= part; ++p) {
        live -= byPart[ring + (p % parts)] ?? 0;
        byPart[ring + (p % parts)] = 0;
      }
      this.#latest[sketch] = part;
    }
    if (value >= 0) {
      const cell = sketch * cells + (hash(value) & (cells - 1));
      const seen = this.#cell[cell] ?? never;
      if (seen !== part) {
        if (seen > part - parts) {
          const k = ring + (seen % parts);
          byPart[k] = (byPart[k] ?? 0) - 1;
        } else ++live;
        const k = ring + (part % parts);
        byPart[k] = (byPart[k] ?? 0) + 1;
        this.#cell[cell] = part;
      }
    }
    this.#live[sketch] = live;
    return estimates[live] ?? 0;
  }

  #grow(capacity: number): void {
    this.#cell = widen(this.#cell, new Int32Array(capacity * cells));
    this.#byPart = widen(this.#byPart, new Int32Array(capacity * this.#parts));
    this.#live = widen(this.#live, new Int32Array(capacity));
    this.#latest = widen(this.#latest, new Int32Array(capacity));
  }
}

/** Copies the narrower array into the wider one. */
export function widen<T extends Uint8Array | Int32Array | Float64Array>(narrow: T, wide: T): T {
  wide.set(narrow);
  return wide;
}

/** The finaliser of MurmurHash3: dense identities and neighbouring ports spread over all cells. */
function hash(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
