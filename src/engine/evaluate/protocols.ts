import {createRandom} from "../random.js";
import {rowsWhere, stratifiedFolds} from "./folds.js";

/** Ways of separating what is learnt from and what is judged. The first is the headline. */
export const protocolMeanings = {
  leave_one_day_out:
    "Each day is judged by a model that saw all the other days: every row is judged once, by what did not see its day.",
  chronological:
    "The first 60% of the days teach, the later ones are judged, as in operation: nothing is learnt from the future.",
  random_split:
    "Leaky reference, not a result: rows are dealt at random, so that near-copies of a judged row have taught the model. That flatters what learns labels; a detector that takes them for usual does worse than it would.",
  leave_one_type_out:
    "The known-attack classifier learns without one type of attack and is judged on it: what does it say of what it never saw?"
} as const;

export type ProtocolName = keyof typeof protocolMeanings;

/** One division of the rows: numbers of rows, ascending. */
export interface Split {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

export const defaults = {
  /** Parts that days are put into: more days than this are judged several at a time. */
  mostDays: 10,
  /** Share of the days that teach, of the chronological protocol; and of the rows, of the random split. */
  learntShare: 0.6
} as const;

/**
 * One split for each day, or for each of ten parts of consecutive days where there are more. Empty with fewer than two days, since
 * then nothing unseen is left to judge.
 * @param day of each row; any integers.
 */
export function leaveOneDayOut(day: Int32Array): readonly Split[] {
  const days = distinctDays(day);
  if (days.length < 2) return [];
  const parts = Math.min(defaults.mostDays, days.length);
  const partOf = new Map(days.map((one, place) => [one, Math.floor((place * parts) / days.length)]));
  const part = day.map(one => partOf.get(one) ?? 0);
  return Array.from({length: parts}, (_, k) => split(day.length, row => part[row] === k));
}

/** The first 60% of the days (rounded, at least one) teach. Null with fewer than two days. */
export function chronological(day: Int32Array): Split | null {
  const days = distinctDays(day);
  if (days.length < 2) return null;
  const learnt = Math.min(days.length - 1, Math.max(1, Math.round(defaults.learntShare * days.length)));
  const first = days[learnt] ?? 0;
  return split(day.length, row => (day[row] as number) >= first);
}

/**
 * Rows dealt at random, three parts of five teaching, attacks and normal rows alike. Near-copies end up on both sides, which is why
 * its figures mean little. Throws a RangeError with fewer than five rows of a class.
 */
export function randomSplit(attack: Uint8Array, seed: number): Split {
  const fold = stratifiedFolds(attack, 5, createRandom(seed));
  return split(attack.length, row => (fold[row] as number) >= 5 * defaults.learntShare);
}

/** Distinct days, ascending. */
export function distinctDays(day: Int32Array): readonly number[] {
  return [...new Set(day)].sort((a, b) => a - b);
}

function split(count: number, isTest: (row: number) => boolean): Split {
  return {train: rowsWhere(count, row => !isTest(row)), test: rowsWhere(count, isTest)};
}
