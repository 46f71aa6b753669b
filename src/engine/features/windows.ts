import {DistinctCounts, widen} from "./distinct.js";

/** Sums kept per window part. All are integers, so that what is added and later subtracted leaves no rounding behind. */
const requests = 0;
const failed = 1;
const successful = 2;
const statuses = 3;
const errors = 4;
const responses = 5;
const responseMicros = 6;
const gaps = 7;
const gapMillis = 8;
const gapSquares = 9;
const sums = 10;

/** A window is this many parts; the oldest falls out whole, so a window covers between 9 and 10 tenths of its span. */
const parts = 10;
const lastPart = 2_147_483_647;

export interface WindowOptions {
  /** Milliseconds. */
  readonly span: number;
  /** How many different-value counts each key has. */
  readonly distinct: number;
  /** Keys held at once; the one idle longest makes room. */
  readonly maxKeys: number;
  /** Keys, per count, that may have more than 8 different values told apart. */
  readonly maxSketches: number;
}

/**
 * Trailing windows by key. A key's time never runs backwards: a record logged a little early counts in the newest part,
 * and a clock that jumps back by more than the window starts the key afresh. A key takes about 1 KB, so that no
 * number of keys takes more than `maxKeys` KB (and 4 bytes for every key ever seen).
 */
export class Windows {
  readonly #span: number;
  readonly #partSpan: number;
  readonly #maxKeys: number;
  #slotOf = new Int32Array(1024).fill(-1);
  #keyOf = new Int32Array(0);
  #part = new Int32Array(0);
  #last = new Float64Array(0);
  /** Per slot: the totals of the window, then those of each part. */
  #sums = new Float64Array(0);
  readonly #distinct: readonly DistinctCounts[];
  /** Slots as a doubly linked list from the one idle longest to the one just used. */
  #older = new Int32Array(0);
  #newer = new Int32Array(0);
  #oldest = -1;
  #newest = -1;
  #count = 0;

  constructor({span, distinct, maxKeys, maxSketches}: WindowOptions) {
    this.#span = span;
    this.#partSpan = span / parts;
    this.#maxKeys = maxKeys;
    this.#distinct = Array.from({length: distinct}, () => new DistinctCounts(0, parts, maxSketches));
  }

  /** Counts a record of `key` at `time` (ms) and returns the key's slot, valid until the next call. */
  touch(key: number, time: number): number {
    const part = Math.min(lastPart, Math.max(0, Math.floor(time / this.#partSpan)));
    let slot = key < this.#slotOf.length ? (this.#slotOf[key] ?? -1) : -1;
    if (slot < 0) {
      slot = this.#claim(key, part);
      this.#reset(slot, part);
    } else {
      this.#advance(slot, part);
      this.#use(slot);
    }
    const before = this.#last[slot] ?? Number.NaN;
    if (time > before) {
      const gap = Math.round(time - before);
      if (gap < this.#span) this.#addGap(slot, gap);
      this.#last[slot] = time;
    } else if (time <= before) this.#addGap(slot, 0);
    else this.#last[slot] = time;
    this.#add(slot, requests, 1);
    return slot;
  }

  /** 1 for a login accepted, 0 for one failed. */
  addLogin(slot: number, outcome: number): void {
    this.#add(slot, outcome > 0 ? successful : failed, 1);
  }

  addStatus(slot: number, status: number): void {
    this.#add(slot, statuses, 1);
    if (status >= 400 && status < 600) this.#add(slot, errors, 1);
  }

  /** `seconds` not below zero. */
  addResponse(slot: number, seconds: number): void {
    this.#add(slot, responses, 1);
    this.#add(slot, responseMicros, Math.round(Math.min(seconds, 1e6) * 1e6));
  }

  /** Notes a value (-1: none) in the `k`th count of different values and returns the count. */
  addDistinct(slot: number, k: number, value: number): number {
    return this.#distinct[k]?.add(slot, value, this.#part[slot] ?? 0) ?? 0;
  }

  /**
   * Writes six columns: failed logins, successful logins, requests per minute, error rate, mean response time in
   * seconds, regularity, and returns where the next column goes.
   */
  write(slot: number, rows: Float32Array, at: number): number {
    const all = this.#sums;
    const k = slot * sums * (parts + 1);
    rows[at] = all[k + failed] ?? 0;
    rows[at + 1] = all[k + successful] ?? 0;
    rows[at + 2] = ((all[k + requests] ?? 0) * 60_000) / this.#span;
    // 0 / 0 is NaN: not measured.
    rows[at + 3] = (all[k + errors] ?? 0) / (all[k + statuses] ?? 0);
    rows[at + 4] = (all[k + responseMicros] ?? 0) / (1e6 * (all[k + responses] ?? 0));
    rows[at + 5] = regularity(all[k + gaps] ?? 0, all[k + gapMillis] ?? 0, all[k + gapSquares] ?? 0);
    return at + 6;
  }

  #add(slot: number, sum: number, amount: number): void {
    const all = this.#sums;
    const total = slot * sums * (parts + 1) + sum;
    const part = total + sums * (1 + ((this.#part[slot] ?? 0) % parts));
    all[total] = (all[total] ?? 0) + amount;
    all[part] = (all[part] ?? 0) + amount;
  }

  #addGap(slot: number, gap: number): void {
    this.#add(slot, gaps, 1);
    this.#add(slot, gapMillis, gap);
    this.#add(slot, gapSquares, gap * gap);
  }

  #advance(slot: number, part: number): void {
    const current = this.#part[slot] ?? 0;
    if (part === current) return;
    if (part >= current + parts || part <= current - parts) {
      this.#reset(slot, part);
    } else if (part > current) {
      const all = this.#sums;
      const total = slot * sums * (parts + 1);
      for (let p = current + 1; p <= part; ++p) {
        const old = total + sums * (1 + (p % parts));
        for (let s = 0; s < sums; ++s) {
          all[total + s] = (all[total + s] ?? 0) - (all[old + s] ?? 0);
          all[old + s] = 0;
        }
      }
      this.#part[slot] = part;
    }
  }

  #reset(slot: number, part: number): void {
    const width = sums * (parts + 1);
    this.#sums.fill(0, slot * width, (slot + 1) * width);
    this.#part[slot] = part;
    this.#last[slot] = Number.NaN;
    for (const distinct of this.#distinct) distinct.reset(slot);
  }

  /** A slot for a key that has none: that of the longest idle if its window has emptied or all are taken, else a new one. */
  #claim(key: number, part: number): number {
    let slot = this.#oldest;
    if (slot >= 0 && (this.#count >= this.#maxKeys || part >= (this.#part[slot] ?? 0) + parts)) {
      this.#slotOf[this.#keyOf[slot] ?? 0] = -1;
      this.#use(slot);
    } else {
      if (this.#count === this.#keyOf.length)
        this.#grow(Math.min(this.#maxKeys, Math.max(64, this.#count * 2)));
      slot = this.#count++;
      this.#append(slot);
    }
    if (key >= this.#slotOf.length) {
      this.#slotOf = widen(this.#slotOf, new Int32Array(Math.max(key + 1, this.#slotOf.length * 2)).fill(-1));
    }
    this.#slotOf[key] = slot;
    this.#keyOf[slot] = key;
    return slot;
  }

  /** Moves a slot to the newest end of the list. */
  #use(slot: number): void {
    if (slot === this.#newest) return;
    const older = this.#older[slot] ?? -1;
    const newer = this.#newer[slot] ?? -1;
    if (older >= 0) this.#newer[older] = newer;
    else this.#oldest = newer;
    this.#older[newer] = older;
    this.#append(slot);
  }

  #append(slot: number): void {
    this.#older[slot] = this.#newest;
    this.#newer[slot] = -1;
    if (this.#newest >= 0) this.#newer[this.#newest] = slot;
    else this.#oldest = slot;
    this.#newest = slot;
  }

  #grow(capacity: number): void {
    this.#keyOf = widen(this.#keyOf, new Int32Array(capacity));
    this.#part = widen(this.#part, new Int32Array(capacity));
    this.#last = widen(this.#last, new Float64Array(capacity));
    this.#sums = widen(this.#sums, new Float64Array(capacity * sums * (parts + 1)));
    this.#older = widen(this.#older, new Int32Array(capacity));
    this.#newer = widen(this.#newer, new Int32Array(capacity));
    for (const distinct of this.#distinct) distinct.grow(capacity);
  }
}

/**
 * 1 / (1 + coefficient of variation) of the gaps between records: 1 is clockwork, 0.5 is chance (a Poisson process), towards 0
 * come bursts. Not measured with fewer than three gaps. This way round a missing value, imputed 0, does not read as a beacon.
 */
function regularity(count: number, sum: number, squares: number): number {
  if (count < 3) return Number.NaN;
  if (sum === 0) return 1;
  const mean = sum / count;
  return 1 / (1 + Math.sqrt(Math.max(0, squares / count - mean * mean)) / mean);
}
