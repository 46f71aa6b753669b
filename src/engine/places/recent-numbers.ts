/**
 * The numbers used last, the newest first: move-to-front coding, Bentley, Sleator, Tarjan and Wei 1986,
 * https://doi.org/10.1145/5684.5688
 */
export interface RecentNumbers {
  /** How long ago a number was used, 0 for the last one; -1 when it is not among the recent ones. */
  rankOf(number: number): number;
  /** Makes the number at a rank the newest, and returns it. */
  take(rank: number): number;
  /** Makes a number that is not among them the newest, in place of the oldest. */
  add(number: number): void;
}

/** So many fit into a byte beside a sign for all others. */
export const recentSize = 254;
/** In no table of places: numbers have 24 bits. */
const unused = 0xffffffff;

export function createRecentNumbers(): RecentNumbers {
  const numbers = new Uint32Array(recentSize).fill(unused);
  function moveToFront(rank: number, number: number) {
    for (let i = rank; i > 0; i--) numbers[i] = numbers[i - 1] ?? unused;
    numbers[0] = number;
  }
  return {
    rankOf: number => numbers.indexOf(number),
    take(rank) {
      const number = numbers[rank] ?? unused;
      moveToFront(rank, number);
      return number;
    },
    add: number => moveToFront(recentSize - 1, number)
  };
}
